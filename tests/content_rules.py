"""What the content keeps to, as small rules over the model: each yields its complaints as sentences.

No rule knows a section. What is true of one language only stands in the tables at the foot.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from handout import checks, patient
from handout.compose import Composed, compose
from handout.errors import Position
from handout.model import (
    Audience,
    Code,
    Column,
    Figure,
    Fill,
    Form,
    Grid,
    Language,
    List,
    Part,
    Reference,
    Run,
    Section,
    Sheet,
    Statement,
    Table,
    Text,
    Texts,
)

WORDS = {"doctor": 640}
"""How many English words a sheet may have beside as many references as `FEWEST`."""
FEWEST, MOST = 12, 14
WORDS_FOR_A_REFERENCE = 20
LONGER = 1.15
"""By how much another language may be longer."""
QUOTES = "[\"'`´‘‚‛“”„‟«»‹›]"
"""Marks of quotation, here or elsewhere, and what is typed for them."""
UNITS = "mm|cm|ml|mg|µg|kg|g|h|min|MHz"
ALARMING = ("test", "visit")
"""Sheets that say when to call for help, and by which numbers."""
UNASKED = r"lumps\.[A-Z]\.(?:letter|site)"
"""Fields of the personal file that stand in the drawing alone."""


@dataclass(frozen=True)
class Given:
    """A sheet in its language, the same sheet in English, and the bibliography."""

    sheet: Sheet
    language: Language
    original: Sheet
    english: Language
    references: Mapping[str, Reference]

    def composed(self, audience: Audience = Audience.GP) -> Composed:
        """The sheet for an audience."""
        cited = {key for text in self.passages for key in _keys(text)}
        # What is not known is told once, as a citation.
        unknown = {key: Reference(key, "", self.sheet.at) for key in cited - self.references.keys()}
        return compose((self.sheet,), (self.language,), {**self.references, **unknown}, audience)

    @property
    def passages(self) -> Iterator[Text]:
        """All texts of the sheet."""
        return (leaf for _, leaf in leaves(self.sheet) if isinstance(leaf, Text))

    @property
    def pairs(self) -> Iterator[tuple[Text, Text]]:
        """Each text beside the English one; what has none is a matter of shape."""
        original = dict(leaves(self.original))
        for path, leaf in leaves(self.sheet):
            other = original.get(path)
            if isinstance(leaf, Text) and isinstance(other, Text):
                yield leaf, other

    @property
    def printed(self) -> Iterator[tuple[str, str]]:
        """Where words in the language stand, and the words: those of the sheet and those of the program."""
        yield from ((str(text.at), own(text)) for text in self.passages)
        yield from self.program

    @property
    def program(self) -> Iterator[tuple[str, str]]:
        """Where words of the program in the language stand, and the words.

        Not what somebody may write in a personal file: who types it has no signs but those of the keyboard.
        """
        where = f"language {self.language.tag}"
        words = program_words(self.language)
        return ((f"{where}, {name}", text) for name, text in words if not name.endswith(".example"))


Complaints: TypeAlias = Iterator[str]
Rule: TypeAlias = Callable[[Given], Complaints]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """What has no parts (texts, ids, flags) with its path: the nearest id, fields and numbers."""
    if isinstance(value, Position):
        return
    if isinstance(value, tuple):
        for index, part in enumerate(value, 1):
            yield from leaves(part, path if isinstance(part, Text) else f"{path} {index}")
    elif is_dataclass(value) and not isinstance(value, Text):
        here = str(getattr(value, "id", path))
        if isinstance(value, Column):
            # Columns of two grids may have one name.
            here = f"{path.split()[0]} {here}"
        for part in fields(value):
            yield from leaves(getattr(value, part.name), f"{here} {part.name}")
    else:
        yield path, value


def own(text: Text) -> str:
    """The words of a text without those marked as another language's."""
    runs = (inline for inline in text.inlines if isinstance(inline, Run))
    return "".join(run.text for run in runs if run.lang in (None, text.lang))


