"""How easily texts are read, by published formulas; each counts only full sentences.

A formula counts: it sees neither whether a sentence is clear nor whether it is true. Which language
uses which formula is not known here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from handout.check.syllables import (
    flesch_syllables,
    french_syllables,
    inflesz_syllables,
    portuguese_syllables,
)

# A full stop, and marks that may follow it; the stops of an ellipsis written as three are none.
_END = re.compile(r"(?:[?!]|(?<!\.)\.(?!\.))[.?!…”’»›\"')\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SIGN = re.compile(r"\w")
_ABBREVIATION = re.compile(
    "approx|aprox|dcha|dott|dra?|dta|dx|ej|env|esq|figs?|izq|mrs?|ms|núm|pág|profa?|sig|sra?|srta|sta|sx|tel|vol|vs"
)
"""Abbreviations whose stop ends no sentence; none that often come last, as “etc.” does."""


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


def _kandel_moles(texts: Sequence[str]) -> float:
    """The Reading Ease as Kandel and Moles fitted it to French.

    Kandel L, Moles A. Application de l’indice de Flesch à la langue française. Cahiers Études de
    Radio-Télévision. 1958;19:253-74.
    """
    all_words, count = _read(texts)
    syllables = sum(map(french_syllables, all_words))
    return 207 - 1.015 * len(all_words) / count - 73.6 * syllables / len(all_words)


def _flesch_pt(texts: Sequence[str]) -> float:
    """The Reading Ease as Martins and others fitted it to Portuguese, which has longer words.

    Martins TBF, Ghiraldelo CM, Nunes MGV, Oliveira Jr ON. Readability formulas applied to textbooks in
    Brazilian Portuguese. Notas do ICMSC-USP, Série Computação. 1996;28.
    """
    all_words, count = _read(texts)
    syllables = sum(map(portuguese_syllables, all_words))
    return 248.835 - 1.015 * len(all_words) / count - 84.6 * syllables / len(all_words)


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
        Formula("kandel-moles", _kandel_moles, higher_is_easier=True),
        Formula("flesch-pt", _flesch_pt, higher_is_easier=True),
        Formula("sentence-length", _sentence_length, higher_is_easier=False),
    )
}
"""All formulas, by name."""
