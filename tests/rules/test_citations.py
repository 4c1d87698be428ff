"""What the rule `citations` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, right, rule_tests, wrong

CASES = [
    wrong(
        CA,
        " [@greek2006]; vegeu [les regles](https://gates.example/rules)\n              [@body2004]",
        "; vegeu [les regles](https://gates.example/rules)\n              [¦@body2004]",
        "this text cites body2004; in English it cites greek2006, body2004",
    ),
    wrong(
        CA,
        "@hinge2001; @many2002",
        "¦@many2002; @hinge2001",
        "this text cites many2002, hinge2001, truncated2003, turkish2005, body2004; "
        "in English it cites hinge2001, many2002",
    ),
    wrong(
        CA,
        'caption: "**Figura 1.** La porta des del darrere [@russian2007]."',
        'caption: ¦"**Figura 1.** La porta des del darrere."',
        "this text cites nothing; in English it cites russian2007",
    ),
    # On the second line of a text.
    wrong(CA, "pluja [@turkish2005; @body2004]", "pluja [@turkish2005; ¦@greek2006]", "greek2006;"),
    wrong(CA, "Us demano que mireu", "Us demano [¦@oil2010] que mireu", "in English it cites nothing"),
    wrong(CA, "@oil2010; @paint2012]", "@oil2010; @paint2012; ¦@greek2006]", "paint2012, greek2006;"),
    wrong(
        CA,
        'text: "Grinyola [@oil2010]"',
        "text: ¦Grinyola",
        "this text cites nothing; in English it cites oil2010",
    ),
    wrong(
        CA,
        '"Oli [@oil2010]"',
        '"Oli [¦@paint2012]"',
        "this text cites paint2012; in English it cites oil2010",
    ),
    right(CA, "[@hinge2001; @many2002; @truncated2003]", "[@hinge2001] [@many2002; @truncated2003]"),
    right(CA, "[@turkish2005; @body2004]", "[ @turkish2005 ;@body2004 ]"),
    right(CA, "L’oli va ajudar 1.200 de 1.500 portes [@greek2006]", "[@greek2006] L’oli va ajudar"),
    right(EN, " [@greek2006]", ""),
]

test_mistakes, test_no_mistakes = rule_tests("citations", CASES)
