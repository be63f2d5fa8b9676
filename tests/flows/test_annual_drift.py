"""The whole way with real Prefect against a site whose pages vanish and shrink: it takes half a minute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from tests.flows.surroundings import without_prefect

ROOT = Path(__file__).parents[2]

RUN = """
import json, sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tasks import reading, steps
from tasks.fetch.client import Limits
from tests import fake_reader
from tests.local_site import Reply, running_site
reading.read_snapshot = fake_reader.read_snapshot
opened = steps.open_fetcher
steps.open_fetcher = lambda home, limits, **how: opened(home, limits=Limits(pause=0), **how)
weeks = 0
class Later(datetime):
    @classmethod
    def now(cls, zone):
        return datetime.now(zone) + timedelta(weeks=weeks, hours=weeks)
steps.datetime = Later
from flows.command_line import main
home, folder = map(Path, sys.argv[1:])
years = range(2008, 2020)
said = []
def run(*arguments):
    code = main(["release", "--home", str(home), "--version-month", "2026.11", *arguments])
    said.append([code, (home / "releases/latest").read_text().strip()])
with running_site() as site:
    def page(year, text):
        kind = {"Content-Type": "text/plain; charset=utf-8"}
        site.pages[f"/{year}.txt"] = Reply(text.encode(), headers=kind)
    for year in years:
        page(year, f"柳城县 450222 {year}\\n幼儿园{year - 1990}所")
    tables = [f'[[page]]\\nid = "p{y}"\\naddress = "{site.address(f"/{y}.txt")}"\\n' for y in years]
    registry = folder / "web.toml"
    registry.write_text("".join(tables), encoding="utf-8")
    fetch = [str(registry), "--fetch", "--allow", "127.0.0.0/8"]
    run(*fetch)
    del site.pages["/2008.txt"], site.pages["/2009.txt"]
    weeks = 1
    run(*fetch)
    for year in range(2010, 2018):
        page(year, "本站升级改造，敬请期待。")
    weeks = 2
    run(*fetch)
    run(str(folder / "other.txt"))
    run(str(registry))
    run(str(registry), "--accept")
    run(str(registry))
print("said", json.dumps(said))
"""


def test_a_site_that_is_emptied_is_not_published_before_a_person_has_looked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "other.txt").write_text("柳城县 450222 2020\n幼儿园85所", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(home), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=without_prefect(os.environ),
        check=False,
    )
    assert "\nsaid " in done.stdout, done.stdout + done.stderr
    said = json.loads(done.stdout.rpartition("\nsaid ")[2])
    assert said == [
        [0, "2026.11.0"],
        [0, "2026.11.1"],  # two pages are gone from the site, stay in the data, and are marked
        [1, "2026.11.1"],  # eight say nothing any more: nothing is published
        [0, "2026.11.2"],  # other sources on the same home are another run
        [1, "2026.11.2"],  # asked again, without the site, it is as far as before
        [0, "2026.11.3"],  # a person has looked
        [0, "2026.11.3"],
    ], done.stderr
    first, _ = (line for line in done.stderr.splitlines() if line.startswith("county-education: this run"))
    assert (
        "far from the last one of these sources, 2026.11.1: (1) reports: 4, and 12 in the last run." in first
    )
    assert "Facts in the last run and none now: http://127.0.0.1" in first
    assert "and 3 more." in first
    assert "Traceback" not in done.stderr
    assert "accepted though far from the last run: reports: 4, and 12 in the last run." in done.stderr
    accepted = done.stdout.split("# Release ")[-2]
    assert "- Far from the last run, and accepted: reports: 4, and 12 in the last run." in accepted
    reports = pl.read_parquet(home / "releases/2026.11.1/reports.parquet").sort("year")
    assert reports["fetched"].n_unique() == 1
    assert reports["fetched"].null_count() == 0
    assert (reports["gone_since"].is_not_null() == (reports["year"] < 2010)).all()
    # what was fetched and read has stayed
    assert len([*(home / "snapshots").glob("??/*")]) == 12 + 1 + 1
