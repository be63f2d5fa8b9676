"""A reader of pages for tests of what stands around the real one: it reads one form and nothing else.

柳城县 450222 2019
幼儿园85所
计划幼儿园90所
"""

from __future__ import annotations

import re

from tasks.batches import refused
from tasks.reading import PageReading
from tasks.records import Snapshot
from tests.frames import observation, report


def read_snapshot(snapshot: Snapshot) -> PageReading:
    """Read the form above; without a digit the page is refused, and a `!` is a fault of the reader."""
    source = snapshot.source
    text = snapshot.content.decode()
    if text.startswith("!"):
        raise ZeroDivisionError("a fault")
    if snapshot.content.startswith(b"%PDF"):
        return PageReading((), (refused(source, snapshot.sha256, "unsupported form", "a PDF"),))
    if not re.search(r"\d", text):
        return PageReading((), (refused(source, snapshot.sha256, "digits lost", "no digit left"),))
    name, code, year = text.splitlines()[0].split()
    page = {"source": source.location, "snapshot": snapshot.sha256}
    place = {"region_code": code, "region_name": name}
    report_id = f"r-{snapshot.sha256[:8]}"
    facts = tuple(
        observation(
            number,
            observation_id=f"o-{snapshot.sha256[:8]}-{number}",
            report_id=report_id,
            value=float(match[2]),
            value_stated=match[2],
            year=int(year),
            status="planned" if match[1] else "actual",
            quote=match[0].removeprefix("计划"),
            start=match.end() - len(match[0].removeprefix("计划")),
            end=match.end(),
            sentence=f"全县有{match[0]}。",
            **page,
            **place,
        )
        for number, match in enumerate(re.finditer(r"(计划)?幼儿园(\d+)所", text))
    )
    row = report(
        report_id, title=source.title or "工作总结", year=int(year), facts=len(facts), **page, **place
    )
    return PageReading(facts, (row | {"address": source.address, "end": len(text)},))
