"""Sheets laid out: the toy, with every kind of block, in one language and in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import cast, get_args

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.styles import ParagraphStyle

from handout import fonts, model, pdf
from handout.compose import Composed, Numbers
from handout.errors import ContentError, Position
from handout.layout import texts
from handout.layout.blocks import Context, flowables
from handout.layout.theme import Role, theme
from handout.model import Citation, Figure, Look, Run, Start, Statement, Text, Texts, texts_of
from handout.options import Paper, Size
from handout.pdf.canvas import Shown
from tests import pdf_kit, toy_kit
from tests.conftest import READERS, sample
from tests.toy_kit import CA, EN, composed, written

EDITIONS = [(EN,), (CA,), (EN, CA), (CA, EN)]
AT = Position("doctor.yaml")
THEME = theme(Look.DENSE)
NUMBERS = Numbers("abcdefghij", [toy_kit.EDITIONS[EN].language])


def words_of(text: str) -> Counter[str]:
    """How often each word occurs."""
    return Counter(re.findall(r"\w+", text))


def page_words(of: Composed) -> Counter[str]:
    """The words on all pages."""
    return words_of(" ".join(pdf_kit.texts(written(of).data)))


def printed_texts(of: Composed) -> Iterator[Text]:
    """The texts that are printed: all but what is said of pictures to those who do not see them."""
    blocks = [found for section in of.sheet.sections for found in section.blocks]
    said = [text for found in blocks if isinstance(found, Figure | model.Code) for text in found.alt]
    # What is the same in both languages is printed once.
    every = list(texts_of(of.sheet))
    pairs = zip(every[::2], every[1::2], strict=True) if len(of.languages) > 1 else ()
    twice = [second for first, second in pairs if first.plain == second.plain]
    hidden = {id(text) for text in (*said, *twice)}
    return (text for text in texts_of(of.sheet) if id(text) not in hidden)


def _labels(of: Composed) -> Iterator[Texts]:
    """The labels of all drawings."""
    for section in of.sheet.sections:
        for found in section.blocks:
            if isinstance(found, Figure):
                yield from (label for _, label in found.labels)


def statements(of: Composed) -> list[Statement]:
    """All statements in order."""
    return [statement for section in of.sheet.sections for statement in section.statements]


@pytest.mark.parametrize("paper", sample(Paper))
@pytest.mark.parametrize("reader", sample(READERS, 2))
@pytest.mark.parametrize("tags", EDITIONS)
def test_every_text_is_on_the_page(tags: tuple[str, ...], reader: str, paper: Paper) -> None:
    """In one language or in two, for whoever reads, on either paper, no word is lost."""
    of = composed(*tags, reader=reader)
    found = words_of(" ".join(pdf_kit.texts(written(of, paper).data)))
    wanted = words_of(" ".join(text.format(listed="9", total="12").plain for text in printed_texts(of)))
    for name in ("date", "review"):
        del wanted[name]
    assert wanted - found == Counter()


@dataclass
class Ear:
    """What a screen reader is given: words in the language of the element they are drawn in."""

    heard: list[tuple[str | None, str]]

    def words(self, lang: str) -> Counter[str]:
        """The words of a language."""
        return words_of(" ".join(text for spoken, text in self.heard if spoken == lang))


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    """Listens to what is drawn."""
    listening = Ear([])
    scopes: list[pdf.Element] = []
    tagged, show = pdf.Canvas.tagged, pdf.Canvas.show

    @contextmanager
    def noting(canvas: pdf.Canvas, element: pdf.Element) -> Iterator[None]:
        scopes.append(element)
        with tagged(canvas, element):
            yield
        scopes.pop()

    def hearing(canvas: pdf.Canvas, shown: list[Shown]) -> None:
        listening.heard += [(scopes[-1].language, one.text) for one in shown]
        show(canvas, shown)

    monkeypatch.setattr(pdf.Canvas, "tagged", noting)
    monkeypatch.setattr(pdf.Canvas, "show", hearing)
    return listening


@pytest.mark.parametrize("tags", EDITIONS)
def test_every_word_is_in_its_language(ear: Ear, tags: tuple[str, ...]) -> None:
    """Each text, and each word of another language in it, is drawn in an element of that language."""
    of = composed(*tags)
    written(of)
    spoken: dict[str, Counter[str]] = {EN: Counter(), CA: Counter()}
    # Labels are part of a picture, and the foot is decoration.
    painted = {id(text) for text in (*texts_of(tuple(_labels(of))), *of.sheet.name)}
    for text in (text for text in printed_texts(of) if id(text) not in painted):
        filled = text.format(listed="9", total="12", date="", review="")
        for run in (inline for inline in filled.inlines if isinstance(inline, Run)):
            spoken[run.lang or text.lang] += words_of(run.text)
    for lang, wanted in spoken.items():
        assert wanted - ear.words(lang) == Counter()
    assert not {"frontissa", "soroll", "demano"} & set(ear.words(EN))
    assert not {"hinge", "noise", "Please"} & set(ear.words(CA))
    assert {"Gıcırdayan", "kapı"} <= set(ear.words("tr"))


def test_letters_and_numbers_are_the_same_on_paper() -> None:
    """A finger on C4 in one language finds C4 in the other, and in both together."""
    found = []
    for tags in EDITIONS:
        lines = pdf_kit.texts(written(composed(*tags)).data)
        found.append([match[1] for line in lines if (match := re.match(r"([A-F]\d?)(?:\s+\w|$)", line))])
    assert found[0] == [
        "A",
        "A1",
        "A2",
        "B",
        "B1",
        "B2",
        "B3",
        "C",
        "D",
        "D1",
        "D2",
        "D3",
        "E",
        *(f"E{n}" for n in "12345"),
        "F",
    ]
    assert all(marks == found[0] for marks in found)


@pytest.mark.parametrize("tags", EDITIONS)
def test_a_number_stands_level_with_its_item(tags: tuple[str, ...]) -> None:
    """On the line of the first words, in a list and in a table."""
    of = composed(*tags)
    lines = pdf_kit.texts(written(of).data)
    for statement in statements(of):
        first = statement.texts[0][0].plain.split()[0]
        assert any(line.startswith(f"{of.labels[statement.id]} {first}") for line in lines), statement.id


def test_two_languages_stand_one_under_the_other() -> None:
    """The second begins below the first, as far in."""
    lines = pdf_kit.seen(written(composed(EN, CA)).data)
    first, second = (
        next(line for line in lines if word in line.text) for word in ("Rust grows", "El rovell")
    )
    assert first.page == second.page
    assert first.baseline > second.baseline
    # The line of the first begins with its number.
    assert first.left + theme(Look.DENSE).indent == pytest.approx(second.left, abs=1)


def test_a_section_begins_where_it_says() -> None:
    """On a new page; in a band over the whole width."""
    lines = {line.text: line for line in pdf_kit.seen(written(composed(EN)).data)}
    watch = next(line for text, line in lines.items() if "What to watch" in text)
    sources = next(line for text, line in lines.items() if text.endswith("Sources"))
    assert (watch.page, sources.page) == (1, 1)
    assert all(line.page == 0 for text, line in lines.items() if text.startswith(("A1", "B1", "D3")))
    assert sources.baseline < watch.baseline


def arranged(*tags: str, **changes: dict[str, object]) -> Composed:
    """The toy with other sections: what changes, by the id of each."""
    of = composed(*tags)
    sections = (section._replace(**changes.get(section.id, {})) for section in of.sheet.sections)
    return of._replace(sheet=of.sheet._replace(sections=tuple(sections)))


def starting(of: Composed, section: str, block: str, start: Start) -> Composed:
    """The sheet with a block that begins elsewhere."""
    found = next(one for one in of.sheet.sections if one.id == section)
    blocks = tuple(one._replace(starts=start) if one.id == block else one for one in found.blocks)
    sections = (one._replace(blocks=blocks) if one.id == section else one for one in of.sheet.sections)
    return of._replace(sheet=of.sheet._replace(sections=tuple(sections)))


def line_of(data: bytes, words: str) -> pdf_kit.Seen:
    """The line that begins so, without its number."""
    lines = pdf_kit.seen(data)
    return next(line for line in lines if re.sub(r"^[A-F]\d? +", "", line.text).startswith(words))


def test_a_column_begins_where_the_content_says() -> None:
    """On top of the next one, level with the first; in one column it stands below."""
    where = {"where": {"starts": Start.COLUMN}, "request": {"boxed": False}}
    data = written(arranged(EN, **where)).data
    first, second = line_of(data, "In short"), line_of(data, "Where it is")
    assert second.left - first.left == pytest.approx((THEME.frame[2] + THEME.gap) / 2, abs=1)
    assert second.baseline == pytest.approx(first.baseline)
    large = toy_kit.written(arranged(EN, **where), size=Size.LARGE).data
    first, second = line_of(large, "In short"), line_of(large, "Where it is")
    assert second.left == pytest.approx(first.left, abs=2)
    assert (second.page, -second.baseline) > (first.page, -first.baseline)


def test_a_section_that_spans_stands_over_its_columns() -> None:
    """Its blocks stand side by side below its heading, their first lines level; in one column they follow."""
    of = arranged(EN, care={"spans": True, "prominent": True})
    of = starting(of, "care", "care-form", Start.COLUMN)
    data = written(of).data
    heading, left, right = (line_of(data, words) for words in ("What to watch", "On wet days", "Fill in by"))
    assert (left.page, left.baseline) < (heading.page, heading.baseline)
    assert left.baseline == pytest.approx(right.baseline, abs=3)
    assert right.left > THEME.frame[0] + THEME.frame[2] / 2 > left.left
    large = toy_kit.written(of, size=Size.LARGE).data
    left, right = line_of(large, "On wet days"), line_of(large, "Fill in by")
    assert right.left < THEME.frame[2] / 2
    assert (right.page, -right.baseline) > (left.page, -left.baseline)


def test_a_heading_stands_below_its_rule() -> None:
    """2 pt below it, and nearer to it than what is above."""
    data = written(composed(EN)).data
    style = THEME.styles[Role.HEADING]
    for words in ("Where it is", "What may be done"):
        heading = line_of(data, words)
        above = min(
            rule
            for page, left, rule in rules(data)
            if page == heading.page and rule > heading.baseline and abs(left - heading.left) < 3
        )
        # The baseline stands in the leading as the letters do in their height.
        assert above - heading.baseline == pytest.approx(2 + style.leading - 0.334 * style.fontSize, abs=2.5)


def rules(data: bytes) -> list[tuple[int, float, float]]:
    """The level lines of each page: where they begin, and how high they stand."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = item.get_bounds()
                if top - bottom < 5 and right - left > 100:
                    found.append((number, left, (bottom + top) / 2))
    return found


