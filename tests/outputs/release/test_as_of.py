"""What `explain` says of derived figures, and of what was known by a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.errors import QuestionError, ReleaseError
from indicators.gazetteer import load_gazetteer
from outputs.release.contents import release_tables
from outputs.release.explain import explain
from tests.frames import observation, observations, regions, report, reports

REPORTS = reports(
    report("r1", published="2019-12-25"),
    report("r2", year=2020, published=None, title="柳城县教育局2020年工作总结", source="later.txt"),
)
STATEMENTS = (
    observation(1, value=76.0, value_stated="76", quote="幼儿园76所", sentence="全县有幼儿园76所。"),
    observation(
        2,
        indicator="public_kindergartens",
        value=65.0,
        value_stated="65",
        quote="公办65所",
        start=20,
        end=25,
        sentence="其中公办65所。",
    ),
    observation(
        3,
        report_id="r2",
        source="later.txt",
        value=80.0,
        value_stated="80",
        quote="80所",
        start=5,
        end=8,
        sentence="2019年有80所。",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of a release in which the whole was revised from 76 to 80 in the next year."""
    known = regions(("450222", "柳城县", None, None))
    tables = release_tables(observations(*STATEMENTS), REPORTS, known, load_catalogue())
    for name, table in tables.items():
        table.write_parquet(tmp_path / f"{name}.parquet")
    return tmp_path


def told(folder: Path, indicator: str, year: int | None = None, as_of: str | None = None) -> str:
    return explain(folder, "柳城县", indicator, year, load_gazetteer(), as_of=as_of)


def test_the_revisions_of_a_figure_stand_below_it(folder: Path) -> None:
    assert told(folder, "kindergartens").split("\n\n")[1] == (
        "2019, actual: 80 所 is chosen, by: newest report (of 2 statements in 2 reports, 4 apart; "
        "known since 2021-03-31)\n"
        "    from 2019-12-25: 76 所, by only statement\n"
        "    from 2021-03-31: 80 所, by newest report"
    )


def test_as_of_a_day_only_what_was_known_by_then_counts(folder: Path) -> None:
    text = told(folder, "kindergartens", as_of="2021-03-30")
    assert text.startswith(
        "柳城县 (450222) · 幼儿园数 · Kindergartens (kindergartens)\n"
        f"Release {folder.name}, as of 2021-03-30: what was known by then, as it is read today\n\n"
        "2019, actual: 76 所 is chosen, by: only statement (known since 2019-12-25)\n\n→ 76 所"
    )
    assert "80 所" not in text
    assert "80 所 is chosen, by: newest report" in told(folder, "kindergartens", as_of="2021-03-31")


def test_a_derived_figure_is_told_with_its_formula_and_what_went_in(folder: Path) -> None:
    text = told(folder, "公办幼儿园占比", as_of="2020-06-30")
    assert (
        "2019, actual: 85.526316% is derived, by share(public_kindergartens, kindergartens): "
        "no report states it (known since 2019-12-25)\n\n"
        "† 公办幼儿园数 · Public kindergartens: 65 所 (written 65所, stated)\n"
        "    “其中【公办65所】。”\n"
    ) in text
    assert "† 幼儿园数 · Kindergartens: 76 所 (" in text
    assert text.index("† 公办") < text.index("† 幼儿园数")


def test_what_was_derived_from_a_figure_since_revised_is_had_no_more(folder: Path) -> None:
    with pytest.raises(
        QuestionError, match=r"no statement \(2019.*\); .*It has: kindergartens, public_kindergartens\."
    ):
        told(folder, "public_kindergarten_share")


@pytest.mark.parametrize(
    ("indicator", "year", "message"),
    [
        ("kindergartens", None, "no statement known by 2019-06-30; expected a later day"),
        ("kindergartens", 2019, "no statement known by 2019-06-30; expected a later day"),
        ("students", None, "no statement known by 2019-06-30; expected an indicator of the place"),
    ],
)
def test_what_was_not_known_yet_is_said(folder: Path, indicator: str, year: int | None, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        told(folder, indicator, year, "2019-06-30")


def test_a_year_of_which_nothing_was_known_yet(folder: Path) -> None:
    with pytest.raises(
        QuestionError, match=r"no statement about 2020 known by 2020-06-30; .*There is 2019\."
    ):
        told(folder, "kindergartens", 2020, "2020-06-30")


def test_a_release_of_before_there_were_vintages_is_explained_but_for_as_of(folder: Path) -> None:
    (folder / "vintages.parquet").unlink()
    assert "80 所 is chosen" in told(folder, "kindergartens")
    with pytest.raises(ReleaseError, match=r"vintages\.parquet: cannot be read"):
        told(folder, "kindergartens", as_of="2020-01-01")
