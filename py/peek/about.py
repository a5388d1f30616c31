"""What the build has to know of this interpreter and of the panels."""

import dataclasses
import json
import platform
from typing import Any

from peek.panels import PANELS
from peek.panels.panel import Panel


def describe(panel: Panel) -> dict[str, Any]:
    """Give the parts of a panel that the page and the lessons need."""
    return {
        "name": panel.name,
        "title": panel.title,
        "empty": panel.empty,
        "live": panel.typed is not None,
        "options": [dataclasses.asdict(option) for option in panel.options],
    }


def as_json() -> str:
    """``{"python": version, "panels": [{name, title, empty, live, options}]}``."""
    panels = [describe(panel) for panel in PANELS.values()]
    return json.dumps({"python": platform.python_version(), "panels": panels})
