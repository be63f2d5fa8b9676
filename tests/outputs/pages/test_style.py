"""The stylesheet: its colours are told apart by everyone, and it styles what the pages are made of."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("outputs.pages") / "static" / "style.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", STYLE))


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
def test_text_has_the_contrast_of_aa(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["mark", "step-1", "step-2", "step-3", "step-4", "step-5"])
def test_ink_is_read_on_every_tint(ground: str) -> None:
    assert contrast(COLOURS["ink"], COLOURS[ground]) >= 4.5


def test_colours_stand_in_one_place() -> None:
    below = STYLE.split("color-scheme: light;", 1)[1]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", below)) <= {"#fff"}


def test_every_block_of_the_stylesheet_is_closed() -> None:
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    depth = 0
    for brace in re.findall(r"[{}]", rules):
        depth += 1 if brace == "{" else -1
        assert depth in (0, 1, 2)
    assert depth == 0
