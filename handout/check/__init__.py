"""What ``handout check`` does: every rule on every language, and what the rules need to see it.

``run`` finds all problems; ``rules`` has one list with a module for each rule; ``language`` is what a rule is
given, ``trial`` its sheets laid out. ``explanations`` says what each rule is for; ``formulas`` measure how
easily texts are read, and ``patterns`` is what several rules look for.
"""
