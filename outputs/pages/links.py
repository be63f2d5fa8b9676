"""Where things stand in the site, as addresses from the root of a language, and which addresses are links.

index.html · places.html · targets.html · refused.html · methods.html · releases.html
DOMAIN.html, DOMAIN/2019.html             a domain, each place in its latest year, or all in one year
DOMAIN/latest-45.html, DOMAIN/2019-45.html   the same of one province, where places are too many
indicators/ID.html, indicators/ID-45.html    an indicator, and its places of one province
places/450222.html                        a place's profile; its reports have anchors there
targets-45.html                           the same of one province, where promises are too many
refused/digits-lost-2.html                the same of one reason, where refused reports are too many
evidence/450222/2019.html                 the sentences behind the figures of a place and year
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

UNDATED = "undated"
"""Stands for the year of figures whose report does not say of which year they are."""


def domain_page(domain: str, year: int | None = None, province: str | None = None) -> str:
    """A domain's table of a year (None: each place in its latest), of one province (two digits) or all."""
    if year is None and province is None:
        return f"{domain}.html"
    of_year = str(year or "latest")
    return f"{domain}/{of_year}-{province}.html" if province else f"{domain}/{of_year}.html"


def indicator_page(indicator: str, province: str | None = None) -> str:
    """An indicator's page, or that of its places of one province (two digits)."""
    return f"indicators/{indicator}-{province}.html" if province else f"indicators/{indicator}.html"


def definition_of(indicator: str) -> str:
    """Where an indicator is defined."""
    return f"methods.html#{quote(indicator, safe='')}"


def place_page(code: str) -> str:
    """A place's profile; that of UNPLACED lists what is stated of masked places."""
    return f"places/{code}.html"


def targets_page(province: str | None = None) -> str:
    """Promises and outcomes, of one province (two digits) or all."""
    return f"targets-{province}.html" if province else "targets.html"


def refused_page(reason: str | None = None, part: int = 1) -> str:
    """The refused reports, or those of one reason where they are too many for a page, part by part from 1."""
    if reason is None:
        return "refused.html"
    name = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "other"
    return f"refused/{name}.html" if part == 1 else f"refused/{name}-{part}.html"


def report_of(code: str, report_id: str) -> str:
    """Where a report of a place is described."""
    return f"{place_page(code)}#{quote(anchor_of_report(report_id), safe='')}"


def evidence_page(code: str, year: int | None) -> str:
    """The sentences behind the figures of a place and year."""
    return f"evidence/{code}/{year or UNDATED}.html"


def evidence_of(code: str, year: int | None, observation_id: str) -> str:
    """Where a statement's sentence stands; the year is the statement's."""
    return f"{evidence_page(code, year)}#{quote(anchor_of(observation_id), safe='')}"


def evidence_of_figure(code: str, row: Mapping[str, Any]) -> str:
    """Where a chosen or derived figure stands with what is behind it."""
    return f"{evidence_page(code, row['year'])}#{quote(anchor_of_figure(row), safe='')}"


def anchor_of(observation_id: str) -> str:
    """The id of a statement's element on its evidence page."""
    return "obs-" + "-".join(observation_id.split())


def anchor_of_figure(row: Mapping[str, Any]) -> str:
    """The id of a figure's element on its evidence page: that of its statement, or its own where derived."""
    if row["observation_id"] is not None:
        return anchor_of(row["observation_id"])
    return f"derived-{row['indicator']}-{row['year']}-{row['status']}"


def anchor_of_report(report_id: str) -> str:
    """The id of a report's element on the page of its place."""
    return "report-" + "-".join(report_id.split())


def web_address(address: str | None) -> str | None:
    """An address that may become a link: http or https, nothing else (a report can name javascript:)."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
