"""What the build is told of the panels."""

import json
import platform

import pytest

from peek import about
from peek.panels import PANELS
from peek.panels.panel import Option, Panel


def test_every_panel_is_described_in_the_order_of_the_tabs() -> None:
    told = json.loads(about.as_json())
    assert told["python"] == platform.python_version()
    assert [panel["name"] for panel in told["panels"]] == list(PANELS)
    assert told["panels"][0]["name"] == "output"
    for panel in told["panels"]:
        assert set(panel) == {"name", "title", "empty", "live", "options"}
        assert panel["title"]
        assert panel["empty"].endswith(".")


@pytest.mark.parametrize("name", PANELS)
def test_the_table_names_each_panel_as_it_names_itself(name: str) -> None:
    assert PANELS[name].name == name


def test_a_panel_is_live_if_it_follows_typing() -> None:
    options = (Option("a", "Show a"), Option("b", "Show b", after_run=True))
    panel = Panel("x", "X", "Nothing.", str, typed=lambda source, options: source, options=options)
    assert about.describe(panel) == {
        "name": "x",
        "title": "X",
        "empty": "Nothing.",
        "live": True,
        "options": [
            {"name": "a", "label": "Show a", "after_run": False},
            {"name": "b", "label": "Show b", "after_run": True},
        ],
    }
    assert not about.describe(Panel("y", "Y", "", str))["live"]
