"""Look at a program that is being typed. Never runs it."""

import warnings
from collections.abc import Callable
from typing import Any

from peek.markers import syntax_marker
from peek.panels import PANELS
from peek.panels.panel import Panel
from peek.program import compile_source
from peek.protocol import TypedParams, TypedResult
from peek.runner import failure

FILENAME = "main.py"


def typed(params: TypedParams) -> TypedResult:
    """Collect the live panels; a source that does not compile has an ``error`` and no views."""
    found: TypedResult = {"views": {}, "failures": {}, "error": None}
    live = [PANELS[name] for name in params["panels"] if PANELS[name].typed]
    if not live:
        attempt(found, FILENAME, params, lambda: check_syntax(params["source"]))
    for panel in live:
        attempt(found, panel.name, params, lambda panel=panel: collect(found, panel, params))
    return found


def check_syntax(source: str) -> None:
    """Compile, and drop the result; warnings are for the run to tell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile_source(source, FILENAME)


def collect(found: TypedResult, panel: Panel, params: TypedParams) -> None:
    """Add what one panel shows."""
    if panel.typed:
        data = panel.typed(params["source"], params["options"].get(panel.name, {}))
        found["views"][panel.name] = panel.show(data)


def attempt(found: TypedResult, name: str, params: TypedParams, work: Callable[[], Any]) -> None:
    """Do a part of the work; its failure is its own."""
    try:
        work()
    except SyntaxError as error:
        found["error"] = syntax_marker(error, params["source"])
    except Exception:
        found["failures"][name] = failure()