def program_words(language: Language) -> Iterator[tuple[str, str]]:
    """The words of a language that the program prints or writes, by name."""
    yield from ((part.name, getattr(language.words, part.name)) for part in fields(language.words))
    yield from ((f"emergency {one.number}", one.place) for one in language.emergency)
    for name, words in language.choices.items():
        yield from ((f"choices {name} {value}", word) for value, word in words.items())
    # What is to be typed is the same in all languages.
    yield from (
        (f"patient-file {name}", re.sub(r"handout [^\n]*", "handout", words))
        for name, words in language.comments.items()
    )


def statements(sheet: Sheet) -> Iterator[tuple[Section, Statement]]:
    """All statements with their sections."""
    return ((section, statement) for section in sheet.sections for statement in section.statements)


# --- The same in all languages --------------------------------------------------------------------


def shape(given: Given) -> Complaints:
    """Ids, kinds, order, audiences, lengths of lists, columns, labels and looks are those of English."""
    english, here = (list(_outline(sheet)) for sheet in (given.original, given.sheet))
    for line in difflib.unified_diff(english, here, n=0, lineterm=""):
        if line.startswith("-") and line != "--- ":
            yield f"English has here: {line[1:]}"
        elif line.startswith("+") and line != "+++ ":
            yield f"English has not: {line[1:]}"


def _outline(sheet: Sheet) -> Iterator[str]:
    for path, leaf in leaves(sheet):
        if not {"basis", "sources"} & set(path.split()[1:]):
            yield path if isinstance(leaf, Text) else f"{path}: {leaf}"


def citations(given: Given) -> Complaints:
    """Each text cites what the English one cites, in the same order."""
    for text, original in given.pairs:
        here, there = _keys(text), _keys(original)
        if here != there:
            yield f"{text.at}: cites {_listed(here)}; English cites {_listed(there)}"


def _keys(text: Text) -> list[str]:
    return [key for citation in text.citations for key in citation.keys]


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "nothing"


def bases(given: Given) -> Complaints:
    """Each statement rests on the basis and the sources of the English one."""
    original = {statement.id: _basis(statement) for _, statement in statements(given.original)}
    for _, statement in statements(given.sheet):
        expected = original.get(statement.id, _basis(statement))
        if _basis(statement) != expected:
            yield f"{statement.at}: rests on {_basis(statement)}; in English on {expected}"


def _basis(statement: Statement) -> str:
    basis = statement.basis.value if statement.basis else "no basis"
    return f"{basis} ({_listed([source.key for source in statement.sources])})"


def figures(given: Given) -> Complaints:
    """Each text has the figures of the English one, however written; emergency numbers are the place's."""
    for text, original in given.pairs:
        here, there = _figures(text, given.language), _figures(original, given.english)
        if here != there:
            yield f"{text.at}: has {_listed(sorted((here - there).elements()))} where English has " + _listed(
                sorted((there - here).elements())
            )


def _figures(text: Text, language: Language) -> Counter[str]:
    thousands, decimal = language.conventions.thousands, language.conventions.decimal
    found: Counter[str] = Counter()
    words = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))", "", text.plain)
    for figure in re.findall(r"\d+(?:[.,]\d+)*(?:\s?%)?", words):
        found[re.sub(r"\s", "", figure.replace(decimal, "."))] += 1
    for emergency in language.emergency:
        del found[emergency.number]
    return found


def translation(given: Given) -> Complaints:
    """Nothing is left in English but names, marked words and words that are spared."""
    if given.language.tag == given.english.tag:
        return
    for text, original in given.pairs:
        left = _left(own(text), own(original), given.language)
        yield from (f"{text.at}: “{words}” is English" for words in left)
    english = dict(program_words(given.english))
    for name, words in program_words(given.language):
        left = _left(words, english.get(name, ""), given.language)
        yield from (f"language {given.language.tag}, {name}: “{words}” is English" for words in left)


