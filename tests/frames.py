"""Rows of observations and reports for tests: one line says what differs from a plain fact."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from indicators.reference import Regions
from indicators.schemas import Observations, Reports, StatedChanges, validated

SNAPSHOT = "a" * 64


def observation(number: int, **changes: Any) -> dict[str, Any]:
    """A fact of 柳城县: 85 kindergartens in 2019, stated plainly, unless changed."""
    row: dict[str, Any] = {
        "observation_id": f"o{number:03}",
        "report_id": "r1",
        "source": "liucheng.txt",
        "snapshot": SNAPSHOT,
        "region_code": "450222",
        "region_name": "柳城县",
        "indicator": "kindergartens",
        "value": 85.0,
        "unit": "所",
        "value_stated": "85",
        "unit_stated": "所",
        "bound": "exact",
        "status": "actual",
        "year": 2019,
        "from_year": None,
        "method": "stated",
        "rule": "test",
        "doubt": 0.0,
        "quote": "幼儿园85所",
        "start": 10,
        "end": 16,
        "sentence": "全县有幼儿园85所。",
        "flags": [],
    }
    return row | changes


def report(id_: str, **changes: Any) -> dict[str, Any]:
    """A report of 柳城县 for 2019 that was read, unless changed."""
    row: dict[str, Any] = {
        "report_id": id_,
        "source": "liucheng.txt",
        "snapshot": SNAPSHOT,
        "address": "https://example.org/liucheng",
        "title": "柳城县教育局2019年工作总结",
        "publisher": "柳城县教育局",
        "published": "2019-12-25",
        "fetched": None,
        "gone_since": None,
        "restated": False,
        "script": "simplified",
        "region_code": "450222",
        "region_name": "柳城县",
        "year": 2019,
        "start": 0,
        "end": 100,
        "state": "read",
        "reason": None,
        "detail": None,
        "facts": 1,
    }
    return row | changes


def stated_change(value: float, unit: str = "所", bound: str = "exact", **changes: Any) -> dict[str, Any]:
    """A change of o001, the figure of 2019, since 2018, unless changed."""
    fact = observation(1)
    names = ("report_id", "source", "region_code", "region_name", "indicator", "year", "sentence")
    row: dict[str, Any] = {name: fact[name] for name in names} | {
        "change_id": "c001",
        "observation_id": "o001",
        "snapshot": SNAPSHOT,
        "against_year": 2018,
        "change": value,
        "change_unit": unit,
        "bound": bound,
        "value_stated": f"{abs(value):g}",
        "unit_stated": unit,
        "quote": "比上年增加9所",
        "start": 17,
        "end": 24,
    }
    return row | changes


def stated_changes(*rows: dict[str, Any]) -> dy.DataFrame[StatedChanges]:
    """A frame of stated changes from rows."""
    schema = {name: column.dtype for name, column in StatedChanges.columns().items()}
    return validated(StatedChanges, pl.DataFrame(list(rows), schema=schema), "test")


def observations(*rows: dict[str, Any]) -> dy.DataFrame[Observations]:
    """A frame of observations from rows."""
    schema = {name: column.dtype for name, column in Observations.columns().items()}
    return validated(Observations, pl.DataFrame(list(rows), schema=schema), "test")


def reports(*rows: dict[str, Any]) -> dy.DataFrame[Reports]:
    """A frame of reports from rows."""
    schema = {name: column.dtype for name, column in Reports.columns().items()}
    return validated(Reports, pl.DataFrame(list(rows), schema=schema), "test")


def regions(*rows: tuple[str, str, int | None, int | None]) -> dy.DataFrame[Regions]:
    """A frame of regions from (code, name, valid from, valid to)."""
    data = [
        {
            "region_code": c,
            "name": n,
            "province": "广西壮族自治区",
            "prefecture": "柳州市",
            "valid_from": f,
            "valid_until": t,
        }
        for c, n, f, t in rows
    ]
    schema = {name: column.dtype for name, column in Regions.columns().items()}
    return validated(Regions, pl.DataFrame(data, schema=schema), "test")
