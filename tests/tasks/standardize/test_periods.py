"""Years: from titles, headings, dates and sentences, and where there is none."""

from __future__ import annotations

import pytest

from tasks.records import Period
from tasks.standardize.periods import period_of_title, western_years
from tests.genre import only_report

FACT = "全县共有幼儿园85所，专任教师1122人，比上年增加3所。"
LONG = "城乡学校面貌一新。" * 40


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2019年工作总结", Period(2019)),
        ("2019年度教育事业统计公报", Period(2019)),
        ("2019工作总结", Period(2019)),
        ("2019年工作总结和2020年工作思路", Period(2019)),
        ("关于2019年上半年工作的汇报", Period(2019)),
        ("二〇一九年工作总结", Period(2019)),
        ("二○一九年工作总结", Period(2019)),
        ("2018-2019学年度工作总结", Period(2018)),
        ("2018-19学年工作总结", Period(2018)),
        ("2023—2024学年教育事业统计_政府信息公开", Period(2023)),
        ("2016-2020年工作总结", Period(2020, 2016)),
        ("2016年至2020年工作总结", Period(2020, 2016)),
        ("十三五工作总结", Period(2020, 2016)),
        ("十二五期间工作回顾", Period(2015, 2011)),
        ("十三五规划", None),
        ("工作总结", None),
        ("20XX年工作总结", None),
        ("第2019号文件", None),
        ("2099年工作总结", None),
        ("1921年以来", None),
    ],
)
def test_the_year_of_a_title(title: str, period: Period | None) -> None:
    assert period_of_title(title) == period


