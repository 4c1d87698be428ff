"""How easily texts are read: what counts as a sentence, a word, a syllable, and each formula by hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from handout import model
from handout.check.formulas import FORMULAS, letters, sentences, words
from handout.check.syllables import (
    flesch_syllables,
    french_syllables,
    inflesz_syllables,
    portuguese_syllables,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hurts. It grows.", ["It hurts.", "It grows."]),
        ("Does it slide? If not, ask!", ["Does it slide?", "If not, ask!"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("¿Y si no? ¡Pare!", ["¿Y si no?", "¡Pare!"]),
        ("Come back in 5 days. 10 is the worst.", ["Come back in 5 days.", "10 is the worst."]),
        ("Draw the lumps A and B. Then shade.", ["Draw the lumps A and B.", "Then shade."]),
        ("It hurts.\nIt\u00a0grows.", ["It hurts.", "It\u00a0grows."]),
    ],
)
def test_sentences(text: str, expected: Sequence[str]) -> None:
    """A stop, a question mark or an exclamation mark ends a sentence, and the next one begins."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Say ‘It hurts.’ Then wait.", ["Say ‘It hurts.’", "Then wait."]),
        ("“Does it hurt?” Say so.", ["“Does it hurt?”", "Say so."]),
        ("«¿Cuánto cuesta?». «Busco a alguien».", ["«¿Cuánto cuesta?».", "«Busco a alguien»."]),
        ("Premi (piano.) «Fa male?» (Smetta.)", ["Premi (piano.)", "«Fa male?»", "(Smetta.)"]),
    ],
)
def test_closing_marks(text: str, expected: Sequence[str]) -> None:
    """Quotation marks and brackets that close a sentence belong to it, before and behind its stop."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It takes 2.5 ml or 2,5 ml.",
        "Write to a.b@example.org or see example.org/a.b now.",
        "Ask Dr. Smith or Prof. Jones.",
        "Tome algo, p. ej. Agua, e.g. Tea.",
        "It is approx. 5 cm wide, see fig. 2.",
        "Draw A, B … and C, D... And wait.",
        "Well… Then say so.",
        "Say ‘Does it hurt?’ to them, and ‘Stop!’ when it does.",
        "Answer ‘my pain?’ there.",
        "Now: Call 112; do not wait.",
        "1. Lie down.",
        "¿Duele?, ¿crece?",
    ],
)
def test_one_sentence(text: str) -> None:
    """What only looks like an end is none: in figures, addresses, words cut short, ellipses, quotations."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lump A",
        "Patient: born",
        "Draw A, B …",
        "I take...",
        "numb until approx.",
        "test n.",
        "2.5",
        "1.",
        "?",
    ],
)
def test_no_sentence(text: str) -> None:
    """A label or a head has no full sentence, even if it ends in a word cut short or an ellipsis."""
    assert sentences(text) == []


def test_rest() -> None:
    """What follows the last end is no sentence, and no formula counts it."""
    text = "It hurts. And then"
    assert sentences(text) == ["It hurts."]
    assert FORMULAS["sentence-length"].measure([text]) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("It is 50 mm.", 4),
        ("It is 50\u00a0mm.", 4),
        ("Don’t use a well-known doctor’s 10:05.", 6),
        ("l’anca", 1),
        ("mide ≥ 5 cm – más o menos … (4 %)", 7),
    ],
)
def test_words(text: str, count: int) -> None:
    """Words stand between spaces, figures too; a mark that stands alone is none."""
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("più", 3), ("l’età (10:05)", 8), ("2,5 %", 2), ("—…?", 0)]
)
def test_letters(text: str, count: int) -> None:
    """Letters with and without accents count, and digits; marks and spaces do not."""
    assert letters(text) == count


