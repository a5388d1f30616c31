"""See to it that the tests have browsers: installed ones, Playwright's, or Debian's."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sitegen.console import say
from sitegen.run import FailedError

Progress = Callable[[str], AbstractContextManager[None]]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
# WebKitGTK's driver, and the small browser that comes with it.
WEBKIT_DRIVER = "WebKitWebDriver"
MINI_BROWSERS = "*/webkit2gtk-4.1/MiniBrowser"
DEBIAN = {
    "chromium": ["chromium"],
    "firefox": ["firefox-esr"],
    "webkit": ["webkit2gtk-driver", "xvfb"],
}


def find_chromium() -> str | None:
    """Give the path of an installed Chromium, or of the one that Playwright has downloaded."""
    found = first(CHROMIUM)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_firefox() -> str | None:
    """Give the path of an installed Firefox."""
    return first(FIREFOX)


def find_webkit() -> str | None:
    """Give the path of WebKitGTK's MiniBrowser, if its driver and a screen are there too."""
    if not (shutil.which(WEBKIT_DRIVER) and shutil.which("Xvfb")):
        return None
    return next((str(path) for path in Path("/usr/lib").glob(MINI_BROWSERS)), None)


FINDERS = {"chromium": find_chromium, "firefox": find_firefox, "webkit": find_webkit}


def first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def provide(progress: Progress) -> None:
    """Install what is missing; Chromium is needed, the other two are told if they cannot be had."""
    missing = [name for name, find in FINDERS.items() if not find()]
    if "chromium" in missing and install_with_playwright(progress):
        missing.remove("chromium")
    if missing:
        install_with_apt(missing, progress)
    if not find_chromium():
        raise FailedError(
            "There is no Chromium, and it could not be installed.",
            "Install Chromium or Chrome so that it is on the PATH, then run it again.",
        )
    for name in ("firefox", "webkit"):
        if not FINDERS[name]():
            say(f"No {name} here: its smoke tests are skipped. Debian has {DEBIAN[name]}.")


def install_with_playwright(progress: Progress) -> bool:
    """Let Playwright download its Chromium; no network for that is no failure yet."""
    with progress("Looking for Playwright's Chromium"):
        done = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    return done.returncode == 0 and find_chromium() is not None


def install_with_apt(missing: list[str], progress: Progress) -> None:
    """Install Debian's packages, where we are root on a Debian."""
    if not (shutil.which("apt-get") and platform.system() == "Linux" and os.geteuid() == 0):
        return
    packages = [package for name in missing for package in DEBIAN[name]]
    with progress(f"Installing {' '.join(packages)} with apt-get"):
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *packages)


def apt_get(*arguments: str) -> None:
    """Run apt-get; what it could not install is found missing afterwards."""
    subprocess.run(  # noqa: S603
        ["apt-get", "-qq", *arguments],  # noqa: S607
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
