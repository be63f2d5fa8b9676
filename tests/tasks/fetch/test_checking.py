"""What is wrong with a registry, what looks odd in it, and what a run would ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.gazetteer import load_gazetteer
from tasks.fetch.checking import Check, Wanted, check_registry

PAGE = """[[page]]
id = "liucheng"
address = "http://www.liucheng.gov.cn/a.shtml"
publisher = "柳城县教育局"
region = "450222"
fetched = false
"""
LISTING = """[[listing]]
id = "hengnan"
address = "http://www.hengnan.gov.cn/jyj/index.html"
publisher = "衡南县教育局"
region = "430422"
links = '/jyj/'
titles = '总结'
paging = { pattern = "index_{n}.html", pages = 3 }
attachments = true
"""


def check(folder: Path, text: str) -> Check:
    registry = folder / "sources.toml"
    registry.write_text(text, encoding="utf-8")
    return check_registry(registry, load_gazetteer())


def test_what_a_run_would_ask_for(tmp_path: Path) -> None:
    again = LISTING.replace("hengnan", "other", 1).replace("index.html", "b.html")
    found = check(tmp_path, PAGE + LISTING + again.replace("attachments = true", ""))
    assert (found.findings, found.right, found.unfetched) == ((), True, 1)
    rule = "each link whose address has /jyj/ and title has 总结"
    what = f"a listing and at most 3 further pages of it; {rule}"
    assert found.wanted == (
        Wanted("liucheng", "http://www.liucheng.gov.cn/a.shtml", "a page"),
        Wanted("hengnan", "http://www.hengnan.gov.cn/jyj/index.html", f"{what}, with attachments"),
        Wanted("other", "http://www.hengnan.gov.cn/jyj/b.html", what),
    )
    assert found.hosts == (("www.hengnan.gov.cn", 2), ("www.liucheng.gov.cn", 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("450222", "999999", "region 999999 is the code of no place; expected the code of a county-level"),
        ("450222", "450200", "region 450200 is 柳州市, a prefecture; expected"),
        ("450222", "450000", "region 450000 is 广西壮族自治区, a province; expected"),
        ("address", "adress", "line 1: [[page]]: the key 'address' is missing"),
        ("[[page]]", "[[page", "Expected"),
    ],
)
def test_a_fault_keeps_a_registry_from_being_used(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = check(tmp_path, PAGE.replace(old, new, 1))
    assert not found.right
    assert message in found.findings[0].text
    assert str(tmp_path / "sources.toml") in found.findings[0].text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("www.liucheng", "liucheng.nanning", "the address is of 南宁市, 柳城县 is in 柳州市"),
        ("www.liucheng", "liucheng.liuzhou", None),
        ("柳城县教育局", "柳州市柳城教体局", None),
        ("柳城县教育局", "鹿寨县教育局", "the publisher 鹿寨县教育局 does not name 柳城县"),
        ('publisher = "柳城县教育局"', "", None),
        ('region = "450222"', "", None),
        (
            '柳城县教育局"\nregion = "450222',
            '崇文区教委"\nregion = "110103',
            "region 110103 was 崇文区 until 2010, then 110101",
        ),
    ],
)
def test_a_doubt_asks_for_a_look_and_is_no_fault(
    tmp_path: Path, old: str, new: str, message: str | None
) -> None:
    assert old in PAGE
    found = check(tmp_path, PAGE.replace(old, new, 1))
    assert found.right
    texts = [finding.text.partition("[[page]] liucheng: ")[2] for finding in found.findings]
    assert texts == ([message] if message else [])


def test_the_faults_of_all_entries_are_told(tmp_path: Path) -> None:
    found = check(tmp_path, PAGE.replace("450222", "450200") + LISTING.replace("'总结'", "'总(结'"))
    assert [finding.fault for finding in found.findings] == [True, True]
    assert [each.id for each in found.wanted] == ["liucheng"]


def test_a_registry_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    found = check_registry(tmp_path / "gone.toml", load_gazetteer())
    assert [finding.text for finding in found.findings] == [
        f"{tmp_path / 'gone.toml'}: no such file; expected a registry of sources"
    ]
    assert not found.right
