"""The registry that docs/sources.md shows is a right one."""

from __future__ import annotations

import re
from pathlib import Path

from tasks.fetch.entries import Fetching
from tasks.fetch.registry import load_registry

PAGE = Path(__file__).parents[1] / "docs/sources.md"


def test_the_registry_in_the_docs_is_right(tmp_path: Path) -> None:
    tables = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    (tmp_path / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
    for file in ("post/letter.html", "pages/yi-2020.pdf"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_bytes(b"")
    found = load_registry(tmp_path / "sources.toml")
    assert [each.source.id for each in found.sources] == ["yi-2020", "post/letter.html"]
    assert [each.id for each in (*found.pages, *found.listings)] == ["liucheng-2019", "jia"]
    usual = Fetching()
    assert found.pause == usual.pause_seconds
    assert [each.hours for each in found.pages] == [usual.pages_hours]
    assert [each.hours for each in found.listings] == [usual.listings_hours]
    assert found.listings[0].further()[0] == "http://www.jia.gov.cn/jyj/ghjh/index_1.html"
