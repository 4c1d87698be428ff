"""The rules of ``handout check``, a module each: an ID, a docstring for who translates, and ``check``.

The first line of the docstring says what is guarded, the rest why and what to do about it. ``check`` is given
a language and yields its problems, each at the place where somebody would mend it.
"""
