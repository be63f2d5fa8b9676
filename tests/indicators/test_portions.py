"""A file of portions that is wrong is refused, with the entry and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import CatalogueError
from indicators.portions import read_portions

GOOD = 'id = "room"\nwhy = "w"\npattern = "容纳"\nexample = "e"\ncounter = "c"\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"[[before]]\n{GOOD}", "indicators or kind, one of the two"),
        (f'[[before]]\n{GOOD}kind = "stock"\nindicators = ["students"]\n', "indicators or kind"),
        (f'[[before]]\n{GOOD}indicators = ["pupils"]\n', r"room.*pupils.*of the catalogue"),
        (f'[[before]]\n{GOOD}kind = "stock"\nmeasures = ["heads"]\n', r"room.*heads"),
        (f'[[before]]\n{GOOD}kind = "stock"\nmood = "x"\n', "mood"),
        (f'[[before]]\n{GOOD}kind = "stock"\n[[before]]\n{GOOD}kind = "flow"\n', "room stands twice"),
        (f'[[before]]\n{GOOD.replace("容纳", "(容纳")}kind = "stock"\n', "no regular expression"),
        ("[[before]\n", "TOML"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "portions.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        read_portions(file)
