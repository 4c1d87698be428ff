"""Docstrings that people read, such as the help of a command, also where Python leaves them away."""

from collections.abc import Callable
from types import ModuleType


def docstring(described: ModuleType | Callable[..., object]) -> str:
    """The docstring of a module or a function, from its source where it has to be; empty without either."""
    if described.__doc__ is not None:
        return described.__doc__
    # Slow to import, and needed by few.
    import ast
    import inspect
    import textwrap

    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(described)))
    except OSError:
        return ""
    node = tree if isinstance(described, ModuleType) else tree.body[0]
    return ast.get_docstring(node) or "" if isinstance(node, ast.Module | ast.FunctionDef) else ""
