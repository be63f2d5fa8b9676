"""A report to rows: each fact once, its quote in the original text, plans, what is out of range."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.schemas import Observations
from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of, sentences_of
from tasks.extract.parts import setting_of
from tasks.extract.timing import Setting
from tasks.offsets import MappedText
from tasks.records import Document, Heading, Paragraph, Place, Recognised, Report, Source
from tasks.standardize.reports import standardize

TITLE = "柳城县教育局2019年工作总结\n"


def report(text: str) -> Report:
    """The one report of a text."""
    document = Document(Source("page", "page.txt"), "a" * 64, text)
    found = standardize(document, load_vocabulary())
    assert len(found.reports) == 1, found.refusals
    return found.reports[0]


def rows(text: str) -> list[dict[str, Any]]:
    return observations_of(report(text), load_lexicon())


def facts(text: str) -> list[tuple[str, float, str, int | None]]:
    return [(r["indicator"], r["value"], r["status"], r["year"]) for r in rows(text)]


def plain(*paragraphs: Paragraph, text: str, year: int | None = 2019, plan: bool = False) -> Report:
    """A report made by hand."""
    document = Document(Source("page", "page.txt"), "a" * 64, text)
    return Report(
        id="r",
        document=document,
        start=0,
        end=len(text),
        title=None,
        place=Place("450222", "柳城县"),
        year=year,
        from_year=None,
        names=("柳城县",),
        published=None,
        publisher=None,
        script="hans",
        text=MappedText.of(text),
        paragraphs=paragraphs,
        plan=plan,
        plan_year=None if year is None else year + 1,
    )


@pytest.mark.parametrize(
    ("confidences", "flags"),
    [
        ({}, []),
        ({"全县有幼": 0.99, "儿园85所。": 0.97}, ["read by OCR"]),
        ({"全县有幼": 0.99, "儿园85所。": 0.62}, ["read by OCR", "OCR unsure"]),
        ({"全县有幼": 0.99, "又一行。": 0.3}, ["read by OCR"]),
        ({"又一行。": 0.3}, []),
    ],
)
def test_what_ocr_read_says_so_line_by_line(confidences: dict[str, float], flags: list[str]) -> None:
    text = TITLE + "全县有幼儿园85所。\n又一行。\n"
    lines = [
        Recognised(text.index(line), text.index(line) + len(line), sure) for line, sure in confidences.items()
    ]
    document = Document(Source("page", "page.png"), "a" * 64, text, recognised=tuple(lines))
    (report,) = standardize(document, load_vocabulary()).reports
    (row,) = observations_of(report, load_lexicon())
    assert row["flags"] == flags


def test_a_row_has_the_columns_of_the_schema() -> None:
    (row,) = rows(TITLE + "全县有幼儿园85所。\n")
    assert list(row) == list(Observations.columns())
    assert row["value"] == 85
    assert (row["value_stated"], row["unit_stated"], row["unit"]) == ("85", "所", "所")
    assert (row["region_code"], row["region_name"]) == ("450222", "柳城县")
    assert (row["quote"], row["sentence"]) == ("幼儿园85所", "全县有幼儿园85所。")
    assert (row["method"], row["rule"], row["flags"]) == ("stated", "kindergartens.1", [])


def test_the_same_fact_said_again_is_one_row_the_first() -> None:
    text = TITLE + "全县有幼儿园85所。\n大力发展学前教育，现有幼儿园85所，在园幼儿14208人。\n"
    found = rows(text)
    assert [r["indicator"] for r in found] == ["kindergartens", "preschool_enrolment"]
    assert found[0]["start"] == text.index("幼儿园85所")


def test_another_value_or_year_is_another_row() -> None:
    assert facts(TITLE + "2018年，全县有幼儿园82所。\n全县有幼儿园85所。\n全县有幼儿园86所。\n") == [
        ("kindergartens", 82, "actual", 2018),
        ("kindergartens", 85, "actual", 2019),
        ("kindergartens", 86, "actual", 2019),
    ]


def test_each_row_has_an_id_of_its_own_and_the_same_every_time() -> None:
    text = TITLE + "全县有幼儿园85所，小学121所，初中30所。\n计划新建幼儿园6所。\n"
    ids = [row["observation_id"] for row in rows(text)]
    assert len(set(ids)) == len(ids) == 4
    assert [row["observation_id"] for row in rows(text)] == ids


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "quote"),
    [
        ("全縣現有幼兒園85所。", "kindergartens", 85, "幼兒園85所"),
        ("全縣現有「幼兒園」 85 所。", "kindergartens", 85, "幼兒園」 85 所"),
        ("全縣專(zhuān)任教師2 764人。", "full_time_teachers", 2764, "專(zhuān)任教師2 764人"),
        (
            "學前三年毛入園率達到９１．３％。",
            "preschool_gross_enrolment_rate",
            91.3,
            "學前三年毛入園率達到９１．３％",
        ),
        ("全縣在校學生48,620人。", "students", 48620, "在校學生48,620人"),
        ("全面消除“56人以上”大班額。", "large_class_share", 0, "全面消除“56人以上”大班額"),
        ("全縣有幼 兒 園 85 所。", "kindergartens", 85, "幼 兒 園 85 所"),
    ],
)
def test_quotes_stand_in_the_original_text(sentence: str, indicator: str, value: float, quote: str) -> None:
    text = "柳城縣教育局2019年工作總結\n學校辦學條件進一步改善，教師隊伍建設得到加強。\n" + sentence + "\n"
    (row,) = rows(text)
    assert (row["indicator"], row["value"], row["quote"]) == (indicator, value, quote)
    assert text[row["start"] : row["end"]] == quote
    assert row["sentence"] == sentence


def test_a_figure_broken_over_a_line_is_quoted_with_the_break() -> None:
    text = (
        TITLE + "今年以来，我县教育事业稳步发展，各项工作有序推进，全县现有幼儿园8\n5所，在园幼儿14208人。\n"
    )
    first, second = rows(text)
    assert (first["value"], first["quote"]) == (85, "幼儿园8\n5所")
    assert (second["value"], second["quote"]) == (14208, "在园幼儿14208人")


@pytest.mark.parametrize(
    ("sentence", "flags"),
    [
        ("九年义务教育巩固率达970%。", ["out of range"]),
        ("九年义务教育巩固率达20%。", ["out of range"]),
        ("九年义务教育巩固率达97%。", []),
    ],
)
def test_what_is_not_believable_is_flagged_and_kept(sentence: str, flags: list[str]) -> None:
    (row,) = rows(TITLE + sentence + "\n")
    assert row["flags"] == flags


@pytest.mark.parametrize(
    ("sentences", "flagged"),
    [
        ("全县现有幼儿园85所。\n近年来，全县幼儿园增加到92所。", True),
        ("九年义务教育巩固率达97.2%。\n九年义务教育巩固率为97.5%。", True),
        ("小学在校生4.48万人。\n小学在校生44786人。", False),
        ("全县现有幼儿园约85所。\n全县现有幼儿园83所。", False),
        ("全县现有幼儿园85所。\n2016年，全县有幼儿园61所。", False),
        ("全县现有幼儿园85所。\n2020年底，幼儿园力争达到92所。", False),
    ],
)
def test_two_figures_for_one_fact_are_both_kept_and_flagged(sentences: str, flagged: bool) -> None:
    first, second = rows(TITLE + sentences + "\n")
    assert [bool(row["flags"]) for row in (first, second)] == [flagged, flagged]
    assert set(first["flags"]) <= {"stated otherwise in the report"}


def test_the_part_below_a_plans_heading_is_meant() -> None:
    text = (
        TITLE
        + "一、2019年工作总结\n新建幼儿园5所。\n二、2020年工作计划\n新建幼儿园6所。\n"
        + "（一）学前教育\n新增幼儿园学位900个。\n"
        + "三、存在的问题\n教师缺口120人。\n"
    )
    assert facts(text) == [
        ("kindergartens_built", 5, "actual", 2019),
        ("kindergartens_built", 6, "planned", 2020),
        ("preschool_places_added", 900, "planned", 2020),
        ("teacher_shortage", 120, "actual", 2019),
    ]


@pytest.mark.parametrize("lead", ["下一步", "明年", "今后", "接下来"])
def test_a_lead_into_a_plan_holds_up_to_the_next_heading(lead: str) -> None:
    text = TITLE + (
        f"一、学前教育\n新建幼儿园5所。{lead}，我县继续扩大资源。新建幼儿园6所。\n招聘教师120人。\n"
        "二、教育惠民\n资助学生9120人。\n"
    )
    assert facts(text) == [
        ("kindergartens_built", 5, "actual", 2019),
        ("kindergartens_built", 6, "planned", 2020),
        ("teachers_recruited", 120, "planned", 2020),
        ("students_aided", 9120, "actual", 2019),
    ]


def test_what_is_done_inside_a_plan_is_actual() -> None:
    text = TITLE + "一、下一步工作打算\n目前已新建幼儿园5所，今后再改建幼儿园6所。\n"
    assert ("kindergartens_built", 5, "actual", 2019) in facts(text)
    assert ("kindergartens_built", 6, "actual", 2019) not in facts(text)


def test_a_plan_of_several_years_says_how_things_are_and_what_is_meant_for_its_last_year() -> None:
    text = (
        "柳城县“十四五”教育事业发展规划\n一、发展基础\n全县共有幼儿园85所。\n"
        "二、发展目标\n普惠性幼儿园覆盖率达到90%。\n"
    )
    assert facts(text) == [
        ("kindergartens", 85, "actual", 2020),
        ("inclusive_coverage_rate", 90, "planned", 2025),
    ]


@pytest.mark.parametrize("mark", ["【明年·要办】", "▲ 明年要办", "◆ 来年打算", "★下一步工作打算："])
def test_a_marked_line_heads_a_part_as_a_number_does(mark: str) -> None:
    text = TITLE + f"全县共有幼儿园85所。\n{mark}\n新建幼儿园6所。\n▲ 回头看\n招聘教师120人。\n"
    assert [row[2] for row in facts(text)] == ["actual", "planned", "actual"]


def test_a_report_that_is_a_plan_states_what_is_meant_for_its_own_year() -> None:
    assert facts("柳城县教育局2019年工作计划\n新建幼儿园6所。\n") == [
        ("kindergartens_built", 6, "planned", 2019)
    ]


@pytest.mark.parametrize(
    ("headings", "year", "setting"),
    [
        ((), 2019, Setting(2019)),
        ((Heading(1, "工作总结", False, None),), 2019, Setting(2019)),
        ((Heading(1, "工作计划", True, None),), 2019, Setting(2019, True, 2020)),
        ((Heading(1, "2021年工作计划", True, 2021),), 2019, Setting(2019, True, 2021)),
        (
            (Heading(1, "2021年计划", True, 2021), Heading(2, "目标任务", True, None)),
            2019,
            Setting(2019, True, 2021),
        ),
        ((Heading(1, "工作计划", True, None),), None, Setting(None, True, None)),
        # a part of another year that is no plan
        ((Heading(1, "2018年工作回顾", False, 2018),), 2019, Setting(2018)),
    ],
)
def test_the_setting_of_a_paragraph(
    headings: tuple[Heading, ...], year: int | None, setting: Setting
) -> None:
    assert setting_of(plain(Paragraph(0, 1, headings), text="一", year=year), headings) == setting


def test_headings_tell_the_stage_of_what_stands_below() -> None:
    text = TITLE + "一、学前教育\n增加学位900个。\n二、义务教育\n增加学位1800个。\n"
    assert [(i, v) for i, v, _, _ in facts(text)] == [
        ("preschool_places_added", 900),
        ("compulsory_places_added", 1800),
    ]


def test_stages_are_not_carried_into_the_next_paragraph() -> None:
    text = TITLE + "全县有小学121所。\n在校学生48620人。\n"
    assert [(i, v) for i, v, _, _ in facts(text)] == [("primary_schools", 121), ("students", 48620)]
    together = TITLE + "全县有小学121所。在校学生29850人。\n"
    assert [(i, v) for i, v, _, _ in facts(together)] == [
        ("primary_schools", 121),
        ("primary_enrolment", 29850),
    ]


def test_sentences_cover_their_paragraph() -> None:
    text = "前。全县有小学。有多少？121所！完"
    spans = list(sentences_of(text, 2, len(text)))
    assert [text[a:b] for a, b in spans] == ["全县有小学。", "有多少？", "121所！", "完"]
    assert list(sentences_of(text, 3, 3)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("小学：校数17所，在校生22250人。", [("primary_schools", 17), ("primary_enrolment", 22250)]),
        ("——初中。学校13所；毕业3584人。", [("junior_secondary_schools", 13)]),
        ("【幼儿园】公办22所，民办88所。", [("public_kindergartens", 22), ("private_kindergartens", 88)]),
        (
            "小学\n学校数17所，比上年减少2所；在校生22250人。",
            [("primary_schools", 17), ("primary_enrolment", 22250)],
        ),
        (
            "现将情况公布如下。\n小学\n学校数17所，比上年减少2所；在校生22250人。",
            [("primary_schools", 17), ("primary_enrolment", 22250)],
        ),
        # the label holds up to the next one
        ("小学：学校17所。初中：学校13所。", [("primary_schools", 17), ("junior_secondary_schools", 13)]),
        # a count beyond all belief is of something else
        ("初中40161，普通高中13721。全县有幼儿园85000所。", []),
        # what the label does not say
        ("小学：毕业4008人，招生3675人，图书81万册。", []),
        ("高中：学校5所，在校生6747人。", []),
        ("全县小学情况：见附件。学校共17所。", []),
    ],
)
def test_a_label_says_what_the_figures_behind_it_are_of(text: str, found: list[tuple[str, float]]) -> None:
    assert [(i, v) for i, v, _, _ in facts(TITLE + text)] == found


def test_figures_below_a_heading_that_says_their_year_are_of_it() -> None:
    text = TITLE + "一、底数（统计口径为2020年）\n全县有幼儿园85所。\n二、2018年工作回顾\n招聘教师30人。"
    assert facts(text) == [
        ("kindergartens", 85, "actual", 2020),
        ("teachers_recruited", 30, "actual", 2018),
    ]


def test_staff_behind_stages_without_the_first_are_no_whole() -> None:
    text = TITLE + "初中15所，高中12所，职业学校3所。教职工4654人，其中，专任教师3434人。"
    assert [fact[0] for fact in facts(text)] == ["junior_secondary_schools"]


def test_a_list_of_other_pages_is_no_report() -> None:
    text = TITLE + "全县有幼儿园85所。\n8-23·某地建成小学12所 8-22·某地购校车15辆 8-21·某地招聘教师30人\n"
    assert facts(text) == [("kindergartens", 85, "actual", 2019)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "2018年末全县有小学120所，幼儿园88所。",
            [("primary_schools", 120, "actual", 2018), ("kindergartens", 88, "actual", 2018)],
        ),
        # not beyond a clause that speaks of the whole again, or of now
        (
            "2018年有小学120所，目前有小学110所。",
            [("primary_schools", 120, "actual", 2018), ("primary_schools", 110, "actual", 2019)],
        ),
        (
            "2018年新建幼儿园3所，全县幼儿园达85所。",
            [("kindergartens_built", 3, "actual", 2018), ("kindergartens", 85, "actual", 2019)],
        ),
    ],
)
def test_a_date_before_levels_holds_for_all_of_them(
    sentence: str, found: list[tuple[str, float, str, int | None]]
) -> None:
    assert facts(TITLE + sentence) == found


def test_children_behind_inclusive_kindergartens_are_theirs() -> None:
    assert facts(TITLE + "普惠性幼儿园70所，在园幼儿11420人。") == [
        ("inclusive_kindergartens", 70, "actual", 2019)
    ]
