"""The installed browser that the tests drive; none is ever downloaded."""

import os
import shutil

# The first is the same browser without the frame around its pages: a page opens in a third of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
NO_CHROMIUM = "no Chromium is installed (Debian: apt-get install chromium-headless-shell), and CHROMIUM names none."


def find_chromium() -> str | None:
    """Return the path of the browser: what CHROMIUM names, else the first that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
