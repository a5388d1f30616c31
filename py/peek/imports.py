"""Say which modules a program imports that this interpreter does not hold yet."""

import ast
import sys
from typing import TypedDict


class SourceParams(TypedDict):
    source: str


DYNAMIC = {"__import__", "import_module", "find_spec", "run_module", "run_path"}


def missing_modules(params: SourceParams) -> list[str]:
    """List them by name; a program that imports by computed names counts as missing ``"*"``.

    A source that does not parse imports nothing.
    """
    try:
        tree = ast.parse(params["source"])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = {name for node in ast.walk(tree) for name in imported(node)}
    return sorted(name for name in found if name not in sys.modules)


def imported(node: ast.AST) -> list[str]:
    """Name what one statement or expression imports."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in DYNAMIC:
            return ["*"]
    return []
