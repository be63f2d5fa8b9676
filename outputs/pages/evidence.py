"""What stands behind the figures of a place: sentences, reports, and other statements of a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from indicators.correcting import CORRECTED
from outputs.pages.corrected import Correction, correction_of
from outputs.pages.derived import Derivation, derivation
from outputs.pages.figures import digits, with_unit
from outputs.pages.language import Language
from outputs.pages.links import anchor_of, anchor_of_figure
from outputs.pages.met import BarVerdict, bars_by_figure
from outputs.pages.mixed import with_pieces
from outputs.pages.place_record import PlaceRecord, place_record
from outputs.pages.place_reports import ReportEntry, named, report_entries
from outputs.pages.place_targets import Target, target_of
from outputs.pages.published import UNPLACED, Domain, Indicator, Place, Release, Row
from outputs.pages.versions import Change, Version, change_of, earlier_versions
from outputs.pages.words import METHODS, UNPLACED_NAME, Words, choice_words, flag_words, period_words

FactKey = tuple[int | None, int | None, str, str]

DOUBTFUL = 0.2
"""From how much doubt on (0 to 1) a reader is told of it."""


@dataclass(frozen=True)
class Statement:
    """A sentence that states a fact; `span` is the place of its quote in the page's text, in characters.

    `doubt` is how doubtful the reading is, from 0 to 1, where that is worth saying, else None.
    `correction` says what was read before it was put right.
    """

    anchor: str
    value: Markup
    stated: str
    sentence: Markup
    repeats: int
    span: str
    report: ReportEntry
    doubt: str | None
    flags: tuple[Words, ...]
    correction: Correction | None = None


@dataclass(frozen=True)
class Fact:
    """A figure of a place and year, the statement it was taken from, and the others of the same fact.

    `period` says of which years it is where that is more than the year it stands under, `derivation` how it
    was derived, where no report states it, `versions` what the value was before, the newest first, `failed`
    the messages of the checks that it did not pass, `target` what came of it where it is a plan.
    """

    indicator: Indicator
    anchor: str
    year: int | None
    period: Words | None
    value: Markup
    planned: bool
    method: Words | None
    bars: tuple[BarVerdict, ...]
    chosen: Statement | None
    others: tuple[Statement, ...]
    why: Words | None
    derivation: Derivation | None = None
    change: Change | None = None
    versions: tuple[Version, ...] = ()
    failed: tuple[Markup, ...] = ()
    target: Target | None = None


@dataclass(frozen=True)
class YearOfEvidence:
    """The facts of a year, by domain; `year` is None for figures whose year is not known.

    `gone` are figures that were derived once, until what they were made from was revised in part.
    """

    year: int | None
    domains: tuple[tuple[Domain, tuple[Fact, ...]], ...]
    gone: tuple[tuple[Indicator, tuple[Version, ...]], ...]

    @property
    def facts(self) -> int:
        return sum(len(facts) for _, facts in self.domains)

    @property
    def reports(self) -> tuple[ReportEntry, ...]:
        """The reports whose sentences stand here."""
        facts = [fact for _, some in self.domains for fact in some]
        chosen = [fact.chosen.report for fact in facts if fact.chosen]
        return named([*chosen, *(other.report for fact in facts for other in fact.others)])


@dataclass(frozen=True)
class Evidence:
    """All that the pages of a place show of its sentences, the newest year first."""

    place: Place
    years: tuple[YearOfEvidence, ...]
    reports: tuple[ReportEntry, ...]

    @property
    def facts(self) -> list[Fact]:
        return [fact for year in self.years for _, facts in year.domains for fact in facts]


def evidence_of_place(release: Release, code: str, language: Language) -> Evidence:
    """The evidence of a place, or of the facts whose place is masked (UNPLACED)."""
    place = release.by_code.get(code) or Place(UNPLACED, language.of(UNPLACED_NAME), "", None)
    built = _Builder(release, place_record(release, code), language)
    return Evidence(place, tuple(built.years()), tuple(built.reports.values()))


def marked(sentence: str, quote: str) -> tuple[Markup, int]:
    """A sentence with its quote marked wherever it stands, and how often that is.

    A quote that is not in the sentence stands marked by itself before it: it is what the reading rests on.
    """
    sentence, quote = _rows(sentence), _rows(quote)
    found = sentence.count(quote) if quote else 0
    if not found:
        return Markup("<mark>{}</mark> … {}").format(quote, sentence), 0
    pieces = (Markup.escape(piece) for piece in sentence.split(quote))
    return Markup("<mark>{}</mark>").format(quote).join(pieces), found


def _rows(text: str) -> str:
    """A row of a table with bars between its cells, which a page would run together."""
    return text.replace("\n", " ‖ ").replace("\t", " | ") if "\t" in text else text


class _Builder:
    """Builds the evidence of one place in one language."""

    def __init__(self, release: Release, record: PlaceRecord, language: Language) -> None:
        self._release = release
        self._record = record
        self._language = language
        self.reports = report_entries(record)
        self._bars = bars_by_figure(record, release.indicators)
        self._versions = earlier_versions(record, self.reports, language)
        self._targets = {
            row["planned_observation_id"]: target_of(row, record, release.indicators, language)
            for row in record.targets
        }
        self._failed: dict[str, list[Markup]] = {}
        for check in record.checks:
            if check["verdict"] == "failed":
                message = with_pieces(Words(check["message_zh"], check["message_en"]), language)
                for id_ in check["observation_ids"]:
                    self._failed.setdefault(id_, []).append(message)

    def years(self) -> Iterator[YearOfEvidence]:
        """The facts, by year (the newest first) and domain, in the order of the catalogue."""
        order = {id_: number for number, id_ in enumerate(self._release.indicators)}
        facts = sorted(
            self._facts(),
            key=lambda fact: (-(fact.year or 0), order[fact.indicator.id], fact.planned, fact.anchor),
        )
        for year, group in groupby(facts, key=lambda fact: fact.year):
            by_domain: dict[str, list[Fact]] = {}
            for fact in group:
                by_domain.setdefault(fact.indicator.domain, []).append(fact)
            domains = ((domain, tuple(by_domain.get(domain.id, ()))) for domain in self._release.domains)
            gone = tuple(
                (self._release.indicators[key[1]], versions)
                for key, versions in self._versions.items()
                if key[0] == year and key not in self._record.figures
            )
            yield YearOfEvidence(year, tuple((domain, some) for domain, some in domains if some), gone)

    def _facts(self) -> Iterator[Fact]:
        rows = self._record.statements
        pool: dict[FactKey, list[str]] = {}
        for row in rows.values():
            pool.setdefault(_key(row), []).append(row["observation_id"])
        for row in self._record.facts:
            said = pool.pop(_key(row), [])
            yield self._fact(row, anchor_of_figure(row), row["observation_id"], said)
        for left in pool.values():  # what no choice was made of: without a year or a place, or of more years
            for id_ in left:
                yield self._fact(rows[id_], anchor_of(id_), id_, [])

    def _fact(self, row: Row, anchor: str, chosen: str | None, said: list[str]) -> Fact:
        planned = row["status"] == "planned"
        key = row["year"], row["indicator"], row["status"]
        is_choice = "chosen_by" in row
        return Fact(
            indicator=self._release.indicators[row["indicator"]],
            anchor=anchor,
            year=row["year"],
            period=None
            if row["from_year"] in (None, row["year"])
            else period_words(row["year"], row["from_year"], row["unit"]),
            value=with_unit(row, self._language),
            planned=planned,
            method=METHODS[row["method"]] if row["method"] != "stated" else None,
            bars=self._bars.get((row["year"], row["indicator"]), ()) if is_choice and not planned else (),
            chosen=self._statement(chosen) if chosen in self._record.statements else None,
            others=tuple(self._statement(id_) for id_ in said if id_ != chosen),
            why=choice_words(row["chosen_by"]) if is_choice else None,
            derivation=derivation(row, self._record.statements, self._release.indicators, self._language)
            if row.get("formula")
            else None,
            change=change_of(row, self._record, self._language) if is_choice else None,
            versions=self._versions.get(key, ()) if is_choice else (),
            failed=tuple(self._failed.get(chosen or "", ())),
            target=self._targets.get(chosen or ""),
        )

    def _statement(self, id_: str | None) -> Statement:
        row = self._record.statements[id_ or ""]
        sentence, repeats = marked(row["sentence"], row["quote"])
        correction = self._record.corrections.get(row["observation_id"])
        return Statement(
            anchor=anchor_of(row["observation_id"]),
            value=with_unit(row, self._language),
            stated=f"{row['value_stated']}{row['unit_stated'] or ''}",
            sentence=sentence,
            repeats=repeats,
            span=f"{row['start']:,}–{row['end']:,}",
            report=self.reports[row["report_id"]],
            doubt=digits(row["doubt"], "derived") if row["doubt"] >= DOUBTFUL else None,
            flags=tuple(
                flag_words(flag)
                for flag in row["flags"] or ()
                if correction is None or not flag.startswith(CORRECTED)
            ),
            correction=correction_of(self._release, correction, row, self._language) if correction else None,
        )


def _key(row: Row) -> FactKey:
    """What a fact and its statements have in common: the last and the first year, indicator and status."""
    return row["year"], row["from_year"] or row["year"], row["indicator"], row["status"]