def _left(words: str, english: str, language: Language) -> list[str]:
    """The whole text if it is the English one; else the clauses of several words that are."""
    if _bare(words, language) and words.casefold() == english.casefold():
        return [words]
    there = set(_clauses(english))
    found = (clause for clause in _clauses(words) if clause in there)
    return [clause for clause in found if len(_bare(clause, language).split()) > 1]


def _clauses(words: str) -> list[str]:
    return [clause.strip().casefold() for clause in re.split(r"[.;:?!()]", words)]


def _bare(words: str, language: Language) -> str:
    """The words without what need not be translated: spared words, figures with their units, placeholders."""
    alike = ALIKE.get(language.tag, ())
    spared = "|".join([*(re.escape(word) for word in (*language.spared, *alike)), UNITS])
    words = re.sub(rf"\{{\w+\}}|(?<!\w)(?:{spared})(?!\w)", " ", words, flags=re.IGNORECASE)
    return re.sub(r"[\W\d_]+", " ", words).strip()


def vocabulary(given: Given) -> Complaints:
    """The words of the personal file are there, for all that can be chosen and above each of its fields."""
    expected, found = ([*_told_words(language)] for language in (given.english, given.language))
    for line in difflib.unified_diff(expected, found, n=0, lineterm=""):
        if re.match(r"[-+](?![-+])", line):
            has = "has not" if line[0] == "-" else "has, and English has not"
            yield f"language {given.language.tag}: {has} {line[1:]}"


def _told_words(language: Language) -> Iterator[str]:
    for name, words in language.choices.items():
        yield from (f"choices {name} {value}" for value in words)
    yield from (f"patient-file {name}" for name in language.comments)


# --- How much -------------------------------------------------------------------------------------


def budget(given: Given) -> Complaints:
    """The longest audience reads no more words than the number of references leaves room for."""
    if given.sheet.id not in WORDS:
        return
    english = replace(given, sheet=given.original, language=given.english)
    cited = len(english.composed().numbers)
    limit = WORDS[given.sheet.id] - WORDS_FOR_A_REFERENCE * max(0, cited - FEWEST)
    if given.language.tag != given.english.tag:
        limit = int(limit * LONGER)
    for audience in Audience:
        words = sum(map(_count, _counted(given.composed(audience).sheet)))
        if words > limit:
            yield f"{given.sheet.at}: {words} words for {audience.value}; {limit} have room"


def _counted(sheet: Sheet) -> Iterator[Texts]:
    """Items, rows, and the heads of lists and columns."""
    for section in sheet.sections:
        for block in section.blocks:
            yield from (texts for statement in block.statements for texts in statement.texts)
            if isinstance(block, List):
                yield block.heading
            if isinstance(block, Table):
                yield from block.columns


def _count(texts: Texts) -> int:
    """How many words have a letter."""
    return sum(bool(re.search(r"[^\W\d_]", word)) for text in texts for word in text.plain.split())


def printed_references(given: Given) -> Complaints:
    """There are neither too few references nor too many, and each may stand on a sheet."""
    if given.sheet.id not in WORDS:
        return
    printed = given.composed().references
    if not FEWEST <= len(printed) <= MOST:
        yield f"{given.sheet.at}: {len(printed)} references are cited; {FEWEST} to {MOST} are wanted"
    yield from (f"{one.at}: “{one.key}” may not be printed" for one in printed if not one.printable)


# --- What it says ---------------------------------------------------------------------------------


def complete(given: Given) -> Complaints:
    """A printed reference has what it takes to find it, and is typed as it is printed."""
    for one in given.composed().references:
        if not one.title or one.year is None:
            yield f"{one.at}: “{one.key}” has no title or no year"
        if one.journal is None and one.url is None:
            yield f"{one.at}: “{one.key}” has neither a journal nor an address"
        if not (one.doi or one.pmid or one.url):
            yield f"{one.at}: “{one.key}” has no DOI, no number in PubMed and no address to lead to it"
        if one.lang not in given.language.languages:
            yield f"{one.at}: “{one.key}” is in “{one.lang}”, whose name {given.language.tag} does not know"
        if re.search("[\"'`´]", " ".join([one.title, one.journal or "", *(a.name for a in one.authors)])):
            yield f"{one.at}: “{one.key}” has straight quotation marks"


