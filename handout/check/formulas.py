"""How easily texts are read, by published formulas; each counts only full sentences.

A formula counts: it sees neither whether a sentence is clear nor whether it is true. Which language
uses which formula is not known here.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

# A full stop, and marks that may follow it; the stops of an ellipsis written as three are none.
_END = re.compile(r"(?:[?!]|(?<!\.)\.(?!\.))[.?!…”’»›\"')\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SIGN = re.compile(r"\w")
_ABBREVIATION = re.compile(
    "approx|aprox|dcha|dott|dra?|dta|dx|ej|esq|figs?|izq|mrs?|ms|núm|pág|profa?|sig|sra?|srta|sta|sx|tel|vol|vs"
)
"""Abbreviations whose stop ends no sentence; none that often come last, as “etc.” does."""

_PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")


class Formula(NamedTuple):
    """A way to measure texts, each of at least one sentence, of which there is at least one."""

    name: str
    measure: Callable[[Sequence[str]], float]
    higher_is_easier: bool

    def meets(self, value: float, bound: float) -> bool:
        """Whether what was measured is at least as easy as the bound."""
        return value >= bound if self.higher_is_easier else value <= bound


def sentences(text: str) -> list[str]:
    """The full sentences: up to a stop, question or exclamation mark, with the marks that close it.

    Neither a colon nor a semicolon ends a sentence, nor does an ellipsis: on a form it means that something
    follows. No sentence begins with a small letter, none is without letters (“1.”), and a label that ends in
    an abbreviation (“approx.”, “n.”) is none. Words after the last end are no sentence. A person's initial
    (“J. Smith”) is taken for an end: a letter that names something (“lumps A and B.”) is the usual case.
    """
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        if any(map(str.isalpha, before)) and not _goes_on(before, match):
            parts.append(text[start : match.end()].strip())
            start = match.end()
    return parts


def _goes_on(before: str, mark: re.Match[str]) -> bool:
    """Whether the mark is within a sentence, of which *before* has been read."""
    following = _SIGN.search(mark.string, mark.end())
    if following and following[0].islower():
        return True
    word = _LAST_WORD.search(before)
    if word is None or not mark[0].startswith("."):
        return False
    return bool(_ABBREVIATION.fullmatch(word[0].lower())) or (len(word[0]) == 1 and word[0].islower())


def words(text: str) -> list[str]:
    """The parts between spaces that have a letter or digit, with the marks beside it.

    So do word processors count, and so did Flesch: a figure, a contraction (“don't”) or a compound with a
    hyphen is one word. So is an article with an apostrophe and its noun, which a grammar takes for two.
    """
    return [part for part in text.split() if letters(part)]


def letters(text: str) -> int:
    """How many letters there are, and digits, because a figure counts as a word."""
    return sum(map(str.isalnum, text))


def flesch_syllables(word: str) -> int:
    """The syllables of an English word, estimated from its spelling; each group of digits counts as one.

    A group of vowels is a syllable, with the usual exceptions for a silent “e” and for vowels that part.
    Where speakers differ (“med-i-cine”), it tends to the longer form. Compounds may keep a silent “e” too
    many (“lifestyle”). Letters read one by one (“UK”) count as a word, as Flesch wanted abbreviations to.
    """
    return _syllables(word, _heard)


def inflesz_syllables(word: str) -> int:
    """The syllables of a Spanish word, by the rules of its spelling; each group of digits counts as one.

    By these rules any “i” or “u” without an accent forms a diphthong, “h” parts no vowels, and prefixes are
    not seen: “guion” is one syllable, though some speakers make two. Letters read one by one (“RM”) count as
    a word.
    """
    return _syllables(word, _spelt)


def _syllables(word: str, count: Callable[[str], int]) -> int:
    pieces = _PIECE.findall(unicodedata.normalize("NFC", word))
    return sum(1 if piece.isdecimal() else max(1, count(piece.lower())) for piece in pieces)


# Behind a consonant: not in a syllable such as that of “needle”; “smile” and “pulled” have none.
_NO_LE = r"(?<![bcdfgkpstvxz]l)"
# Spellings put right before vowels are told from consonants: “yes”, “player”; “technique”; “tongue”; “ache”.
_SPOKEN = (
    (re.compile(r"['’]"), ""),
    (re.compile(r"(?:^|(?<=[aeiou]))y(?=[aeiou])"), "j"),
    (re.compile(r"que(?=[sd]?$)"), "k"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"(?<!r)gu(?:e(?=[sd]?$)|(?=[ei]))"), "g"),
    (re.compile(r"(?<![eot])ach(?=e[sd]?$)"), "ak"),
)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = tuple(
    map(
        re.compile,
        (
            rf"[^aeiouy]{_NO_LE}e$",
            rf"[^aeiouy]{_NO_LE}(?<![cgsxz])(?<![cs]h)(?<!diabet)es$",
            rf"[^aeiouydt]{_NO_LE}(?<!ndr)ed$",
            # Within a word, before an ending or the second part of a compound: “safely”, “something”.
            rf"[aeiouy][^aeiouy]+{_NO_LE}(?<!^el)e"
            r"(?=(?:body|fore|ful(?:ly)?|less|lines?|ly|ments?|ness|thing|times?|ty|what|where)$)",
            r"^every|^wednes|^business|^evening",
        ),
    )
)
_PARTED = tuple(
    map(
        re.compile,
        (
            # “dial”, “associate”, not “special” or “marriage”.
            r"(?<![cgst])ia(?!ge)|[ct]iat",
            # “period”, “physiotherapy”, not “action”, “religion”, “cushion”, “million” or “opinion”.
            r"(?<![cghlnstx])io|hysio",
            r"iu|iet|ii$|^scie",
            # “client”, “experience”, not “patient”.
            r"(?<![cst])ien(?=[ct])",
            # “easier”, not “pier”.
            r"[aeiouy][^aeiouy]+i(?=e(?:rs?|st)$)",
            # “area”, “diarrhoea”, not “sea”; “create”, not “creature”.
            r"[aeiouy][^aeiouy]+o?ea(?=s?$)|creat(?!u)|react|reass|^ideal|linea|theat",
            r"(?<=[dnr])eo|(?<=t)eo(?!u)|theo|^geo",
            r"[lst]eu[ms]$|^rein(?=[a-z]{2})",
            # “usual”, “evaluate”, “continuous”, “fluid”, “influenza”.
            r"ua(?=l|t|r[iy])|uous|ui(?=d|n(?!g))|tuit|suicid|[lr]ue(?=[ln])|fuel",
            r"coag|coinc|coop(?=e)|coord|oili|poe(?=[mt])",
            # “myalgia”, “anyone”; “being”.
            r"[^aeiou]y(?=[ao])|[aeiouy]ing$",
            # “spasm”, “rhythm”, “didn't”; “maybe”, “acne”.
            r"(?:s|th)ms?$|[^aeiounry]nt$|^maybe$|^acne$",
        ),
    )
)


def _heard(word: str) -> int:
    for pattern, spoken in _SPOKEN:
        word = pattern.sub(spoken, word)
    return _count(_VOWELS, word) - sum(_count(pattern, word) for pattern in _SILENT) + _parted(word)


def _parted(word: str) -> int:
    """How many groups of vowels, and of consonants, are two syllables where one would be counted."""
    return sum(_count(pattern, word) for pattern in _PARTED)


def _count(pattern: re.Pattern[str], word: str) -> int:
    return sum(1 for _ in pattern.finditer(word))


_MUTE = re.compile(r"h|(?<=q)u|(?<=g)u(?=[eiéí])")
_AS_VOWEL = re.compile(r"y(?![aeiouáéíóúü])")
_RUN = re.compile(r"[aeiouáéíóúü]+")
_STRONG = re.compile(r"[aeoáéó]")
_STRESSED = re.compile(r"[íú]")
_TWICE = re.compile(r"[ií]{2}|[uú]{2}")


def _spelt(word: str) -> int:
    return sum(map(_nuclei, _RUN.findall(_AS_VOWEL.sub("i", _MUTE.sub("", word)))))


def _nuclei(run: str) -> int:
    """The syllables of vowels in a row: a strong one always makes its own, a weak one with an accent too."""
    strong = _count(_STRONG, run)
    return strong + _count(_STRESSED, run) if strong else 1 + _count(_TWICE, run)


def _read(texts: Sequence[str]) -> tuple[list[str], int]:
    """The words of all full sentences, and how many sentences these are."""
    full = [sentence for text in texts for sentence in sentences(text)]
    return [word for sentence in full for word in words(sentence)], len(full)


def _flesch(texts: Sequence[str]) -> float:
    """The Reading Ease of English.

    Flesch R. A new readability yardstick. J Appl Psychol. 1948;32(3):221-33.
    """
    all_words, count = _read(texts)
    syllables = sum(map(flesch_syllables, all_words))
    return 206.835 - 1.015 * len(all_words) / count - 84.6 * syllables / len(all_words)


def _inflesz(texts: Sequence[str]) -> float:
    """The index of Flesch and Szigriszt for Spanish, which the scale INFLESZ divides into grades.

    Szigriszt Pazos F. Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad.
    Madrid: Universidad Complutense; 1993. The scale: Barrio-Cantalejo IM et al. Validación de la Escala
    INFLESZ para evaluar la legibilidad de los textos dirigidos a pacientes. An Sist Sanit Navar.
    2008;31(2):135-52.
    """
    all_words, count = _read(texts)
    syllables = sum(map(inflesz_syllables, all_words))
    return 206.835 - 62.3 * syllables / len(all_words) - len(all_words) / count


def _gulpease(texts: Sequence[str]) -> float:
    """The index for Italian, which counts letters and no syllables.

    Lucisano P, Piemontese ME. GULPEASE: una formula per la predizione della difficoltà dei testi in lingua
    italiana. Scuola e Città. 1988;39(3):110-24.
    """
    all_words, count = _read(texts)
    return 89 + (300 * count - 10 * sum(map(letters, all_words))) / len(all_words)


def _sentence_length(texts: Sequence[str]) -> float:
    """The mean number of words in a sentence: no score, for languages without a validated formula."""
    all_words, count = _read(texts)
    return len(all_words) / count


FORMULAS: Mapping[str, Formula] = {
    formula.name: formula
    for formula in (
        Formula("flesch", _flesch, higher_is_easier=True),
        Formula("inflesz", _inflesz, higher_is_easier=True),
        Formula("gulpease", _gulpease, higher_is_easier=True),
        Formula("sentence-length", _sentence_length, higher_is_easier=False),
    )
}
"""All formulas, by name."""
