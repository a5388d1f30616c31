"""Say what a program imports that this interpreter does not hold yet."""

import ast
import sys
import warnings
from typing import TypedDict

from peek import packages, threads


class SourceParams(TypedDict):
    source: str
    files: dict[str, str]  # beside it: path -> text


# Names of functions and attributes that import what the source does not name, or read its files.
DYNAMIC = {
    *("__import__", "import_module", "find_spec", "run_module", "run_path", "reload"),
    *(
        "invalidate_caches",
        "exec",
        "eval",
        "modules",
        "getsource",
        "getsourcelines",
        "help",
        "strptime",
    ),
}
# Modules that read files of packages; loaded or not, those have to be there.
READERS = {"importlib.metadata", "importlib.resources", "pkgutil"}


class Needs(TypedDict):
    modules: list[str]  # that are not loaded; "*" stands for names that are computed
    packages: list[str]  # that have to be there, dependencies first
    note: str  # what the reader should know about them


def needs(params: SourceParams) -> Needs:
    """Say what a program imports; its own files are not missing."""
    source, files = params["source"], params["files"]
    own = {path.removesuffix(".py").split("/")[0] for path in files}
    sources = [source, *(text for path, text in files.items() if path.endswith(".py"))]
    found = {name for each in sources for name in imports(each)}
    names = sorted(name for name in found if name.split(".")[0] not in own)
    wanted = packages.providers(names)
    return {
        "modules": [name for name in names if name not in sys.modules or name in READERS],
        "packages": wanted,
        "note": threads.NOTE if threads.NOTED.intersection(wanted) else "",
    }


def imports(source: str) -> list[str]:
    """Name what one file imports; a computed name is ``"*"``.

    A source that does not compile imports nothing.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "main.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            tree = ast.parse(source)  # dangerous where the compiler gives up in time
    except SyntaxError, ValueError, RecursionError, MemoryError:
        return []
    return [name for node in ast.walk(tree) for name in imported(node)]


def imported(node: ast.AST) -> list[str]:
    """Name what one statement or expression imports."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return [module, *(f"{module}.{alias.name}" for alias in names if lacks(module, alias))]
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in DYNAMIC:
            return ["*"]
    return []


def lacks(module: str, alias: ast.alias) -> bool:
    """Tell whether a name imported from a package may be a module that is not there in full."""
    if f"{module}.{alias.name}" in READERS:
        return True
    package = vars(sys.modules.get(module, object))
    return "__path__" in package and alias.name not in package
