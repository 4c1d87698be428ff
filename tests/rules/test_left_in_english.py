"""What the rule `left-in-english` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, EN, EN_FACTS, EN_FORM, PERSONAL, right, rule_tests, wrong

CASES = [
    wrong(CA, "heading: Què cal vigilar", "heading: ¦What to watch", "“What to watch” is still in English"),
    wrong(CA, "heading: Què cal vigilar", "heading: ¦WHAT TO WATCH", "“WHAT TO WATCH” is still in English"),
    wrong(CA, "[Grafit,", "[¦Graphite,", "“Graphite” is still in English"),
    wrong(
        CA, "Res d’això no és veritat", "¦Nothing here is true", "“Nothing here is true” is still in English"
    ),
    # A clause that goes over a mark and ends before a citation.
    wrong(CA, "vegeu [les regles]", "¦see [the rules]", "“see the rules” is still in English"),
    wrong(CA_FACTS, "disclaimer: No greixa cap porta.", "disclaimer: ¦Oils no gate.", "“Oils no gate.”"),
    wrong(CA_FORM, "tick: mullada", "tick: ¦wet", "“wet” is still in English"),
    wrong(CA_FORM, "[Dia sec]", "[¦Dry day]", "“Dry day” is still in English"),
    wrong(CA_FACTS, "ticked: marcada", "ticked: ¦ticked", "“ticked” is still in English"),
    wrong(
        CA_FACTS,
        '"massage": ca massage',
        '"massage": ¦en massage',
        "“en massage” is still in English",
        given=PERSONAL,
    ),
    wrong(
        CA_FACTS, "  lumps: ca lumps", "  lumps: ¦en lumps", "“en lumps” is still in English", given=PERSONAL
    ),
    wrong(
        CA,
        "alt: La porta vista des del darrere, amb la frontissa a 65–80\u00a0mm del pal.",
        "alt: ¦The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        "“The gate seen from behind, with its hin…” is still in English",
    ),
    right(CA, "heading: Què cal vigilar", 'heading: "[What to watch]{lang=en}"'),
    right(
        CA,
        "heading: Què cal vigilar",
        "heading: What to watch",
        given=[(CA_FACTS, "notes]", "notes, what to watch]")],
    ),
    right(CA, "heading: Els dies", "heading: Rust, els dies"),
    # A letter that names something.
    right(CA_FORM, "[Dia sec]", "[A]", given=[(EN_FORM, "[Dry day]", "[A]")]),
    # A clause of one word.
    right(
        CA,
        "heading: Els dies",
        "heading: Rust; els dies",
        given=[(EN, "heading: On wet days", "heading: Rust; on wet days")],
    ),
    right(CA, "scale: 5\u00a0cm", "scale: 7\u00a0mm", given=[(EN, "scale: 5\u00a0cm", "scale: 7\u00a0mm")]),
    right(
        CA_FACTS,
        "version: versió {version}",
        'version: "{version}"',
        given=[(EN_FACTS, "version: version {version}", 'version: "{version}"')],
    ),
    right(
        CA_FACTS,
        "  file: ca file",
        "  file: handout make en --patient X",
        given=[*PERSONAL, (EN_FACTS, "  file: en file", "  file: handout make en --patient X")],
    ),
    right(
        CA_FACTS,
        "  file: ca file",
        '  file: "Feu: handout make en"',
        given=[*PERSONAL, (EN_FACTS, "  file: en file", '  file: "Do: handout make en"')],
    ),
]

test_mistakes, test_no_mistakes = rule_tests("left-in-english", CASES)