def test_the_first_statement_of_a_lead_is_larger() -> None:
    """The others have the size of all text."""
    of = composed(EN)
    sections = (
        section._replace(blocks=tuple(_led(block) for block in section.blocks))
        for section in of.sheet.sections
    )
    led = of._replace(sheet=of.sheet._replace(sections=tuple(sections)))
    usual, larger = (list(pdf_kit.seen(written(one).data)) for one in (of, led))
    assert len(larger) >= len(usual)
    assert sizes(written(led).data, "It squeaks") == {11}
    assert sizes(written(led).data, "Oil helped") == {10}


def _led(block: model.Block) -> model.Block:
    return block._replace(lead=True) if isinstance(block, model.List) else block


def sizes(data: bytes, words: str) -> set[float]:
    """The sizes of the letters of the first of these words."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            index = text.get_text_range().find(words)
            if index >= 0:
                return {
                    round(pypdfium2.raw.FPDFText_GetFontSize(text, at), 1) for at in range(index, index + 2)
                }
    raise AssertionError(words)


def test_the_foot_says_what_the_sheet_is_about() -> None:
    """On every page, the title first."""
    lines = pdf_kit.seen(written(composed(EN)).data)
    foot = "The gate that squeaks · Gate sheet · English · version 1.0"
    feet = [line.page for line in lines if line.text == foot]
    assert feet == [0, 1]


def test_the_reader_is_told_day_and_review_in_each_language() -> None:
    """Each in the words of its own."""
    found = " ".join(pdf_kit.texts(written(composed(EN, CA)).data))
    assert "Nothing was checked on 5 March 2026; not yet reviewed by a locksmith." in found
    assert "No s’ha comprovat res (5 de març de 2026); encara no l’ha revisat cap manyà." in found


def test_links_lead_where_they_say() -> None:
    """Those in the text and those of the references; the number of a citation leads to its reference."""
    with pikepdf.open(BytesIO(written(composed(EN)).data)) as document:
        links = [link for page in document.pages for link in page.get("/Annots", [])]
        found = {str(link.A.URI) for link in links if "/A" in link}
        cited = [str(link.Contents) for link in links if "/Dest" in link]
    # “[1–3]” and “[4, 5]”: the ends of a range, and each of two.
    assert cited[:4] == ["Hinge 2001", "Alone 2003", "Çağlar 2005", "Institute for Gates 2004"]
    assert {
        "https://gates.example/rules",
        "https://doi.org/10.9999/gates.2001/45",
        "https://pubmed.ncbi.nlm.nih.gov/55/",
        "https://www.gates.example/oiling",
    } <= found


@pytest.mark.parametrize("letter", sample("ABCDEFGHIJKL", 2))
def test_a_mark_has_room(letter: str) -> None:
    """As many letters as a sheet may have, with one digit, stand in the hanging column."""
    of = composed(EN)
    marks = {**of.labels, **{statement.id: f"{letter}9" for statement in statements(of)}}
    lines = pdf_kit.texts(written(of._replace(labels=marks)).data)
    assert sum(line.startswith(f"{letter}9 ") for line in lines) == len(statements(of))


# --- Citations ------------------------------------------------------------------------------------


def cited(*keys: str) -> str:
    """How a text prints a citation of these keys."""
    citation = Citation(keys, tuple(AT for _ in keys))
    runs = texts.runs(Text((Run("word "), citation, Run(".")), "en", AT), NUMBERS)
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("a", "[1]"),
        ("ab", "[1,\u00a02]"),
        ("abc", "[1–3]"),
        ("cab", "[1–3]"),
        ("acde", "[1,\u00a03–5]"),
        ("abdefh", "[1,\u00a02,\u00a04–6,\u00a08]"),
        ("ja", "[1,\u00a010]"),
    ],
)
def test_a_citation_is_printed_in_numbers(keys: str, expected: str) -> None:
    """In order, three neighbours or more as a range, never parted from the word before nor in itself."""
    fonts.register()
    assert cited(*keys) == f"word\u00a0{expected}."


@pytest.mark.parametrize("width", range(90, 300, 15))
def test_no_line_begins_with_a_citation(width: float) -> None:
    """However wide the column is, and whatever stands before."""
    fonts.register()
    inlines: list[Run | Citation] = []
    for number in range(12):
        inlines += [
            Run("strong ", strong=number % 2 == 0),
            Run("words "),
            Citation(("a", "b", "c", "e"), (AT,) * 4),
        ]
        inlines.append(Run(", " if number % 3 else " and "))
    style = ParagraphStyle("narrow", fontSize=10, leading=14, rightIndent=300 - width)
    runs = texts.runs(Text(tuple(inlines), "en", AT), NUMBERS)
    lines = pdf_kit.texts(pdf_kit.write([pdf.Paragraph(runs, style, pdf.Element("P", pdf_kit.root()))]).data)
    assert sum(line.count("[1–3, 5]") for line in lines) == 12
    assert not [line for line in lines if line.startswith(("[", "5]"))]


@pytest.mark.parametrize("tags", EDITIONS)
def test_citations_on_paper(tags: tuple[str, ...]) -> None:
    """Numbers rise in the order of reading, and lead to the reference of that number."""
    of = composed(*tags)
    lines = pdf_kit.texts(written(of).data)
    found = [group for line in lines for group in re.findall(r"\[([\d–, ]+)\]", line)]
    numbers = [number for group in found for part in group.split(",") for number in _range(part)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(of.references) + 1))
    for number, reference in enumerate(of.references, 1):
        name = reference.authors[0].name if reference.authors else reference.title
        assert any(line.startswith(f"{number}. {name}") for line in lines), name


def _range(part: str) -> range:
    first, _, last = part.partition("–")
    return range(int(first), int(last or first) + 1)


# --- Kinds of blocks ------------------------------------------------------------------------------


def context() -> Context:
    """The toy's, in a column."""
    return Context(composed(EN), theme(Look.DENSE), pdf.Element("Sect", pdf_kit.root()), 240, {})


