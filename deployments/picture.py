"""Take the README's pictures: pages of a release, in headless Chromium.

    python -m deployments.picture RELEASE FOLDER

Writes each of PICTURES below FOLDER. Playwright drives the Chromium of the system.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from indicators.errors import CountyEducationError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Picture:
    """The top of a page, `width` × `height` CSS pixels."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("front.png", "index.html", 1440, 1000),
    Picture("preschool-access.png", "en/preschool_access.html", 1440, 1000),
    Picture("indicator-dark.png", "en/indicators/inclusive_coverage_rate.html", 1440, 1000, "dark"),
    Picture("place-phone.png", "places/430422.html", 390, 1000),
)


def take(site: Path, folder: Path) -> list[Path]:
    """Write the pictures of a site's pages and return their files.

    Raises CountyEducationError where a page is missing, or no Chromium is installed.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise CountyEducationError(
            "pictures", "no Chromium on this machine", "one of " + ", ".join(BROWSERS), "Install chromium."
        )
    for picture in PICTURES:
        if not (site / picture.page).is_file():
            raise CountyEducationError(site / picture.page, "is not there", "a page of the sample's release")
    taken = []
    with sync_playwright() as playwright:
        # containers run as root, where Chromium starts without its sandbox only
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for picture in PICTURES:
            page = chromium.new_page(
                viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
            )
            page.goto((site / picture.page).resolve().as_uri())
            taken.append(folder / picture.name)
            page.screenshot(path=taken[-1])
        chromium.close()
    return taken


def main(arguments: list[str]) -> int:
    """The command line: 0 where the pictures were taken, 1 where not, 2 for wrong arguments."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        for file in take(Path(arguments[0]) / "site", Path(arguments[1])):
            print(file)
    except CountyEducationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
