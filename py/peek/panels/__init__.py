"""The panels, in the order of their tabs. Adding one is a module, an entry here and a test."""

from peek.panels import bytecode, collector, output
from peek.panels.panel import Panel

PANELS: dict[str, Panel] = {
    panel.name: panel
    for panel in (
        output.PANEL,
        bytecode.PANEL,
        collector.PANEL,
    )
}
