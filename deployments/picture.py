"""Take the README's picture: a page of a release, in headless Chromium.

python -m deployments.picture PAGE.html OUT.png [WIDTH HEIGHT]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from indicators.errors import CountyEducationError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# nothing but the page: no sandbox (containers run as root), no calls of the browser's own
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
)


def take(page: Path, picture: Path, width: int = 1440, height: int = 1120) -> None:
    """Write a PNG of the top of a page, `width` × `height` CSS pixels.

    Raises CountyEducationError where no Chromium is installed or it leaves no picture.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise CountyEducationError(
            "picture", "no Chromium on this machine", "one of " + ", ".join(BROWSERS), "Install chromium."
        )
    with tempfile.TemporaryDirectory() as profile:
        size = f"--window-size={width},{height}"
        shot = f"--screenshot={picture.resolve()}"
        command = [browser, *FLAGS, f"--user-data-dir={profile}", size, shot, page.resolve().as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if not picture.is_file():
        raise CountyEducationError("picture", f"Chromium left none (exit code {done.returncode})", "a PNG")


def main(arguments: list[str]) -> int:
    """The command line: 0 where the picture was taken, 1 where not, 2 for wrong arguments."""
    if len(arguments) not in (2, 4):
        print(__doc__, file=sys.stderr)
        return 2
    size = [int(number) for number in arguments[2:]]
    try:
        take(Path(arguments[0]), Path(arguments[1]), *size)
    except CountyEducationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
