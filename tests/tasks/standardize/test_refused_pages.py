"""A page that cannot be read still says whose report it would be, where title, publisher or text tell."""

from __future__ import annotations

import pytest

from tasks.reading import read_snapshot
from tasks.records import Snapshot, Source
from tasks.standardize.refused_pages import whose

LOST = "全县有幼儿园XX所，在园幼儿XXX人，招聘教师XX名，投入资金XX万元，占XX%，新增学位XX个。"


@pytest.mark.parametrize(
    ("title", "publisher", "text", "expected"),
    [
        ("柳城县教育局2019年工作总结", "柳城县教育局", "", ("450222", 2019)),
        ("柳城县教育局2019年工作总结", None, "", ("450222", 2019)),
        ("教育局2019年工作总结", "柳城县教育局", "", ("450222", 2019)),
        (None, None, "柳城县教育局2019年工作总结\n2019年，柳城县教育局…", ("450222", 2019)),
        ("柳城县教育局工作总结", None, "", ("450222", None)),
        # Nothing is guessed.
        ("陇南市2013年教育事业统计", "陇南市统计局", "", (None, None)),
        ("2023年全县学前教育工作总结.docx", "文库", "", (None, None)),
        ("朝阳区教育局2019年工作总结", None, "", (None, None)),
        (None, None, "", (None, None)),
    ],
)
def test_whose_page_it_is(
    title: str | None, publisher: str | None, text: str, expected: tuple[str | None, int | None]
) -> None:
    place, year = whose(Source("a", "a.txt", title=title, publisher=publisher), text=text)
    assert (place.code if place else None, year) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"柳城县教育局2019年工作总结\n{LOST}".encode(), "digits lost"),
        ("柳城县教育局某年工作总结\n全县教育工作取得新成绩，教师队伍更加稳定。".encode(), "no figures"),
    ],
)
def test_a_refused_page_says_so_in_its_row(content: bytes, reason: str) -> None:
    (row,) = read_snapshot(Snapshot(Source("a", "a.txt"), "a" * 64, content)).reports
    assert (row["state"], row["reason"]) == ("refused", reason)
    assert (row["region_code"], row["region_name"]) == ("450222", "柳城县")
    assert row["year"] == (2019 if reason == "digits lost" else None)


def test_a_page_without_text_is_told_by_its_registry() -> None:
    source = Source("a", "a.rar", title="柳城县教育局2019年工作总结", publisher="柳城县教育局")
    (row,) = read_snapshot(Snapshot(source, "a" * 64, b"Rar!")).reports
    assert (row["reason"], row["region_code"], row["year"]) == ("unsupported form", "450222", 2019)
