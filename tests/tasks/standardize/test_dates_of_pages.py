"""The year of a page by what stands about it: lines with dates, plans of several years, its address."""

from __future__ import annotations

import pytest

from tasks.standardize.addresses import date_of_address
from tests.genre import only_report

FACT = "全县共有幼儿园85所，专任教师1122人，比上年增加3所。"


@pytest.mark.parametrize(
    ("text", "year", "plan_year"),
    [
        # of the present, and of the last year of the plan
        ("柳城县“十四五”教育事业发展规划\n" + FACT, 2020, 2025),
        ("柳城县“十四五”教育规划完成情况总结\n" + FACT, 2025, None),
        # a summary of the year before the one planned for
        ("柳城县教育局工作总结及2021年工作安排\n" + FACT, 2020, 2021),
        ("柳城县教育局2021年工作总结及2022年工作安排\n" + FACT, 2021, 2022),
        # a sum of money is no date; years that are counted and named
        ("柳城县均衡发展自评\n投入2018年0.98亿元、2019年1.12亿元。" + FACT, None, None),
        ("柳城县均衡发展自评\n三年来投入资金（2016年1亿元、2017年2亿元、2018年3亿元）。" + FACT, 2018, 2019),
        # dates below a title
        ("柳城县教师队伍调研报告\n（县政协，2021年11月）\n" + FACT, 2021, None),
        ("柳城县教育家底一览\n县教育局办公室 2021年3月11日\n" + FACT, 2020, None),
        ("柳城县校安工程通报\n（2013年第4期，7月26日）\n" + FACT, 2013, None),
        ("柳城县教师队伍调研报告\n（2021年11月，县政协教卫委）\n" + FACT, 2021, None),
        ("柳城县校舍情况的报告\n——2021年11月8日在县人大常委会会议上\n" + FACT, 2021, None),
        ("柳城县幼儿园开园\n今年，" + FACT + "\n（2021年11月8日）", 2021, None),
        ("柳城县控辍年度工作进展\n发布时间：2021-01-06\n" + FACT, 2020, None),
        ("柳城县教育基本情况（2020/2021学年初）\n" + FACT, 2020, None),
        ("柳城县自评报告\n2021年5月 数据取自2019/2020学年报表\n" + FACT, 2019, None),
        # a text that opens with the year in which something began
        ("柳城县寄宿制学校建设总结\n2011年，我县列为试点。三年来，至2013年底全部建成。" + FACT, 2013, None),
        ("柳城县寄宿制学校建设总结\n2011年，" + FACT + "近三年来投入不断加大，2013年再建。", 2011, None),
        # an event of the lead, and the newest year beside it
        ("柳城县教育\n6月中旬，我县2021年计划获批。从2009年算起，" + FACT, 2021, None),
        ("柳城县教育\n6月中旬，我县2009年计划补报。2012年起，" + FACT, None, None),
        # what a report says of its figures
        ("柳城县调研\n调研组于2009年4月16日走访。以下数字均为2008年底数。" + FACT, 2008, None),
        ("柳城县教育\n时至今日（2018年10月），论学校，545所。" + FACT, 2018, None),
        # the date of an event in a sentence is none of the page
        ("柳城县校车\n继2012年6月20日4辆校车运营以来，目前校车77辆。" + FACT, None, None),
        ("柳城县转移安置\n一是针对2020年5月19日的文件转移。" + FACT, None, None),
        ("柳城县会议\n11月10日上午开会，大班额从2016年的38%降到3%。" + FACT, None, None),
        # an uploader's title, and an uploader's date
        (
            "2022年柳城县控辍工作总结六篇范例.pdf\n2021年控辍工作总结\n2021年秋季，柳城县现有小学204所。",
            2021,
            None,
        ),
        ("柳城县工作汇报.doc\n上传人：9 上传时间：2020-04-11\n" + FACT, None, None),
    ],
)
def test_the_year_of_a_page(text: str, year: int | None, plan_year: int | None) -> None:
    report = only_report(text)
    assert report.year == year
    assert plan_year is None or report.plan_year == plan_year


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("http://a.cn/news/2013/1226/49314.shtml", (2013, 12)),
        ("http://a.com/html/2013-8/20138183156.htm", (2013, 8)),
        ("http://a.com/news/ycyw/202405/t4700970.shtml", (2024, 5)),
        ("http://a.cn/edu/t20221013_7289322.html", (2022, 10)),
        ("http://a.com/xqzc/2024-12-10/1516218.html", (2024, 12)),
        ("http://a.com/html/2013/ls_0911/95307.shtml", (2013, 0)),
        ("http://a.com/viewnews2348.html", None),
        ("http://a.com/doc-2013126117.html", None),
        (None, None),
    ],
)
def test_the_date_of_an_address(address: str | None, date: tuple[int, int] | None) -> None:
    assert date_of_address(address) == date


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("近日，柳城县投放校车144辆。", 2013),
        ("柳城县自2002年以来，启动工程。目前，柳城县投放校车144辆。", 2013),
        # nothing of the present; put up again years later; a masked year; a place that is not told
        ("柳城县投放校车144辆。", None),
        ("2009年建成，2008年启动。目前，柳城县投放校车144辆。", None),
        ("20XX年，柳城县目前投放校车144辆。", None),
    ],
)
def test_the_address_says_when_a_page_was_put_up(text: str, year: int | None) -> None:
    report = only_report(text, address="http://a.cn/news/2013/1226/49314.shtml")
    assert report.year == year