def resting(given: Given) -> Complaints:
    """Every statement outside the patient's voice has a citation, or a basis with its sources."""
    yield from map(str, checks.sheet(given.sheet, given.references))


def promises(given: Given) -> Complaints:
    """No word promises more than the evidence carries."""
    for where, words in given.printed:
        found = _forbidden(words, given.language.promises)
        yield from (f"{where}: “{word}” promises too much" for word in found)


def terms(given: Given) -> Complaints:
    """No term that misleads, or is another language's in disguise, comes back."""
    for where, words in given.printed:
        found = _forbidden(words, AVOIDED.get(given.language.tag, ()))
        yield from (f"{where}: “{word}” is a term to avoid" for word in found)


def _forbidden(words: str, forbidden: tuple[str, ...]) -> Iterator[str]:
    """The forbidden words that occur, in the singular or the plural."""
    for word in forbidden:
        if re.search(rf"(?<!\w){re.escape(word)}(?:e?s)?(?!\w)", words, re.IGNORECASE):
            yield word


def emergency(given: Given) -> Complaints:
    """The language knows an emergency number, in digits, and says where it answers."""
    numbers = given.language.emergency
    if not numbers:
        yield f"language {given.language.tag}: has no emergency number"
    for one in numbers:
        if not one.number.isdecimal() or not one.place.strip():
            yield f"language {given.language.tag}: “{one.number}” is no number, or answers nowhere"


def alarm(given: Given) -> Complaints:
    """A sheet that says when to call for help names the language's emergency numbers, all and no other."""
    if given.sheet.id not in ALARMING:
        return
    known = [one.number for one in given.language.emergency]
    named = [(text.at, number) for text in given.passages for number in _three_digits(text)]
    for number in known:
        if number not in {one for _, one in named}:
            yield f"{given.sheet.at}: the emergency number {number} is named nowhere"
    yield from (
        f"{at}: {one} is no emergency number of the language" for at, one in named if one not in known
    )


def _three_digits(text: Text) -> list[str]:
    """Figures of three digits that measure nothing, as the numbers one calls."""
    return re.findall(rf"(?<![\d.,:–-])\d{{3}}(?![.,:–-]?\d|\s?%|\s?(?:{UNITS})(?!\w))", text.plain)


def request(given: Given) -> Complaints:
    """The patient asks something of each audience, and cites nothing, so that numbers never move."""
    if given.sheet.id not in WORDS:
        return
    asked = [block for section in given.sheet.sections if section.patient for block in section.blocks]
    for audience in Audience:
        if not any(audience in block.audiences for block in asked):
            yield f"{given.sheet.at}: nothing is asked of {audience.value}"
        if given.composed(audience).numbers != given.composed().numbers:
            yield f"{given.sheet.at}: {audience.value} reads other numbers of references than others"
    for text in (leaf for _, leaf in leaves(tuple(asked)) if isinstance(leaf, Text)):
        if _keys(text):
            yield f"{text.at}: a request cites {_listed(_keys(text))}"


def descriptions(given: Given) -> Complaints:
    """A picture has words beside it and other words for who does not see it."""
    for section in given.sheet.sections:
        for block in section.blocks:
            match block:
                case Figure():
                    yield from _described(block.alt[0], block.caption[0])
                case Code():
                    yield from _described(block.alt[0], block.label[0])
                case _:
                    pass


def _described(alt: Text, beside: Text) -> Complaints:
    if not alt.plain.strip() or not beside.plain.strip():
        yield f"{alt.at}: a picture needs words beside it and an alternative text"
    elif alt.plain.casefold().strip(" .") in beside.plain.casefold():
        yield f"{alt.at}: the alternative text repeats the words beside the picture"


