"""Pages that lost their digits, and pages that only hide a few."""

from __future__ import annotations

import pytest

from tasks.standardize.legibility import lost_digits
from tests.genre import sample_files


@pytest.mark.parametrize(
    "text",
    [
        "全县共有名教师，投入万元，建成所学校，培训人次，资助人，普及率达%。",
        "投入资金共万元，新建幼儿园3所，发放万元，培训达人次，普及率达%，招聘名教师。",
        "20XX年全县XX所幼儿园，XX名教师，投入XX万元，培训XX人次。",
        "全县**所幼儿园，**名教师，投入**万元，培训**人次，资助**人。",
        "全县×所幼儿园，×名教师，投入×万元，培训×人次，资助×人。",
    ],
)
def test_a_text_without_its_digits_is_lost(text: str) -> None:
    lost = lost_digits(text)
    assert lost is not None
    assert lost.endswith("with one")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全县共有幼儿园85所，专任教师1122人，投入1200万元。",
        "某校XX老师获奖，另有**名。全县共有幼儿园85所，专任教师1122人，投入1200万元，培训300人次。",
        "全县XX人，XX所。",  # too few to tell
        "全县共有八十五所，一千名教师。",
        "每年投入万元以上的乡镇，教师人人有责，所到之处，名师名校长，多次开展。",
    ],
)
def test_a_text_with_few_masks_or_none_is_read(text: str) -> None:
    assert lost_digits(text) is None


def test_one_page_of_the_sample_lost_its_digits() -> None:
    lost = [file.name for file in sample_files() if lost_digits(file.read_text("utf-8"))]
    assert lost == ["moban-shuzi-queshi.html"]


def test_masks_and_figures_are_counted() -> None:
    figures, masks, gone = "有85所，", "有XX所，", "投入万元，"
    assert lost_digits(figures * 4 + masks * 5) == "5 units stand without a figure or with a mask, 4 with one"
    assert lost_digits(figures * 5 + gone * 5) == "5 units stand without a figure or with a mask, 5 with one"
    assert lost_digits(figures * 10 + gone * 5) is None


def test_a_text_that_marks_what_it_hides_and_keeps_some_figures_is_read() -> None:
    assert lost_digits("有85所，" * 5 + "有XX所，" * 50) is None
