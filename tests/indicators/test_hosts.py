"""What the host of a page says of where its publisher lies, and what it must not be taken to say."""

from __future__ import annotations

import pytest

from indicators.hosts import parents_of_address


@pytest.mark.parametrize(
    ("address", "parents"),
    [
        ("http://www.njgl.nanjing.gov.cn/", ("南京市",)),
        ("http://www.shpt.gov.cn/jyj/", ("上海市",)),
        ("http://www.bjchy.gov.cn/a.html", ("北京市",)),
        ("http://cqwl.gov.cn/", ("重庆市",)),
        ("https://www.shandan.gov.cn/", ()),  # 山丹, a county: sh is no 上海 before a vowel
        ("https://jy.shenzhen.gov.cn/", ("深圳市",)),
        ("http://www.shanghai.gov.cn/", ("上海市",)),
        ("http://www.nanjing.com/", ()),
        ("no address", ()),
        (None, ()),
    ],
)
def test_the_parents_that_a_host_spells(address: str | None, parents: tuple[str, ...]) -> None:
    assert parents_of_address(address) == parents
