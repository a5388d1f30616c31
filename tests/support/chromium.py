"""Start Chromium for tests: headless, and quiet towards the network."""

from playwright.sync_api import Browser, Playwright

from sitegen.browsers import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch(playwright: Playwright) -> Browser:
    """Launch the Chromium that the build has found."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