WORDS = (model.plain_text("Words:", EN, AT),)
LISTS = (
    model.Publications(
        "publications", WORDS, (model.Publication("hinge2001", WORDS, model.Read.PART, AT),), AT
    ),
    model.FurtherSources("others", WORDS, (model.Source("oil2010", AT),), AT),
)
"""Blocks of a sheet that lists all sources, which the toy is not."""


@pytest.mark.parametrize("kind", get_args(model.Block))
def test_every_kind_has_a_function(kind: type[model.Block]) -> None:
    """No kind of the model is left without one, and the toy or the lists have a block of each."""
    blocks = (*(one for part in composed(EN).sheet.sections for one in part.blocks), *LISTS)
    found = next(one for one in blocks if type(one) is kind)
    assert flowables(found, context())


def test_a_kind_without_a_function_is_an_error() -> None:
    """Nothing is left out in silence."""
    with pytest.raises(AssertionError, match="Poem"):
        flowables(cast(model.Block, Poem()), context())


class Poem:
    """A kind of block that nobody lays out."""


def test_a_table_has_room_for_its_widest_words() -> None:
    """Columns are as wide as the words in them, and together as wide as the column they stand in."""
    found = next(
        one for part in composed(EN, CA).sheet.sections for one in part.blocks if isinstance(one, model.Table)
    )
    (table,) = flowables(found, context_of(composed(EN, CA)))
    assert isinstance(table, pdf.Table)
    assert sum(table.widths) == pytest.approx(240)
    size = theme(Look.DENSE).styles[Role.BODY].fontSize
    for index, width in enumerate(table.widths):
        for row in found.rows:
            for text in row.cells[index]:
                widest, _ = texts.extent(texts.runs(text, composed(EN, CA).numbers), size)
                assert widest <= width


