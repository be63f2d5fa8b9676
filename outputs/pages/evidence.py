"""What stands behind the figures of a place: sentences, reports, and other statements of a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from indicators.correcting import CORRECTED
from outputs.pages.corrected import Correction, correction_of
from outputs.pages.derived import Derivation, derivation
from outputs.pages.figures import Bar, digits, verdict, with_unit
from outputs.pages.language import Language
from outputs.pages.links import anchor_of, anchor_of_figure, web_address
from outputs.pages.published import UNPLACED, Domain, Indicator, Place, Release, Row
from outputs.pages.words import BOUNDS, METHODS, UNPLACED_NAME, Words, choice_words, flag_words, period_words

FactKey = tuple[int | None, int | None, str, str]

DOUBTFUL = 0.2
"""From how much doubt on (0 to 1) a reader is told of it."""


@dataclass(frozen=True)
class ReportEntry:
    """A report as the page's list of reports shows it; `anchor` is its id on the page."""

    anchor: str
    number: int
    title: str
    year: int | None
    publisher: str | None
    published: str | None
    address: str | None
    link: str | None
    source: str
    snapshot: str | None
    restated: bool


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
    lang: str
    repeats: int
    span: str
    report: ReportEntry
    doubt: str | None
    flags: tuple[str, ...]
    correction: Correction | None = None


@dataclass(frozen=True)
class Fact:
    """A figure of a place and year, the statement it was taken from, and the others of the same fact.

    `period` says of which years it is where that is more than the year it stands under, `derivation` how it
    was derived, where no report states it.
    """

    indicator: Indicator
    anchor: str | None
    year: int | None
    period: Words | None
    value: Markup
    planned: bool
    bound: Words
    method: Words | None
    bars: tuple[tuple[Bar, bool | None], ...]
    chosen: Statement | None
    others: tuple[Statement, ...]
    why: Words | None
    derivation: Derivation | None = None


@dataclass(frozen=True)
class YearOfEvidence:
    """The facts of a year, by domain; `year` is None for figures whose year is not known."""

    year: int | None
    domains: tuple[tuple[Domain, tuple[Fact, ...]], ...]

    @property
    def facts(self) -> int:
        return sum(len(facts) for _, facts in self.domains)


@dataclass(frozen=True)
class Evidence:
    """All that a place's page shows, the newest year first."""

    place: Place
    years: tuple[YearOfEvidence, ...]
    reports: tuple[ReportEntry, ...]


def evidence_of_place(release: Release, code: str, language: Language) -> Evidence:
    """The evidence of a place, or of the facts whose place is masked (UNPLACED)."""
    if code == UNPLACED:
        masked = release.of_place("statements", None).to_dicts()
        return _evidence(release, Place(UNPLACED, language.of(UNPLACED_NAME), "", None), [], masked, language)
    facts, statements = (release.of_place(table, code).to_dicts() for table in ("facts", "statements"))
    return _evidence(release, release.by_code[code], facts, statements, language)


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


def _evidence(
    release: Release, place: Place, facts: list[Row], rows: list[Row], language: Language
) -> Evidence:
    reports = _reports(release, [row["report_id"] for row in [*facts, *rows] if row["report_id"]])
    statements = {row["observation_id"]: _statement(row, reports, release, language) for row in rows}
    pool: dict[FactKey, list[str]] = {}
    for row in rows:
        pool.setdefault(_key(row), []).append(row["observation_id"])
    by_id = {row["observation_id"]: row for row in rows}
    built = []
    for fact in facts:
        said = pool.pop(_key(fact), [])
        chosen = statements.get(fact["observation_id"])
        others = tuple(statements[id_] for id_ in said if id_ != fact["observation_id"])
        made = derivation(fact, by_id, release.indicators, language) if fact["formula"] else None
        why = choice_words(fact["chosen_by"])
        built.append(_fact(release, fact, anchor_of_figure(fact), chosen, others, why, language, made))
    for left in pool.values():  # what no choice was made of: without a year or a place, or of more years
        built += [
            _fact(release, by_id[id_], statements[id_].anchor, statements[id_], (), None, language)
            for id_ in left
        ]
    order = {id_: n for n, id_ in enumerate(release.indicators)}
    built.sort(
        key=lambda fact: (-(fact.year or 0), order[fact.indicator.id], fact.planned, fact.anchor or "")
    )
    return Evidence(place, tuple(_by_year(built, release.domains)), tuple(reports.values()))


