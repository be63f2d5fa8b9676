"""The whole way with real Prefect, to the end: it takes half a minute."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from outputs.release.verification import verify
from tests.flows.surroundings import without_prefect

ROOT = Path(__file__).parents[2]

RUN = """
import sys
from tasks import batches, reading
from tests import fake_reader
calls = []
def counting(snapshot):
    calls.append(snapshot.source.location)
    return fake_reader.read_snapshot(snapshot)
reading.read_snapshot = counting
batches.BATCH_BYTES = 40
from flows.command_line import main
home, pages, lost, good, stale = sys.argv[1:]
arguments = ["release", "--home", home, "--version-month", "2026.11", "--runner", "threads"]
first = main([*arguments, pages, lost])
second = main([*arguments, pages, lost])
third = main([*arguments, lost])
fourth = main([*arguments, pages, lost, "--corrections", good])
fifth = main([*arguments, pages, lost, "--corrections", stale])
print("read", *sorted(calls))
print("codes", first, second, third, fourth, fifth)
"""

CORRECTION = """\
[[correction]]
source = "b.html"
snapshot = "{snapshot}"
indicator = "kindergartens"
expect = {{ value = {value}, status = "actual", year = 2018 }}
should_be = {{ value = 81 }}
reason = "The table says 81."
found_by = "a reader"
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
    good, stale = tmp_path / "good.toml", tmp_path / "stale.toml"
    sha256 = hashlib.sha256((pages / "b.html").read_bytes()).hexdigest()
    good.write_text(CORRECTION.format(snapshot=sha256, value=80), encoding="utf-8")
    stale.write_text(CORRECTION.format(snapshot=sha256, value=79), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(home), str(pages), str(lost), str(good), str(stale)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=without_prefect(os.environ),
        check=False,
    )
    folder = home / "releases/2026.11.0"
    first, second, corrected = done.stdout.split("# Release ")[1:]
    assert first.startswith("2026.11.0\n")
    for line in (
        "- Pages read: 2 of 4",
        "- Read anew: 4, known from an earlier run: 0",
        "- Refused: 2",
        "- Facts: 3",
        "- Places: 1, places and years: 2",
        "| digits lost     | 县/c.txt: no digit left",
        f"- Release: {folder}",
        f"- Front page: {folder}/site/index.html",
    ):
        assert line in first, line
    assert second.startswith("2026.11.0: nothing new")
    assert "- Read anew: 0, known from an earlier run: 4" in second
    # Five runs, and each page was read once.
    assert "read lost/d.txt 县/a.txt 县/b.html 县/c.txt\n" in done.stdout
    # The third run has only the page that lost its digits: a line, no release, no traceback.
    assert done.stdout.endswith("codes 0 0 1 0 1\n"), done.stdout + done.stderr
    assert corrected.startswith("2026.11.1\n")
    assert "- Corrections applied: 1, facts withdrawn: 0, of pages not read: 0" in corrected
    progress = ["starting Prefect for 4 pages, up to half a minute…", "collecting…"]
    said = done.stderr.splitlines()
    assert said[:2] == progress
    assert said[2].startswith("reading, in ")
    assert said[-1] == (
        f"county-education: {stale} line 1 (kindergartens of b.html): what is read there is 80 (actual, "
        "2018); expected 79 (actual, 2018), as the correction does. Look again: where the page is read right "
        "by now, take the correction out, else write it anew."
    )
    assert (
        "county-education: release: no page gave a fact (1 digits lost); expected one fact at least. "
        "`county-education extract` says of each page why."
    ) in said
    figures = pl.read_parquet(home / "releases/2026.11.1/indicators.parquet")
    assert figures.filter(year=2018).select("value", "method").rows() == [(81.0, "corrected")]
    assert verify(home / "releases/2026.11.1") == []
    assert not any("Traceback" in line for line in said)
    assert verify(folder) == []
    assert (folder / "site/index.html").is_file()
    assert (home / "releases/latest").read_text() == "2026.11.1\n"
    assert (home / "prefect").is_dir()