def context_of(of: Composed) -> Context:
    """A sheet's, in a column."""
    return replace(context(), composed=of)


def test_words_too_wide_for_a_table_are_an_error() -> None:
    """They are not broken, and no column runs into the next; the table is named."""
    of = composed(EN)
    part = of.sheet.sections[3]
    (table,) = part.blocks
    assert isinstance(table, model.Table)
    word = (Text((Run("squeak" * 9),), EN, AT),)
    row = table.rows[0]._replace(cells=(word, word))
    sections = (part._replace(blocks=(table._replace(rows=(row,)),)),)
    with pytest.raises(ContentError, match=r"the table “Way, What was heard”.*too-wide"):
        written(of._replace(sheet=of.sheet._replace(sections=sections)))


def test_two_digits_of_a_mark_find_room() -> None:
    """The column that marks hang in grows with them; the words beside them start behind the widest."""
    of = composed(EN)
    wide = of._replace(labels={name: "W28" if mark[1:] else mark for name, mark in of.labels.items()})
    assert sum(one.startswith("W28") for one in pdf_kit.texts(written(wide).data)) >= 8


def test_the_foot_grows_with_its_words() -> None:
    """A long name of a sheet takes more lines: it meets neither the page number nor the edge."""
    of = composed(EN)
    name = (Text((Run("hinge " * 40),), EN, AT),)
    lines = pdf_kit.texts(written(of._replace(sheet=of.sheet._replace(name=name))).data)
    named = [line for line in lines if line.startswith("hinge hinge")]
    assert len(named) >= 4
    assert max(map(len, named)) < 130