ENGLISH = {
    1: "the lump pulled smile eyes tongue ache friend straight curled bruised you’ve through mm",
    2: """
        needle muscles tested movement safety someone being player maybe didn’t headaches spasm changes client
        patient special question million surgeon fluid language technique guideline
        """,
    3: "area anyone usual easier period previous iliac telephone reaction abdomen hospital completely video",
    4: "diabetes material experience operated emergency anaesthetic January society",
    5: "inflammatory imaginable immediately sacroiliac",
    6: "anticoagulant osteoporosis physiotherapy",
    7: "episacroiliac",
}
SPANISH = {
    1: "y muy pie buey que quien rey guion dos mm",
    2: "ahí búho raíz día guía huía ciudad agua ayer siempre lengua puntuáis",
    3: "caída oído ahora alcohol cigüeña hoyuelo inyección reacción puntúe",
    4: "vehículo lingüístico zanahoria paranoia movimiento evidencia",
    5: "cardiopatía subcutáneo laboratorio",
    6: "osteoporosis inmediatamente",
    7: "antiinflamatorio anticoagulante",
}
FRENCH = {
    1: "le os bien œil bruit huit rue pluie feuille qu’il l’eau dent mm yeux août kyste muscles poussent",
    2: """
        rayon idée client réel noyau pays chaos maïs aorte souvent moment patient augmente oublie système
        hygiène adulte hernie diabète iliaque bouillotte jusqu’à tousser douleur
        """,
    3: "médecin réaction oublier influence tablier oreiller maintenant douloureux téléphone cardiologue",
    4: "médicament européen coaguler échographie inflammation température",
}
PORTUGUESE = {
    1: "que mãe pães não ao aos quem mm bem meu quais dor viu",
    2: "dia rio água área médio praia muito meia juiz raiz ruim sair caos guia voo quatro",
    3: "história ainda rainha saúde saída ciência coração viagem cuidado ideia joelho reações",
    4: "especial paciente subcutâneo movimento psiquiatra adequado emergência inflamação",
    5: "anestesia medicamento",
}


@pytest.mark.parametrize(("count", "listed"), ENGLISH.items())
def test_flesch_syllables(count: int, listed: str) -> None:
    """English words have the syllables that a dictionary gives them."""
    assert {word: flesch_syllables(word) for word in listed.split()} == dict.fromkeys(listed.split(), count)


@pytest.mark.parametrize(("count", "listed"), SPANISH.items())
def test_inflesz_syllables(count: int, listed: str) -> None:
    """Spanish words have the syllables that the rules of spelling give them."""
    assert {word: inflesz_syllables(word) for word in listed.split()} == dict.fromkeys(listed.split(), count)


@pytest.mark.parametrize(("count", "listed"), FRENCH.items())
def test_french_syllables(count: int, listed: str) -> None:
    """French words have the syllables that are heard when they are read with care."""
    assert {word: french_syllables(word) for word in listed.split()} == dict.fromkeys(listed.split(), count)


@pytest.mark.parametrize(("count", "listed"), PORTUGUESE.items())
def test_portuguese_syllables(count: int, listed: str) -> None:
    """Portuguese words have the syllables that the rules of spelling give them."""
    counts = {word: portuguese_syllables(word) for word in listed.split()}
    assert counts == dict.fromkeys(listed.split(), count)


@pytest.mark.parametrize(
    ("word", "count"),
    [("1948", 1), ("10:05", 2), ("2.5", 2), ("50-mm", 2), ("(L5).", 2), ("‘No!’", 1), ("non-stop", 2)],
)
def test_syllables_of_pieces(word: str, count: int) -> None:
    """A group of digits is one syllable, the parts of a compound count each, and marks count nothing."""
    assert flesch_syllables(word) == inflesz_syllables(word) == count


def test_syllables_of_decomposed_letters() -> None:
    """An accent that is stored beside its letter counts as on it."""
    assert inflesz_syllables(unicodedata.normalize("NFD", "caída")) == 3