@pytest.mark.parametrize(
    ("text", "western"),
    [
        ("二〇一九年", "2019年"),
        ("二零一九年和二○二○年", "2019年和2020年"),
        ("一九九八年", "1998年"),
        ("二百一十年", "二百一十年"),
        ("二年", "二年"),
        ("两千零一年", "2001年"),
        ("二千零三所", "二千零三所"),
    ],
)
def test_years_in_chinese_numerals_keep_their_length(text: str, western: str) -> None:
    assert western_years(text) == western
    assert len(western) == len(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # what the title says
        (f"柳城县教育局2019年工作总结\n{FACT}", 2019),
        (f"柳城县教育局２０１９年工作总结\n{FACT}", 2019),
        (f"柳城县教育局2018—2019学年工作总结\n{FACT}", 2018),
        (f"柳城县教育局“十三五”工作总结\n{FACT}", 2020),
        (f"柳城县教育局2019年工作总结\n发布日期：2020-01-23\n{FACT}", 2019),
        # headings of parts
        (f"柳城县教育局工作总结\n一、2019年工作总结\n{FACT}\n二、2020年工作计划\n新建5所。", 2019),
        # sentences that open with it
        (f"柳城县教育局工作总结\n2019年，{FACT}", 2019),
        (
            f"柳城县教育局工作总结\n{FACT}\n" + "全县工作。" * 60 + "\n2015年，新建5所。\n2015年，有60所。",
            2015,
        ),
        # a summary or statistics put up in the first quarter are of the year before
        (f"柳城县教育局工作总结\n发布日期：2020-01-23\n{FACT}", 2019),
        (f"柳城县教育局工作总结\n发布日期：2020-03-31\n{FACT}", 2019),
        (f"柳城县教育局工作总结\n发布日期：2020-04-01\n{FACT}", 2020),
        (f"柳城县教育局教育事业统计公报\n发布时间：2020-02-03\n{FACT}", 2019),
        (f"柳城县教育局工作计划\n发布日期：2020-01-23\n{FACT}", 2020),
        (f"柳城县教育局工作总结\n字号：大 中 小 2020-01-23 10:30\n{FACT}", 2019),
        # a title that the text contradicts is the uploader's
        ("柳城县教育局2023年工作总结\n" + "2015年，全县有幼儿园85所。\n" * 4, 2015),
        (
            "柳城县教育局2019年工作总结\n" + "2018年，全县有幼儿园85所。\n" * 4,
            2019,
        ),  # the year before is no other
        ("柳城县教育局2023年工作总结\n2015年，全县有幼儿园85所。", 2023),  # once is not enough
        # a yearbook tells of the year before
        (f"柳城年鉴2017\n柳城县教育\n{FACT}", 2016),
        # a government's report of 2023 that looks back on 2022
        (f"柳城县2023年教育工作报告\n一、2022年主要工作回顾\n{FACT}", 2022),
        # school years
        (f"柳城县教育\n2018/8/24\n2012-2013学年，{FACT}\n2012-2013学年，有小学85所。", 2012),
        # put up in the first quarter, and looking back
        (f"柳城县教育局平安校园\n发布时间：2021-03-04\n过去一年，{FACT}", 2020),
        # the only year, among the first lines; not where something began
        (f"柳城县完成2016年教师招聘。\n{FACT}", 2016),
        (f"柳城县教育\n进入2021年，{FACT}", 2021),
        (f"柳城县完成2016年新教师招聘工作。自2009年至2015年招聘573人。\n{FACT}", 2016),
        (f"柳城县教育\n县里2008年建成新校，到2011年保留小学121所。{FACT}", None),
        (f"柳城县教育\n自2002年以来，{FACT}", None),
        (f"柳城县教育\n全县由2002年的85所调整。{FACT}", None),
        (f"柳城县教育\n按照《通知》（柳教发〔2011〕192号）精神，{FACT}", 2011),
        # a plan of several years looks back on what was before it
        (f"柳城县“十四五”教育发展规划\n发布日期：2022-06-13\n{FACT}", 2020),
        (f"柳城县教育事业第十三个五年规划（2016-2020年）\n{FACT}", 2015),
        (f"柳城县学位建设方案（2020—2022年）\n{FACT}", 2020),
        (f"柳城县“十四五”规划中期评估报告\n发布日期：2023-06-13\n{FACT}", 2023),
        # a title and an opening that look forward
        (f"柳城县2023年将新建学校6所\n2022年12月31日，县长作报告。{FACT}", 2022),
        (f"柳城县教育\n1月15日，会上公布，2021年，全县将继续建园。据介绍，2020年，{FACT}", 2020),
        # a meeting at the start of a year tells of the one before
        (f"柳城县教育局\n2022年2月7日，教育局开会。会议指出，2021年，{FACT}", 2021),
        # news of a year later than the one it begins with
        (f"柳城县校车\n来源：本网 2013-12-28\n2012年，投入校车10辆。2013年，又增加7辆。{FACT}", 2013),
        # dates in other spellings
        (f"柳城县普法\n19.09.2018  05:35\n{FACT}", 2018),
        (f"柳城县校园安全\n2020-12\n{FACT}", 2020),
        (f"柳城县调研报告\n（县政协 2014年1月）\n{FACT}", 2013),
        (f"柳城县庆祝第29个教师节\n{FACT}", 2013),
        (f"盘点2021｜柳城县教育\n{FACT}", 2021),
        (f"柳城县教育局工作总结\n二〇一八年，{FACT}", 2018),
        # an upload is no publication, and a collection's year is the uploader's
        (f"柳城县工作汇报.doc\n上传时间：2020-04-11\n{FACT}", None),
        (f"2022年控辍保学工作总结六篇.pdf\n2021年柳城县控辍保学工作总结\n{FACT}", 2021),
        # what the figures are of; the next year looked forward to
        (f"柳城县教育调研\n调研组于2009年4月走访。以下数据均为2008年底数。{FACT}", 2008),
        (f"柳城县校车\n2011年11月，校车开通。{FACT}2012年，再买12辆。", 2011),
        (f"柳城县教育简介\n时至今日（2018年10月），{FACT}2012年至今补充教师。", 2018),
        # the newest year of which a text tells, where it goes on to a later one or tells of the one before
        (f"柳城县教育\n2008年末有学校。2011年末，{FACT}2011年全县兴学。至2013年，再建2所。", 2011),
        (f"柳城县教育\n{LONG}2018年，投入不断加大。2019年，{FACT}", 2019),
        (f"柳城县教育\n{LONG}2011年，投入不断加大。2019年，{FACT}", None),
        (f"柳城县人招聘教师\n2020年{FACT}2016年至2020年，补充教师。明年再补充。", 2020),
        (f"柳城县人招聘教师\n2020年{FACT}2016年至2020年，补充教师。今年再补充。", None),
        (f"柳城县教育\n{LONG}2018年，投入不断加大。2019年，{FACT}下一步，再建2所。", None),
        # a part over five years behind one that says how things are
        (f"柳城县教育\n一、十三五工作回顾\n{FACT}", 2020),
        (f"柳城县教育\n一、基本情况\n{FACT}\n二、十三五期间工作开展情况\n全县建校。", None),
        # the number of a bulletin
        (f"柳城县校舍加固通报\n（2013年第4期，7月26日）\n{FACT}", 2013),
        # nothing tells
        (f"柳城县教育局工作总结\n{FACT}", None),
        (f"柳城县教育局20XX年工作总结\n20XX年，{FACT}", None),
        # masked years: the date of publication is not believed
        (f"柳城县教育局工作总结\n发布日期：2020-01-23\n20XX年，{FACT}", None),
        (f"柳城县教育局工作总结\n发布日期：2020-01-23\nXX年，{FACT}", None),
        (f"柳城县教育局工作总结\n发布日期：0000-00-00\n{FACT}", None),
        (f"柳城县教育局工作总结\n发布日期：2020-13-01\n{FACT}", None),
    ],
)
def test_the_year_of_a_report(text: str, year: int | None) -> None:
    assert only_report(text).year == year