# --- Faces ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("name", ["Παπαδόπουλος", "Кузнецов", "Nguyễn", "Hạnh"])
def test_names_the_main_face_lacks_are_of_one_face(name: str, strong: bool) -> None:
    """A Greek, Russian or Vietnamese name is set in Noto Sans from its first letter to its last."""
    fonts.register()
    main = fonts.BOLD if strong else fonts.REGULAR
    noto = fonts.FALLBACK[main]
    assert list(fonts.faces(f"of {name}, 2006", strong=strong)) == [
        (main, "of "),
        (noto, f"{name},"),
        (main, " 2006"),
    ]
    assert fonts.missing(name) == set()


@pytest.mark.parametrize(
    "words", ["Çağlar İŞ, Özeri, ğıüşö", "Cañis, Collée, al·lèrgia, perché", "≥ 3–5, “¿…?” «» ’"]
)
def test_the_main_face_has_the_letters_of_the_languages(words: str) -> None:
    """Turkish names as well, and the signs of typography."""
    fonts.register()
    assert list(fonts.faces(words)) == [(fonts.REGULAR, words)]


def test_a_word_that_no_face_has_whole_is_patched() -> None:
    """Each letter is in a face that has it."""
    fonts.register()
    assert [face for face, _ in fonts.faces("≥Ж")] == [fonts.REGULAR, fonts.FALLBACK[fonts.REGULAR]]


def test_a_letter_no_face_has_is_refused() -> None:
    """It is named; no box stands for it on paper."""
    assert fonts.missing("gate 門 門") == {"門"}
    of = composed(EN)
    title = (Text((Run("A squeaking 門"),), EN, AT),)
    with pytest.raises(pdf.ConformanceError, match=r"門.*U\+9580"):
        written(of._replace(sheet=of.sheet._replace(title=title)))


def test_names_are_on_paper() -> None:
    """With every letter, and nothing in a face that is not embedded."""
    data = written(composed(EN)).data
    found = " ".join(pdf_kit.texts(data))
    assert all(
        name in found for name in ("Παπαδόπουλος", "Кузнецов", "Nguyễn TH", "Huế", "Çağlar İŞ", "Gıcırdayan")
    )