def _key(row: Row) -> FactKey:
    """What a fact and its statements have in common: the last and the first year, indicator and status."""
    return row["year"], row["from_year"] or row["year"], row["indicator"], row["status"]


def _by_year(facts: list[Fact], domains: tuple[Domain, ...]) -> Iterator[YearOfEvidence]:
    for year, group in groupby(facts, key=lambda fact: fact.year):
        of_year = list(group)
        by_domain = ((d, tuple(fact for fact in of_year if fact.indicator.domain == d.id)) for d in domains)
        yield YearOfEvidence(year, tuple((domain, some) for domain, some in by_domain if some))


def _reports(release: Release, ids: list[str]) -> dict[str, ReportEntry]:
    """The reports that are named, the newest first, numbered from 1."""
    rows = [(id_, release.reports.get(id_, {})) for id_ in sorted(set(ids))]
    rows.sort(key=lambda pair: -(pair[1].get("year") or 0))
    return {
        id_: ReportEntry(
            anchor=f"report-{number}",
            number=number,
            title=row.get("title") or row.get("source") or id_,
            year=row.get("year"),
            publisher=row.get("publisher"),
            published=row.get("published"),
            address=row.get("address"),
            link=web_address(row.get("address")),
            source=row.get("source") or id_,
            snapshot=row.get("snapshot"),
            restated=bool(row.get("restated")),
        )
        for number, (id_, row) in enumerate(rows, start=1)
    }


def _statement(row: Row, reports: dict[str, ReportEntry], release: Release, language: Language) -> Statement:
    script = str(release.reports.get(row["report_id"], {}).get("script") or "")
    sentence, repeats = marked(row["sentence"], row["quote"])
    correction = release.corrections.get(row["observation_id"])
    return Statement(
        anchor=anchor_of(row["observation_id"]),
        value=with_unit(row, language),
        stated=f"{row['value_stated']}{row['unit_stated'] or ''}",
        sentence=sentence,
        lang="zh-Hant" if "hant" in script.lower() or "trad" in script.lower() else "zh-Hans",
        repeats=repeats,
        span=f"{row['start']:,}–{row['end']:,}",
        report=reports[row["report_id"]],
        doubt=digits(row["doubt"], "derived") if row["doubt"] >= DOUBTFUL else None,
        flags=tuple(
            language.of(flag_words(flag))
            for flag in row["flags"] or ()
            if correction is None or not flag.startswith(CORRECTED)
        ),
        correction=correction_of(release, correction, row, language) if correction else None,
    )


def _fact(
    release: Release,
    row: Row,
    anchor: str | None,
    chosen: Statement | None,
    others: tuple[Statement, ...],
    why: Words | None,
    language: Language,
    made: Derivation | None = None,
) -> Fact:
    indicator = release.indicators[row["indicator"]]
    planned = row["status"] == "planned"
    bars = () if planned else indicator.bars
    return Fact(
        indicator=indicator,
        anchor=anchor,
        year=row["year"],
        period=None
        if row["from_year"] in (None, row["year"])
        else period_words(row["year"], row["from_year"], row["unit"]),
        value=with_unit(row, language),
        planned=planned,
        bound=BOUNDS[row["bound"]],
        method=METHODS[row["method"]] if row["method"] != "stated" else None,
        bars=tuple((bar, verdict(row["value"], row["bound"], bar)) for bar in bars),
        chosen=chosen,
        others=others,
        why=why,
        derivation=made,
    )