@pytest.mark.parametrize(
    ("name", "texts", "value"),
    [
        # 10 words: 3 + 7; 2 sentences; 12 syllables: 3, then 1 + 1 + 1 + 1 + 2 + 1 + 2.
        (
            "flesch",
            ["Lie face down.", "Does a lump slide under the finger?"],
            206.835 - 1.015 * 10 / 2 - 84.6 * 12 / 10,
        ),
        # 8 words: 4 + 4; 2 sentences; 11 syllables: 4 + 1 + 1 + 1, then 1 + 1 + 1 + 1.
        ("flesch", ["Anaesthetic numbs the lump. It is 50 mm."], 206.835 - 1.015 * 8 / 2 - 84.6 * 11 / 8),
        # 10 words: 3 + 7; 2 sentences; 19 syllables: 2 + 4 + 1, then 1 + 2 + 1 + 3 + 2 + 1 + 2.
        (
            "inflesz",
            ["Siga moviéndose hoy. ¿El bulto se desliza bajo el dedo?"],
            206.835 - 62.3 * 19 / 10 - 10 / 2,
        ),
        # 10 words: 4 + 6; 2 sentences; 40 letters: 6 + 2 + 2 + 4, then 2 + 6 + 7 + 5 + 2 + 4.
        (
            "gulpease",
            ["Smetta se fa male.", "Il nodulo scivola sotto il dito?"],
            89 + (300 * 2 - 10 * 40) / 10,
        ),
        # 6 words, one with an apostrophe; 1 sentence; 35 letters: 10 + 10 + 1 + 10 + 1 + 3.
        ("gulpease", ["L’iniezione anestetica è temporanea (2 ore)."], 89 + (300 * 1 - 10 * 35) / 6),
        # 10 words: 4 + 6; 2 sentences; 12 syllables: 2 + 1 + 1 + 1, then 1 + 1 + 2 + 1 + 1 + 1.
        (
            "kandel-moles",
            ["Restez sur le ventre. La boule est-elle sous la peau\u202f?"],
            207 - 1.015 * 10 / 2 - 73.6 * 12 / 10,
        ),
        # 10 words: 3 + 7; 2 sentences; 18 syllables: 3 + 1 + 2, then 1 + 3 + 2 + 1 + 1 + 2 + 2.
        (
            "flesch-pt",
            ["Deite-se de bruços. O caroço corre sob a pele fina?"],
            248.835 - 1.015 * 10 / 2 - 84.6 * 18 / 10,
        ),
        # 5 words: 1 + 4; 2 sentences.
        ("sentence-length", ["Estireu-vos. Digueu-ho aviat al metge."], 5 / 2),
    ],
)
def test_formula(name: str, texts: Sequence[str], value: float) -> None:
    """Each formula gives what its authors' constants give for words, sentences, syllables or letters."""
    assert FORMULAS[name].measure(texts) == pytest.approx(value)


def test_worked_values() -> None:
    """The first examples to two places, worked out on paper."""
    assert FORMULAS["flesch"].measure(
        ["Lie face down. Does a lump slide under the finger?"]
    ) == pytest.approx(100.24)
    spanish = "Siga moviéndose hoy. ¿El bulto se desliza bajo el dedo?"
    assert FORMULAS["inflesz"].measure([spanish]) == pytest.approx(83.465)
    assert FORMULAS["gulpease"].measure(
        ["Smetta se fa male. Il nodulo scivola sotto il dito?"]
    ) == pytest.approx(109)


def test_texts_are_one() -> None:
    """Texts are measured as one: a long one weighs more than a short one."""
    assert FORMULAS["sentence-length"].measure(["One two three four five six.", "One."]) == 3.5


def test_names() -> None:
    """Each formula is found under its own name."""
    assert [formula.name for formula in FORMULAS.values()] == list(FORMULAS)


@pytest.mark.parametrize(
    ("name", "easier", "harder"),
    [
        ("flesch", 61, 59),
        ("inflesz", 56, 54),
        ("gulpease", 61, 59),
        ("kandel-moles", 61, 59),
        ("flesch-pt", 61, 59),
        ("sentence-length", 14, 16),
    ],
)
def test_meets(name: str, easier: float, harder: float) -> None:
    """A bound is met by what is as easy or easier, whichever way the formula counts."""
    bound = (easier + harder) / 2
    assert FORMULAS[name].meets(easier, bound)
    assert FORMULAS[name].meets(bound, bound)
    assert not FORMULAS[name].meets(harder, bound)


def test_a_language_can_choose_each_formula() -> None:
    """The names that language.yaml may give are those of the formulas."""
    assert tuple(FORMULAS) == model.FORMULAS
