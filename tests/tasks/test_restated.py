"""The mark of a restated page goes all the way from its registry to the rows of its reports."""

from __future__ import annotations

from pathlib import Path

from tasks.batches import frames_of, read_entries
from tasks.fetch.collection import collect_pages, read_manifest, write_manifest
from tasks.fetch.registry import read_registry
from tasks.fetch.store import SnapshotStore

REPORT = "柳城县教育局2019年工作总结\n2019年，全县有幼儿园85所。"
PAGES = {
    "own.txt": (REPORT.replace("85", "86"), False),
    "read.txt": (REPORT, True),
    "again.txt": (REPORT, True),
    "refused.txt": ("%PDF-1.7", True),
}


def test_every_row_of_a_restated_page_says_so_and_no_other(tmp_path: Path) -> None:
    tables = []
    for name, (text, restated) in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        mark = "restated = true\n" if restated else ""
        tables.append(f'[[source]]\nid = "{name}"\npath = "{name}"\n{mark}')
    (tmp_path / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
    store = SnapshotStore(tmp_path / "snapshots")
    manifest = write_manifest(collect_pages(read_registry(tmp_path / "sources.toml"), store), tmp_path)
    _, reports = frames_of(read_entries(read_manifest(manifest), store))
    assert dict(reports.select("source", "restated").rows()) == {
        name: restated for name, (_, restated) in PAGES.items()
    }
    assert set(reports.filter(state="refused")["source"]) == {"again.txt", "refused.txt"}
    assert reports.filter(state="read").height == 2
