"""What the address of a page says of where its publisher lies."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from indicators.gazetteer import GazetteerError, load_gazetteer

PUBLIC = re.compile(r"\.(?:gov|edu)\.cn$")
"""Hosts that only a public body gets; what others call themselves says nothing."""
MUNICIPAL = re.compile(r"(?:bj|tj|cq|sh(?![aeiou]))(?=[a-z]{2,})")
"""What the districts of the four municipalities put before their own letters: bjchy, shpt. Before a vowel sh
begins a syllable, as in shandan or shenzhen."""


def parents_of_address(address: str | None) -> tuple[str, ...]:
    """The provinces and prefectures that the host of a public body spells: 南京市 of http://www.njgl.nanjing.gov.cn.

    Several where a spelling is of several (suzhou). Never raises: what is no address says nothing.
    """
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ()
    if not PUBLIC.search(host):
        return ()
    found: list[str] = []
    for label in host.split(".")[:-2]:
        short = MUNICIPAL.match(label)
        for each in (label, short.group() if short else ""):
            found += _labels().get(each, ())
    return tuple(dict.fromkeys(found))


@cache
def _labels() -> Mapping[str, tuple[str, ...]]:
    """hosts.csv. Raises GazetteerError for a row that is not as it should be."""
    gazetteer = load_gazetteer()
    text = (files("indicators") / "regions" / "hosts.csv").read_text(encoding="utf-8")
    labels: dict[str, tuple[str, ...]] = {}
    for line, row in enumerate(csv.reader(text.splitlines()), start=1):
        if line == 1:
            continue
        names = {d.name for d in gazetteer.by_code(row[1])} if len(row) == 2 else set()
        if not names:
            raise GazetteerError(f"regions/hosts.csv, line {line}", repr(",".join(row)), "a label and a code")
        labels[row[0]] = (*labels.get(row[0], ()), *sorted(names))
    return labels