def test_a_heading_with_a_figure_like_a_year_names_none() -> None:
    report = only_report(f"柳城县教育局2019年工作总结\n1.差异系数：小学0.4016，初中0.1932，均达标。\n{FACT}")
    assert all(h.year is None for p in report.paragraphs for h in p.headings)


def test_a_report_of_several_years_has_its_first_as_well() -> None:
    report = only_report(f"柳城县教育局“十三五”工作总结\n{FACT}")
    assert (report.year, report.from_year) == (2020, 2016)
    report = only_report(f"柳城县教育局工作总结\n2016-2020年，{FACT}")
    assert (report.year, report.from_year) == (2020, 2016)


def test_the_title_of_the_registry_is_believed() -> None:
    assert only_report(f"工作总结\n{FACT}", title="柳城县教育局2018年工作总结").year == 2018


@pytest.mark.parametrize(
    "text",
    [
        f"柳城县教育局工作总结\n发布时间：2020年1月23日\n{FACT}",
        f"柳城县教育局教育事业统计公报\n发布时间：2020年2月3日 来源：本网\n{FACT}",
        f"柳城县教育局工作总结\n{FACT}\n柳城县教育局\n2020年1月23日",
        f"柳城县教育局工作总结\n{FACT}\n柳城县教育局\n二〇二〇年一月二十三日",
    ],
)
def test_a_line_with_a_date_is_no_heading(text: str) -> None:
    assert only_report(text).year == 2019


def test_a_year_in_brackets() -> None:
    assert only_report(f"柳城县教育局工作总结（2019）\n{FACT}").year == 2019


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"柳城县教育局2019年工作总结\n{FACT}\n下一步打算\n新建5所。", 2020),
        (f"柳城县教育局2019年工作总结\n发布日期：2020-01-23\n{FACT}", 2020),
        (f"柳城县教育局2019年上半年工作总结\n{FACT}", 2019),
        (f"柳城县2019年护校行动阶段情况\n{FACT}", 2019),
        (f"柳城县教育局部署安保\n发布日期：2024-05-31\n{FACT}", 2024),
        (f"柳城县教育局工作总结\n发布日期：2024-12-20\n{FACT}", 2025),
        (f"柳城县教育局工作总结\n{FACT}", None),
    ],
)
def test_the_year_that_plans_are_for(text: str, year: int | None) -> None:
    assert only_report(text).plan_year == year
