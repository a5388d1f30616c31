"""Look at a program that is being typed. Never runs it."""

from peek.markers import syntax_marker
from peek.panels import PANELS
from peek.protocol import TypedParams, TypedResult
from peek.runner import failure


def typed(params: TypedParams) -> TypedResult:
    """Collect the live panels; a source that does not compile has an ``error`` and no views."""
    found: TypedResult = {"views": {}, "failures": {}, "error": None}
    for name in params["panels"]:
        panel = PANELS[name]
        if not panel.typed:
            continue
        try:
            data = panel.typed(params["source"], params["options"].get(name, {}))
            found["views"][name] = panel.show(data)
        except SyntaxError as error:
            found["error"] = syntax_marker(error, params["source"])
        except Exception:  # one panel's failure is its own
            found["failures"][name] = failure()
    return found
