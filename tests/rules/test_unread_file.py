"""What the rule `unread-file` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import right, rule_tests, wrong

CASES = [
    wrong("ca/visita.yaml", "", "¦name: Full\n", "this file is not used"),
    wrong("ca/doctor.yml", "", "¦name: Full\n", "this file is not used"),
    wrong("ca/Sheet.YAML", "", "¦name: Full\n", "this file is not used"),
    wrong("ca/doctor.Yml", "", "¦name: Full\n", "this file is not used"),
    wrong("en/doctor-old.yaml", "", "¦name: Sheet\n", "this file is not used"),
    right("ca/notes.txt", "", "name: Full\n"),
    right("ca/doctor.yaml~", "", "name: Full\n"),
    right("en/doctor-old.yaml", "", "name: Sheet\n", tag="ca"),
]

test_mistakes, test_no_mistakes = rule_tests("unread-file", CASES)
