"""Where things stand in the site, as relative addresses from its root, and which addresses are links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit


def evidence_page(code: str) -> str:
    """The evidence page of a place."""
    return f"evidence/{code}.html"


def evidence_of(code: str, observation_id: str) -> str:
    """Where a figure's sentence stands."""
    return f"{evidence_page(code)}#{quote(anchor_of(observation_id), safe='')}"


def evidence_of_figure(code: str, row: Mapping[str, Any]) -> str:
    """Where a chosen or derived figure stands with what is behind it."""
    return f"{evidence_page(code)}#{quote(anchor_of_figure(row), safe='')}"


def evidence_of_year(code: str, year: int) -> str:
    """Where the figures of a place and year stand."""
    return f"{evidence_page(code)}#y{year}"


def evidence_of_undated(code: str) -> str:
    """Where the figures of a place stand whose year is not known."""
    return f"{evidence_page(code)}#no-year"


def anchor_of(observation_id: str) -> str:
    """The id of a statement's element on its evidence page."""
    return "obs-" + "-".join(observation_id.split())


def anchor_of_figure(row: Mapping[str, Any]) -> str:
    """The id of a figure's element on its evidence page: that of its statement, or its own where derived."""
    if row["observation_id"] is not None:
        return anchor_of(row["observation_id"])
    return f"derived-{row['indicator']}-{row['year']}-{row['status']}"


def web_address(address: str | None) -> str | None:
    """An address that may become a link: http or https, nothing else (a report can name javascript:)."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
