"""Look at a program that is being typed. Never runs it."""

import contextlib
import warnings

from peek.markers import syntax_marker
from peek.panels import PANELS
from peek.panels.panel import Options, Panel
from peek.program import TOP_LEVEL_AWAIT
from peek.protocol import TypedParams, TypedResult
from peek.runner import failure


def typed(params: TypedParams) -> TypedResult:
    """Collect the live panels; a source that does not compile has an ``error`` and no views."""
    found: TypedResult = {"views": {}, "failures": {}, "error": None}
    source = params["source"]
    panels = [PANELS[name] for name in params["panels"]]
    live = [panel for panel in panels if panel.typed]
    try:
        for panel in live:
            collect(panel, source, params["options"].get(panel.name, {}), found)
        if params.get("module"):
            check(source, flags=0)
        elif not live:
            check(source, flags=TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        found["views"].clear()
        found["error"] = syntax_marker(error, source)
    return found


def collect(panel: Panel, source: str, options: Options, found: TypedResult) -> None:
    """Add one panel's view, or its failure, which is its own."""
    try:
        if panel.typed:
            found["views"][panel.name] = panel.show(panel.typed(source, options))
    except SyntaxError:
        raise
    except Exception:
        found["failures"][panel.name] = failure()


def check(source: str, flags: int) -> None:
    """Raise SyntaxError for a source that has one; what is too much for the compiler passes."""
    with warnings.catch_warnings(), contextlib.suppress(ValueError, RecursionError, MemoryError):
        warnings.simplefilter("ignore")
        compile(source, "main.py", "exec", flags, dont_inherit=True)
