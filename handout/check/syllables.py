"""How many syllables a word has, estimated from its spelling; each group of digits counts as one.

Letters that are read one by one (“UK”, “RM”) count as a word, as Flesch wanted abbreviations to.
"""

import re
import unicodedata
from collections.abc import Callable

_PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")


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


# “qui”, “guérir”; “noyau”, “yeux”.
_FRENCH_SPOKEN = (
    (re.compile(r"qu|gu(?=[eéèêiîy])"), "k"),
    (re.compile(r"(?:^|(?<=[aeéou]))y(?=[aeéèêiou])"), "j"),
)
_FRENCH_VOWELS = re.compile(r"[aàâäeéèêëiîïoôöuùûüyœæ]+")
_FRENCH_PARTED = tuple(
    map(
        re.compile,
        (
            # “réaction”, “européen”, not “idée”; “aérer”, “maïs”, “chaos”, “coaguler”, “pays”.
            r"é(?=[aâiîoôuûéèê]|e(?!s?$|nt$))",
            r"[ao](?=[éèïë])|u(?=ë)|a(?=o(?![nuû]))|o(?=a)|co(?=o)|^pa(?=ys)",
            # “oublier”, “client”, “influence”, not “oublie”, “bruit”.
            r"(?<=[bcdfgptv][lr])(?:i|ou|u(?!i))(?=[aàâeéèêo])(?!e(?:s|nt)?$)|^cli(?=ent$)",
        ),
    )
)
_FRENCH_MUTE = re.compile(r"(?<=[^aàâäeéèêëiîïoôöuùûüyœæ'’])(?:es?|(?<!m)ent)$")
_FRENCH_NOUN = re.compile(
    r"(?:^[dlvc]|abs|acc|accid|adolesc|ag|appar|arg|cli|cont|différ|évid|excell|fréqu|innoc|incid|insuffis|pati|par"
    r"|perman|précéd|prés|prud|réc|résid|serp|souv|tal|transpar|urg|viol)ent$"
)


def french_syllables(word: str) -> int:
    """The syllables of a French word as it is read aloud with care.

    An “e” at the end is silent, and so is the ending “-ent” but for “-ment” and some nouns; an “e” within a
    word is heard (“médecin” has three). “i”, “u” and “ou” before a vowel make no syllable of their own,
    unless two consonants stand before them (“oublier”).
    """
    return _syllables(word, _french)


def _french(word: str) -> int:
    noun = _FRENCH_NOUN.search(word)
    for pattern, spoken in _FRENCH_SPOKEN:
        word = pattern.sub(spoken, word)
    mute = 0 if noun else _count(_FRENCH_MUTE, word)
    return _count(_FRENCH_VOWELS, word) + sum(_count(pattern, word) for pattern in _FRENCH_PARTED) - mute


_PORTUGUESE_MUTE = re.compile(r"(?<=q)u|(?<=g)u(?=[aeioáâãéêíóôõ])")
_PORTUGUESE_RUN = re.compile(r"[aeiouáâãàéêíóôõúü]+")
_NASAL = re.compile(r"ã[eoi]|õe|^ao(?=s?$)")
_ACCENT = re.compile(r"[áâéêíóôú]")
# Behind an accent: “história”, “área”, “água”.
_UNSTRESSED = re.compile(r"(?:[iu][aeo]|[eo]a|eo)(?=s?$)")
# “raiz”, “ruim”, “ainda”, “rainha”: not with the vowel before.
_HELD = re.compile(r"[iu](?=nh|[lmnrz](?:[^aeiouáâãàéêíóôõúühs]|$))")


def portuguese_syllables(word: str) -> int:
    """The syllables of a Portuguese word, by the rules of its spelling.

    “ia”, “io”, “ua” and the like are two (“dia”, “viagem”), but one at the end of a word that has its accent
    before (“história”). Prefixes are not seen: “reunir” is taken for two.
    """
    return _syllables(word, _portuguese)


def _portuguese(word: str) -> int:
    word = _NASAL.sub("ã", _PORTUGUESE_MUTE.sub("", word.replace("y", "i")))
    word = _HELD.sub("í", word)
    end = _UNSTRESSED.search(word)
    if end and _ACCENT.search(word[: end.start()]):
        word = word[: end.start()] + "a"
    return sum(map(_portuguese_nuclei, _PORTUGUESE_RUN.findall(word)))


def _portuguese_nuclei(run: str) -> int:
    """The syllables of vowels in a row: “i” and “u” close the one before them, or begin one of their own."""
    count, open_before = 0, False
    for vowel in run:
        glide = vowel in "iuü" and open_before
        count += not glide
        open_before = not glide
    return count
