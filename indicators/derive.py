"""Figures that no report states and that follow by definition from others: the formulas of the catalogue.

What a derived figure rests on is asked for strictly, for a wrong one would look like a fact:

- All inputs are chosen figures of one place, year, status and period, and one report states all of them
  (two reports of a year speak of two dates, or count differently).
- No input is doubtful: out of range, unsure for OCR, of an unclear place, stated otherwise in the same
  report, or more likely misread than not. A corrected one is sound: a person has looked at it.
- Where a whole and its parts are all stated and do not add up, or a share is not that of its stated
  counts, none of them is an input.
- Bounds follow (`bound_of`): at most over exactly is at most, about spreads, and what cannot be told gives
  nothing. Nor does a part larger than its whole, a whole of nothing, or a result out of the range that the
  catalogue believes, or a bound that says no more than that range does.
- A derived figure never takes the place of a stated one. It may go into another one, but for differences,
  which take stated figures alone.

Everything is pure: frames in, frames out, and the order of rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from indicators.catalogue import Catalogue
from indicators.formulas import Formula, order

DIGITS = 9
"""To how many decimals a derived figure is rounded: what is beyond is noise of the machine's numbers."""

ROUNDED = 1.0
"""By how many points a stated share may miss the one from its counts: 85% for 85.5% is rounded down."""

OF_ONE = ("region_code", "year", "status", "period_start", "report_id")
"""What the inputs of a derived figure have in common, besides the keys that a caller adds."""

EXACT, APPROX, AT_LEAST, AT_MOST = "exact", "approx", "at_least", "at_most"


def bound_of(rising: Sequence[pl.Expr], falling: Sequence[pl.Expr] = ()) -> pl.Expr:
    """The bound of a result that rises with some figures and falls with others; null where none can be told.

    The expressions are bounds as text. From what is at least so much, the result is known from below where it
    rises with it; and so on. What is about so much lies on both sides, and goes with exact figures only.
    """
    everything = (*rising, *falling)
    about = pl.any_horizontal(*(each == APPROX for each in everything))
    from_below = pl.all_horizontal(
        *(each != AT_MOST for each in rising), *(each != AT_LEAST for each in falling)
    )
    from_above = pl.all_horizontal(
        *(each != AT_LEAST for each in rising), *(each != AT_MOST for each in falling)
    )
    return (
        pl.when(from_below & from_above)
        .then(pl.when(about).then(pl.lit(APPROX)).otherwise(pl.lit(EXACT)))
        .when(about)
        .then(None)
        .when(from_below)
        .then(pl.lit(AT_LEAST))
        .when(from_above)
        .then(pl.lit(AT_MOST))
    )


def derive(
    chosen: pl.DataFrame, statements: pl.DataFrame, catalogue: Catalogue, more: Sequence[str] = ()
) -> pl.DataFrame:
    """What follows by the formulas of the catalogue from the chosen figures and is not among them.

    `chosen` is of `tables.pick` and `statements` of `tables.statements`; `more` are keys that both have
    besides place, year, indicator and status. A row a derived figure: its key, value, unit, bound, from_year,
    formula, made_from (observation ids in the order of the formula) and known_since (the latest of its
    inputs', null where one of them is), in no fixed order.
    """
    formulas = {each.id: each.formula for each in catalogue.indicators if each.formula}
    group = (*more, *OF_ONE)
    key = (*more, "region_code", "year", "indicator", "status")
    known = _inputs(chosen, statements, formulas, key)
    known = _without_contradictions(known, formulas, group)
    stated = known
    taken = chosen.filter(pl.col("indicator").is_in(list(formulas))).select(key)
    there = set(known["indicator"])
    of_one = ("report_year", "published_on", "value", "bound", "made_from", "known_since", "indicator")
    nothing = known.clear().select(*group, *of_one)
    made = [nothing.with_columns(formula=pl.lit(None, pl.String), unit=pl.lit(None, pl.String))]
    for id_ in order(formulas):
        formula, indicator = formulas[id_], catalogue.by_id[id_]
        if len(there.intersection(formula.inputs)) < (2 if formula.at_least_sum else len(formula.inputs)):
            continue
        low, high = indicator.valid
        says_more = (
            pl.when(pl.col("bound") == AT_LEAST)
            .then(pl.col("value") > low)
            .when(pl.col("bound") == AT_MOST)
            .then(pl.col("value") < high)
            .otherwise(True)
        )
        found = (
            _apply(formula, stated if formula.difference else known, group)
            .with_columns(pl.col("value").round(DIGITS), indicator=pl.lit(id_))
            .filter(pl.col("bound").is_not_null(), pl.col("value").is_between(low, high), says_more)
            .join(taken, on=key, how="anti")
        )
        made.append(found.with_columns(formula=pl.lit(formula.id), unit=pl.lit(indicator.unit)))
        if found.height:
            known = pl.concat([known, found.select(known.columns)])
            there.add(id_)
    return _one_of_each(pl.concat(made), key)


def _inputs(
    chosen: pl.DataFrame, statements: pl.DataFrame, formulas: Mapping[str, Formula], key: Sequence[str]
) -> pl.DataFrame:
    """The sound statements of what was chosen, one a report and key, of inputs of formulas and of shares."""
    shares = [id_ for id_, formula in formulas.items() if formula.share]
    ids = sorted({*shares, *(each for formula in formulas.values() for each in formula.inputs)})
    said = ("value", "bound", "period_start")
    of_choice = chosen.filter(pl.col("indicator").is_in(ids)).with_columns(
        period_start=pl.min_horizontal(pl.col("from_year").fill_null(pl.col("year")), "year")
    )
    of_report = ("report_id", "report_year", "published_on", "known_since", "observation_id", "start")
    return (
        statements.lazy()
        .filter(pl.col("indicator").is_in(ids), "sound")
        .select(*key, *said, *of_report)
        .collect()
        .join(of_choice.select(*key, *said), on=[*key, *said], how="semi")
        .sort(*key, "report_id", "start", "observation_id")
        .unique([*key, "report_id"], keep="first", maintain_order=True)
        .select(
            *key,
            "period_start",
            "report_id",
            "report_year",
            "published_on",
            "value",
            pl.col("bound").cast(pl.String),
            "known_since",
            made_from=pl.concat_list("observation_id"),
        )
    )


