"""The line of a key is that of its own table."""

from __future__ import annotations

import pytest

from tasks.fetch.toml_lines import TomlLines

TEXT = """# a registry
[[page]]
id = "a"

[[ listing ]]
id = "b"
paging = { pattern = "index_{n}.html", pages = 3 }

[[page]]
"id" = "c"
title = "id = x"
"""


@pytest.mark.parametrize(
    ("kind", "number", "keys", "line"),
    [
        ("page", 0, ("id",), 3),
        ("page", 1, ("id",), 10),
        ("page", 0, ("title",), 2),  # the next table's title is not this one's
        ("page", 1, ("address", "title"), 11),
        ("listing", 0, ("pages", "paging"), 7),
        ("listing", 0, (), 5),
        ("listing", 1, ("id",), None),
        ("folder", 0, (), None),
    ],
)
def test_the_line_of_a_key(kind: str, number: int, keys: tuple[str, ...], line: int | None) -> None:
    assert TomlLines.of(TEXT).table(kind, number, keys) == line


def test_the_line_of_a_word() -> None:
    lines = TomlLines.of(TEXT)
    assert (lines.word("listing"), lines.word("nowhere")) == (5, 1)
