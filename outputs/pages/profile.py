"""A place's profile over the years: what it is measured by, what it planned, and what speaks of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.evidence import Evidence, Fact
from outputs.pages.figures import with_unit
from outputs.pages.language import Language
from outputs.pages.links import evidence_of, evidence_of_figure, evidence_page
from outputs.pages.met import POINTS, BarVerdict, bars_by_figure
from outputs.pages.mixed import with_pieces
from outputs.pages.place_record import PlaceRecord
from outputs.pages.place_targets import Target, target_of
from outputs.pages.profile_table import Table
from outputs.pages.published import Indicator, Place, Release, Row
from outputs.pages.versions import signed
from outputs.pages.words import Words, after_figure


@dataclass(frozen=True)
class Glance:
    """The newest figure of an indicator that has national bars, and how it stands to each."""

    indicator: Indicator
    year: int
    value: Markup
    href: str
    verdicts: tuple[BarVerdict, ...]

    @property
    def looks(self) -> str:
        """The class of the card: that of the verdicts where they agree, else that of an open one."""
        classes = {verdict.sign[0] for verdict in self.verdicts}
        return classes.pop() if len(classes) == 1 else "open"


@dataclass(frozen=True)
class StatedChange:
    """A change that a report states itself, against an earlier year."""

    indicator: Indicator
    year: int
    against: int
    change: Markup
    quote: str
    lang: str
    href: str


@dataclass(frozen=True)
class Failed:
    """A check that figures of the place did not pass, and these figures, each with its evidence."""

    year: int | None
    message: Markup
    figures: tuple[tuple[Indicator, Markup, str], ...]


@dataclass(frozen=True)
class Gaps:
    """Spans of years without a report of their own that was read, by why (`findings_schemas.SILENCES`)."""

    no_report: tuple[str, ...]
    refused: tuple[str, ...]
    masked: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """All that a place's profile shows, beside its evidence.

    `failed` are the newest failed checks, of which `more_failed` are left out: the evidence has them.
    `apart` are the figures that the tables have no column for: without a year, or of several together.
    `silent` are the indicators with a national bar that no figure of the place can be held against.
    """

    place: Place
    years: tuple[int, ...]
    figures: int
    glance: tuple[Glance, ...]
    silent: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    targets: tuple[Target, ...]
    changes: tuple[StatedChange, ...]
    failed: tuple[Failed, ...]
    more_failed: int
    apart: tuple[tuple[Fact, str], ...]
    gaps: Gaps
    refused: tuple[Row, ...]


MOST_FAILED = 20
"""How many checks a profile lists; the evidence of each figure has those that it failed."""


def profile_of_place(
    release: Release, record: PlaceRecord, evidence: Evidence, language: Language, root: str
) -> Profile:
    """The profile of a place; `root` goes before addresses on the page that it will stand on."""
    bars = bars_by_figure(record, release.indicators)
    in_tables = {
        (row["indicator"], row["year"], row["status"]): row
        for row in record.facts
        if row["from_year"] is None or row["from_year"] >= row["year"]
    }
    failed = [row for row in record.checks if row["verdict"] == "failed"]
    failed.sort(key=lambda row: (-(row["year"] or 0), row["check_id"]))
    shown = {evidence_of_figure(record.code, row) for row in in_tables.values()}
    hrefs = [(fact, f"{evidence_page(record.code, fact.year)}#{fact.anchor}") for fact in evidence.facts]
    apart = tuple((fact, href) for fact, href in hrefs if href not in shown)
    return Profile(
        place=evidence.place,
        years=tuple(sorted({year for _, year, status in in_tables if status == "actual"})),
        figures=len(in_tables) + len(apart),
        glance=tuple(_glance(record, bars, release.indicators, language)),
        silent=tuple(
            indicator
            for indicator in release.indicators.values()
            if indicator.bars and all(barred != indicator.id for _, barred in bars)
        ),
        tables=tuple(_tables(release, record, in_tables, bars, language, root)),
        targets=tuple(
            target_of(row, record, release.indicators, language) for row in _newest(record.targets)
        ),
        changes=tuple(_changes(record, release, language)),
        failed=tuple(_failed(failed[:MOST_FAILED], record, release.indicators, language)),
        more_failed=len(failed[MOST_FAILED:]),
        apart=apart,
        gaps=Gaps(*(_spans(record, why) for why in ("no report", "refused page", "masked"))),
        refused=tuple(record.refused),
    )


def _spans(record: PlaceRecord, why: str) -> tuple[str, ...]:
    """The years that lack a report for a reason, years in a row as a span: 2014, 2016–2019."""
    years = [year for year, silence in record.gaps.items() if silence == why]
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return tuple(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def _glance(
    record: PlaceRecord,
    bars: Mapping[tuple[int, str], tuple[BarVerdict, ...]],
    indicators: Mapping[str, Indicator],
    language: Language,
) -> Iterable[Glance]:
    newest: dict[str, int] = {}
    for year, indicator in bars:
        newest[indicator] = max(year, newest.get(indicator, year))
    for id_ in indicators:
        if id_ in newest:
            row = record.figures[newest[id_], id_, "actual"]
            yield Glance(
                indicator=indicators[id_],
                year=row["year"],
                value=with_unit(row, language),
                href=evidence_of_figure(record.code, row),
                verdicts=bars[row["year"], id_],
            )


def _tables(
    release: Release,
    record: PlaceRecord,
    facts: Mapping[tuple[str, int, str], Row],
    bars: dict[tuple[int, str], tuple[BarVerdict, ...]],
    language: Language,
    root: str,
) -> Iterable[Table]:
    having = {indicator for indicator, _, _ in facts}
    for domain in release.domains:
        rows = tuple(each for each in release.of_domain(domain.id) if each.id in having)
        if rows:
            ids = {each.id for each in rows}
            own = {key: row for key, row in facts.items() if key[0] in ids}
            yield Table(record, domain, rows, own, bars, language, root)


def _newest(targets: list[Row]) -> list[Row]:
    return sorted(targets, key=lambda row: -row["planned_year"])  # the sort keeps equals in order


def _changes(record: PlaceRecord, release: Release, language: Language) -> Iterable[StatedChange]:
    order = {id_: number for number, id_ in enumerate(release.indicators)}
    langs = {row["report_id"]: row["script"] for row in record.reports}
    for row in sorted(record.changes, key=lambda row: (-row["year"], order[row["indicator"]])):
        text = signed(row["change"], row["bound"], rounded=False)
        unit = POINTS if row["change_unit"] == "百分点" else after_figure(row["change_unit"], text[1:])
        yield StatedChange(
            indicator=release.indicators[row["indicator"]],
            year=row["year"],
            against=row["against_year"],
            change=Markup("{}{}").format(text, language.of(unit)),
            quote=row["quote"],
            lang="zh-Hant" if "hant" in str(langs.get(row["report_id"])) else "zh-Hans",
            href=evidence_of(record.code, row["year"], row["observation_id"]),
        )


def _failed(
    rows: list[Row], record: PlaceRecord, indicators: Mapping[str, Indicator], language: Language
) -> Iterable[Failed]:
    for row in rows:
        said = [record.statements[id_] for id_ in row["observation_ids"] if id_ in record.statements]
        yield Failed(
            year=row["year"],
            message=with_pieces(Words(row["message_zh"], row["message_en"]), language),
            figures=tuple(
                (
                    indicators[each["indicator"]],
                    with_unit(each, language),
                    evidence_of(record.code, each["year"], each["observation_id"]),
                )
                for each in said
            ),
        )
