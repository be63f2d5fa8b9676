"""Every reason has a sentence that helps, and no sentence is left over."""

from __future__ import annotations

import pytest

from indicators.errors import CatalogueError
from indicators.refusals import load_remedies, read_remedies
from indicators.schemas import REASONS

GOOD = "".join(f'"{reason}" = "Do something."\n' for reason in REASONS)


def test_every_reason_has_a_sentence() -> None:
    assert tuple(load_remedies()) == REASONS
    assert len(set(load_remedies().values())) == len(REASONS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace('"empty" = "Do something."\n', ""), "'empty' = None; expected a sentence"),
        (GOOD.replace('"empty" = "Do something."', '"empty" = ""'), "'empty' = ''; expected a sentence"),
        (GOOD.replace('"empty" = "Do something."', '"empty" = 3'), "'empty' = 3; expected a sentence"),
        (GOOD + '"ugly" = "Look away."\n', f"line {len(REASONS) + 1}: 'ugly'; expected one of digits lost"),
        ("x", r"refusals\.toml: "),
    ],
)
def test_a_wrong_file_says_where(text: str, message: str) -> None:
    assert read_remedies(GOOD)["empty"] == "Do something."
    with pytest.raises(CatalogueError, match=message):
        read_remedies(text)
