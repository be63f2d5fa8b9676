"""The Chromium of the system, and what is wanted for the tests that look at pages in it."""

from __future__ import annotations

import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """The path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def lacking() -> str | None:
    """What has to be installed before pages can be looked at as readers see them; None where nothing is."""
    found = executable()
    if found is None:
        return f"no Chromium on the PATH ({', '.join(NAMES)}): install one (Debian: apt install chromium)"
    # A system may have a stand-in of that name, which only says where to get it.
    if subprocess.run([found, "--version"], capture_output=True, check=False).returncode:
        return f"{found} does not start: install a Chromium that does"
    fonts = shutil.which("fc-list")
    # Without a Chinese font every character is the same empty box, and no width is that which readers see.
    if fonts and not subprocess.run([fonts, ":lang=zh"], capture_output=True, check=False).stdout.strip():
        return "no Chinese font (fc-list :lang=zh): install one (Debian: apt install fonts-noto-cjk)"
    return None
