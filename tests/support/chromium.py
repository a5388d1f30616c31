"""Start Chromium for tests: headless, and quiet towards the network."""

from playwright.sync_api import Browser, Playwright

from sitegen.browsers import find_chromium

# Each window would build these pages of the browser itself, which takes longer than most tests.
# The last list of features counts, so the others that Playwright switches off and that would reach
# for the network are here too.
WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "MediaRouter",
    "OptimizationHints",
    "Translate",
)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(WITHOUT)}",
]


def launch(playwright: Playwright) -> Browser:
    """Launch the Chromium that the build has found."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
