"""The table of signs: what is wrong with it is named, and doubt follows from the weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.doubts import Doubts, Sign, load_doubts, read_doubts
from indicators.errors import CatalogueError

ENTRY = 'about = "a"\nexample = "b"\ncounter = "c"\nweight = 1.5\nseen = 3\nwrong = 1\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "doubts.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_is_read(tmp_path: Path) -> None:
    found = read_doubts(written(tmp_path, f'base = -3.0\n[sign."far off"]\n{ENTRY}'))
    assert found == Doubts(-3.0, {"far off": Sign("far off", "a", "b", "c", 1.5, 3, 1)})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f'[sign."far off"]\n{ENTRY}', "base"),
        (f'base = -3.0\nother = 1\n[sign."far off"]\n{ENTRY}', "other"),
        (f'base = -3.0\n[sign."far off"]\n{ENTRY}colour = "red"\n', "colour"),
        ('base = -3.0\n[sign."far off"]\nweight = 1.0\n', "far off"),
        ("base = ", "doubts.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(CatalogueError, match=named):
        read_doubts(written(tmp_path, text))


@given(st.sets(st.sampled_from(sorted(load_doubts().signs))))
def test_a_doubt_is_a_chance_and_a_sign_moves_it_its_own_way(signs: set[str]) -> None:
    doubts = load_doubts()
    whole = doubts.of(signs)
    assert 0 <= whole <= 1
    for name in signs:
        less = doubts.of(signs - {name})
        assert (whole >= less) if doubts.signs[name].weight >= 0 else (whole <= less)


def test_nobody_is_wrong_more_often_than_seen() -> None:
    assert all(0 <= sign.wrong <= sign.seen for sign in load_doubts().signs.values())
