"""The stylesheet: its colours are told apart by everyone, and it styles what the pages are made of."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("outputs.pages") / "static" / "style.css").read_text(encoding="utf-8")
HEAD, BELOW = STYLE.split("color-scheme: dark;", 1)
SCHEMES = {
    scheme: dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
    for scheme, block in zip(("light", "dark"), HEAD.split("color-scheme: light;", 1), strict=True)
}
"""The colours by name in each scheme."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("text", ["ink", "soft", "accent", "met", "short", "plan", "faint"])
@pytest.mark.parametrize("ground", ["paper", "tint", "aim"])
@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_text_has_the_contrast_of_aa(scheme: str, text: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("ground", ["mark", "step-1", "step-2", "step-3", "step-4", "step-5"])
@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_ink_is_read_on_every_tint(scheme: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme]["ink"], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_what_charts_draw_is_seen_on_the_paper(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours["bar"], colours["paper"]) >= 3
    assert contrast(colours["ink"], colours["bar"]) >= 2  # the line of the bar, across


def test_both_schemes_have_the_same_colours() -> None:
    assert SCHEMES["light"].keys() - SCHEMES["dark"].keys() == set()


def test_colours_stand_in_one_place() -> None:
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", BELOW)) <= {"#fff"}


def test_every_block_of_the_stylesheet_is_closed() -> None:
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    depth = 0
    for brace in re.findall(r"[{}]", rules):
        depth += 1 if brace == "{" else -1
        assert depth in (0, 1, 2)
    assert depth == 0