def _without_contradictions(
    known: pl.DataFrame, formulas: Mapping[str, Formula], group: Sequence[str]
) -> pl.DataFrame:
    """What is left without the figures that, by the same report, do not go together.

    A whole and its parts that do not add up, a share and the counts of which it is none: one of them is
    wrong, and nobody can say which.
    """
    of_fact = [name for name in group if name != "report_id"]
    there = set(known["indicator"])
    broken = [known.clear().select(*of_fact, "indicator")]
    for id_, formula in formulas.items():
        ids = (id_, *formula.inputs)
        if not (formula.sum or formula.share) or not there.issuperset(ids):
            continue
        stated, *inputs = (pl.col(f"value_{n}") for n in range(len(ids)))
        exact = pl.all_horizontal(*(pl.col(f"bound_{n}") == EXACT for n in range(len(ids))))
        if formula.sum:
            off = (pl.sum_horizontal(*inputs) - stated).abs() > 10**-DIGITS
        else:
            off = (inputs[0] / inputs[1] * 100 - stated).abs() > ROUNDED
        wrong = _beside(known, ids, group).filter(exact, off)
        broken += [wrong.select(*of_fact, indicator=pl.lit(each)) for each in ids]
    return known.join(pl.concat(broken), on=[*of_fact, "indicator"], how="anti")


def _beside(known: pl.DataFrame, ids: Sequence[str], group: Sequence[str]) -> pl.DataFrame:
    """A row a report that states all of some indicators: value_0, bound_0, made_0, since_0, value_1 …"""
    frames = [
        known.filter(pl.col("indicator") == id_).select(
            *group,
            *(("report_year", "published_on") if n == 0 else ()),
            pl.col("value").alias(f"value_{n}"),
            pl.col("bound").alias(f"bound_{n}"),
            pl.col("made_from").alias(f"made_{n}"),
            pl.col("known_since").alias(f"since_{n}"),
        )
        for n, id_ in enumerate(ids)
    ]
    beside = frames[0]
    for frame in frames[1:]:
        beside = beside.join(frame, on=list(group), how="inner")
    return beside


def _apply(formula: Formula, known: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """The figures that a formula gives, a row a report that states all of its inputs."""
    if formula.at_least_sum:
        return _at_least_sum(formula.at_least_sum, known, group)
    ids = formula.inputs
    sides = _beside(known, ids, group)
    values = [pl.col(f"value_{n}") for n in range(len(ids))]
    bounds = [pl.col(f"bound_{n}") for n in range(len(ids))]
    if formula.sum:
        value, bound = pl.sum_horizontal(*values), bound_of(bounds)
    elif formula.difference:
        sides = sides.filter(pl.sum_horizontal(*values[1:]) <= values[0])
        value, bound = values[0] - pl.sum_horizontal(*values[1:]), bound_of(bounds[:1], bounds[1:])
    else:
        sides = sides.filter(values[1] > 0)
        sides = sides.filter(values[0] <= values[1]) if formula.share else sides
        value, bound = values[0] / values[1] * (100 if formula.share else 1), bound_of(bounds[:1], bounds[1:])
    since = [pl.col(f"since_{n}") for n in range(len(ids))]
    return sides.select(
        *group,
        "report_year",
        "published_on",
        value=value,
        bound=bound,
        made_from=pl.concat_list(*(f"made_{n}" for n in range(len(ids)))).list.unique(maintain_order=True),
        known_since=pl.when(pl.all_horizontal(*(each.is_not_null() for each in since))).then(
            pl.max_horizontal(*since)
        ),
    )


def _at_least_sum(parts: Sequence[str], known: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """Two parts or more, summed up: so many at least. About or at most so many bounds nothing from below."""
    place = pl.col("indicator").replace_strict(
        {id_: n for n, id_ in enumerate(parts)}, default=None, return_dtype=pl.Int32
    )
    return (
        known.with_columns(place=place)
        .filter(pl.col("place").is_not_null(), pl.col("bound").is_in([EXACT, AT_LEAST]))
        .sort(*group, "place")
        .group_by(group, maintain_order=True)
        .agg(
            pl.col("report_year", "published_on").first(),
            value=pl.col("value").sum(),
            bound=pl.lit(AT_LEAST),
            made_from=pl.col("made_from").explode(),
            known_since=pl.when(pl.col("known_since").is_not_null().all()).then(pl.col("known_since").max()),
            stated=pl.len(),
        )
        .filter(pl.col("stated") > 1)
        .drop("stated")
    )


def _one_of_each(made: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """One of what several reports give: of the shortest period, the largest bound from below, the newest."""
    best = made.sort(
        *key,
        -pl.col("period_start"),
        pl.when(pl.col("bound") == AT_LEAST).then(-pl.col("value")).otherwise(0.0),
        -pl.col("report_year").fill_null(0),
        -pl.col("published_on").fill_null(0),
        "report_id",
    ).unique(list(key), keep="first", maintain_order=True)
    alone = pl.col("period_start") == pl.col("year")
    return best.select(
        *key,
        "value",
        "unit",
        "bound",
        pl.when(~alone).then("period_start").alias("from_year"),
        "formula",
        "made_from",
        "known_since",
    )