# --- How it is written ----------------------------------------------------------------------------


def decimals(given: Given) -> Complaints:
    """Numbers have the decimal sign and the thousands sign of the language."""
    conventions = given.language.conventions
    thousands, decimal = re.escape(conventions.thousands), re.escape(conventions.decimal)
    number = re.compile(rf"(?:\d+|\d{{1,3}}(?:{thousands}\d{{3}})+)(?:{decimal}\d+)?")
    for where, words in given.printed:
        for found in re.findall(r"\d+(?:[.,]\d+)+", words):
            if not number.fullmatch(found):
                yield f"{where}: “{found}” has not the decimal sign of the language"


def units(given: Given) -> Complaints:
    """A no-break space stands between a number and its unit."""
    unit = re.compile(rf"\d[^\S\u00a0\u202f]?(?:{UNITS})(?!\w)")
    for where, words in given.printed:
        yield from (f"{where}: “{found}” needs a no-break space" for found in unit.findall(words))


def per_cent(given: Given) -> Complaints:
    """Before a per cent sign stands a no-break space, or nothing, as the language writes it."""
    right = "[\u00a0\u202f]" if given.language.conventions.percent_space else ""
    for where, words in given.printed:
        for found in re.findall(r"\d+\s*%", words):
            if not re.fullmatch(rf"\d+{right}%", found):
                yield f"{where}: “{found}” is not how the language writes per cent"


def quotation(given: Given) -> Complaints:
    """Quotation marks are those of the language, and in pairs; neither they nor apostrophes are straight."""
    marks = given.language.conventions.quotes
    for where, words in given.printed:
        for mark in sorted(set(re.findall(QUOTES, words)) - set(marks)):
            yield f"{where}: “{mark}” is no quotation mark of the language"
        if "’" not in marks and re.search(r"(?<!\w)’(?!\d)", words):
            yield f"{where}: “’” stands where no letter is left out"
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            spare = words.count(closing) - words.count(opening)
            if spare < 0 or (spare and closing != "’"):
                yield f"{where}: “{opening}” and “{closing}” are not in pairs"


def spaces(given: Given) -> Complaints:
    """Spaces stand single, none before a closing mark, one before a citation."""
    for at, words in [*((str(text.at), text.plain) for text in given.passages), *given.program]:
        for found in re.findall(r"\S*\s{2,}\S*|\S*\s[,.;:!?)»”]|[(«“¿¡]\s\S*", words):
            yield f"{at}: “{found}” has a space too many"
    for text in given.passages:
        for before, after in pairwise(text.inlines):
            if isinstance(before, Run) and not isinstance(after, Run) and not before.text.endswith(" "):
                yield f"{text.at}: a citation stands without a space after “{before.text[-12:]}”"


def ranges(given: Given) -> Complaints:
    """From a number to a number goes an en dash without spaces."""
    for where, words in given.printed:
        for found in re.findall(r"\d\s*[-‐‑‒—−]\s*\d+|\d\s+–\s*\d+|\d–\s+\d+", words):
            yield f"{where}: “{found}” needs an en dash and no spaces"


def traps(given: Given) -> Complaints:
    """None of the mistakes is made that a language is known for."""
    for where, words in given.printed:
        for pattern, right in TRAPS.get(given.language.tag, ()):
            for match in re.finditer(pattern, words, re.IGNORECASE):
                yield f"{where}: “{match[0]}” is wrong: {right}"


RULES: tuple[Rule, ...] = (
    *(shape, citations, bases, figures, translation, vocabulary),
    *(budget, printed_references),
    *(complete, resting, promises, terms, emergency, alarm, request, descriptions),
    *(decimals, units, per_cent, quotation, spaces, ranges, traps),
)

# --- Of all sheets of a language ------------------------------------------------------------------


