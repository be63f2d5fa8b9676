"""A file of the words of change that is wrong is refused, with the list that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.change_words import read_change_words
from indicators.errors import CatalogueError


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("before = [", "changes.toml"),
        ('before = ["上年"]', "lists unknown or missing"),
        (
            "\n".join(
                f"{name} = []"
                for name in (
                    "before",
                    "last",
                    "at",
                    "opens",
                    "closes",
                    "alone",
                    "rather",
                    "by",
                    "rises",
                    "falls",
                )
            ),
            "a list of words",
        ),
    ],
)
def test_a_file_of_words_that_is_wrong_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "changes.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        read_change_words(file)
