"""The whole way with real Prefect, once: it takes as long as all other tests together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from outputs.release.verification import verify

ROOT = Path(__file__).parents[2]

RUN = """
import sys
from tasks import batches, reading
from tests import fake_reader
reading.read_snapshot = fake_reader.read_snapshot
batches.BATCH_BYTES = 40
from flows.command_line import main
home, pages, lost = sys.argv[1:]
arguments = ["release", "--home", home, "--version-month", "2026.11"]
first = main([*arguments, pages, lost])
second = main([*arguments, pages, lost])
third = main([*arguments, lost])
print("codes", first, second, third)
"""


def test_pages_become_a_release_and_the_second_run_finds_nothing_new(tmp_path: Path) -> None:
    pages = tmp_path / "县"
    pages.mkdir()
    (pages / "a.txt").write_text("柳城县 450222 2019\n幼儿园85所\n计划幼儿园90所", encoding="utf-8")
    (pages / "b.html").write_text("柳城县 450222 2018\n幼儿园80所", encoding="utf-8")
    (pages / "c.txt").write_text("某县\n幼儿园所", encoding="utf-8")
    lost = tmp_path / "lost"
    lost.mkdir()
    (lost / "d.txt").write_text("某县", encoding="utf-8")
    home = tmp_path / "home"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(home), str(pages), str(lost)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    folder = home / "releases/2026.11.0"
    first, second, *rest = done.stdout.split("# Release ")[1:]
    assert first.startswith("2026.11.0\n")
    for line in (
        "- Pages read: 2 of 4",
        "- Refused: 2",
        "- Facts: 3, places: 1, places and years: 2",
        "| digits lost     | 县/c.txt: no digit left",
        f"- Release: {folder}",
        f"- Front page: {folder}/site/index.html",
    ):
        assert line in first, line
    assert second.startswith("2026.11.0: nothing new")
    assert rest == []
    # The third run has only the page that lost its digits: a line, no release, no traceback.
    assert done.stdout.endswith("codes 0 0 1\n"), done.stdout + done.stderr
    assert done.stderr == (
        "county-education: release: no page gave a fact (1 digits lost); expected one fact at least. "
        "`county-education extract` says of each page why.\n"
    )
    assert verify(folder) == []
    assert (folder / "site/index.html").is_file()
    assert (home / "releases/latest").read_text() == "2026.11.0\n"
    assert (home / "prefect").is_dir()