def lost(sheets: Iterable[Sheet]) -> Complaints:
    """Each field of the personal file is filled in on a sheet: nothing somebody gives is left out."""
    found = {name for sheet in sheets for name in _filled(sheet)}
    for name in patient.FIELDS:
        if name not in found and not re.fullmatch(UNASKED, name):
            yield f"{name} is filled in on no sheet"


def _filled(sheet: Sheet) -> Iterator[str]:
    """The names of the fields that a sheet fills in."""
    for section in sheet.sections:
        for block in section.blocks:
            match block:
                case Form():
                    for entry in block.entries:
                        yield from _names(entry.answer)
                case Grid():
                    yield from _in_grid(block)
                case _:
                    pass


def _in_grid(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        for column in grid.columns[len(row.cells) :]:
            yield from (f"{row.record}.{name}" for name in _names(column.answer))


def _names(answer: tuple[Part, ...]) -> Iterator[str]:
    return (part.name for part in answer if isinstance(part, Fill))


# --- What is true of one language only ------------------------------------------------------------

ALIKE: Mapping[str, tuple[str, ...]] = {
    "es": ("no", "diabetes"),
    "ca": ("no", "diabetes", "notes", "papers"),
    "it": ("no", "in"),
}
"""Words that are the same in English."""

AVOIDED: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("fibroadenomatous nodule", "sacral dimple", "lignocaine"),
        # One spelling, the British.
        *("anesthetic", "anesthesia", "edema", "orthopedic", "fiber", "tumor", "color", "center"),
    ),
    "es": (
        *("ratones traseros", "ratón trasero", "lipoma sacro", "síndrome del triángulo multifidus"),
        *("ultrasonido", "randomizado", "randomizada", "severo", "severa", "espalda baja", "en base a"),
        *("debe de", "nódulo linfático"),
    ),
    "ca": (
        *(
            "lipoma sacre",
            "bulto",
            "mal de ronyons",
            "ratolí d’esquena",
            "ratolins d’esquena",
            "greix dolorós",
        ),
        *("cluneal", "injecció d’anestèsia al bony", "corticosteroide"),
        *("el seu dolor", "al meu metge o metgessa", "inclús", "alívio", "randomitzat", "randomitzada"),
        *("esquena baixa", "degut a", "en quant a", "tamany", "ultrasò"),
    ),
    "it": (
        *("topi della schiena", "topo della schiena", "topi dorsali", "topo dorsale", "nodolo", "nodoli"),
        *("hernia del panniculo adiposo", "panniculo", "agopuntura a secco", "puntura secca"),
        *("palpeggiare", "bloccaggio", "severo", "severa", "ultrasuoni"),
    ),
}
"""Terms that were weighed and rejected, so that nobody brings them back."""

TRAPS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "es": (
        (r"(?<![^?])[^¿?]*\?", "a question opens with ¿"),
        (r"(?<![^!])[^¡!]*!", "an exclamation opens with ¡"),
        (r"¿[^?]*$|¡[^!]*$", "what opens with ¿ or ¡ closes with ? or !"),
    ),
    "ca": (
        (r"\w*l[.•‧∙⋅-]l\w*", "between two l stands U+00B7"),
        (r"\w*[ŀĿ]\w*", "l·l is written with U+00B7"),
        ("[¿¡]", "questions and exclamations open with no sign"),
    ),
    "it": (
        (r"(?<!\w)(?:e|perche|poiche|affinche|piu|puo|gia|cosi|ne|si|citta|novita)’(?!\w)", "an accent"),
        (r"(?<!\w)(?:per|poi|affin|ben|non|fin|giac|sic)chè(?!\w)", "the accent is acute: -ché"),
        (r"(?<!\w)(?:nè|sè)(?!\w)", "the accent is acute: né, sé"),
        (r"(?<!\w)(?:cioé|é|caffé)(?!\w)", "the accent is grave: è, cioè"),
        (r"(?<!\w)(?:pò|qual’è)(?!\w)", "po’, qual è"),
    ),
}
"""Patterns of wrong spellings, and what would be right."""
