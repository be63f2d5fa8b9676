"""Which county-level place a page is of, which pages are of none, and where nothing decides."""

from __future__ import annotations

import pytest

from tasks.records import Place
from tasks.standardize.places import locate
from tests.genre import only_report, standardized

COUNTY = "\n全县共有幼儿园85所，专任教师1122人。"
DISTRICT = "\n全区共有幼儿园76所，专任教师922人。"
CITY = "\n全市共有幼儿园96所，专任教师2122人。"


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("柳城县教育局2019年工作总结" + COUNTY, "450222", "柳城县"),
        ("2019年勉县教育统计公报" + COUNTY, "610725", "勉县"),
        ("2019年工作总结" + COUNTY + "\n柳城县教育局\n2020年1月5日", "450222", "柳城县"),
        ("柳城教育2019年工作总结" + COUNTY, "450222", "柳城县"),
        # only the breadcrumb says it
        ("当前位置：首页 > 武江区教育局 > 规划计划\n2019年工作总结" + DISTRICT, "440203", "武江区"),
        # as the report's own year knows it
        ("胶南市教育局2011年工作总结" + CITY, "370284", "胶南市"),
        ("柳江县教育局2015年工作总结" + COUNTY, "450221", "柳江县"),
        ("柳江区教育局2018年工作总结" + DISTRICT, "450206", "柳江区"),
        # decided by what is said beside it
        ("南京市鼓楼区教育局2019年工作总结" + DISTRICT, "320106", "鼓楼区"),
        ("鼓楼区教育局2019年工作总结" + DISTRICT + "\n南京市教育局来我区检查。", "320106", "鼓楼区"),
        ("福州市鼓楼区教育局2019年工作总结" + DISTRICT, "350102", "鼓楼区"),
        ("北京市朝阳区教育委员会2019年工作总结" + DISTRICT, "110105", "朝阳区"),
        ("长春市朝阳区教育局2019年工作总结" + DISTRICT, "220104", "朝阳区"),
        ("朝阳区教育2019年工作总结。区教委召开会议。" + DISTRICT, "110105", "朝阳区"),
        ("长春市朝阳区2019年工作总结。原区教委的干部到会。" + DISTRICT, "220104", "朝阳区"),
        ("济南市市中区教育局2018年工作总结" + DISTRICT, "370103", "市中区"),
        # a city without counties, a county-level city, an autonomous county
        ("嘉峪关市教育局2017年工作总结" + CITY, "620200", "嘉峪关市"),
        ("高平市教育局2017年工作总结" + CITY, "140581", "高平市"),
        ("大厂回族自治县教育局2017年工作总结" + COUNTY, "131028", "大厂回族自治县"),
        # names that the converter spoils
        ("乾安縣教育局2019年工作總結\n全縣共有幼兒園85所，學校開展檢查，教師隊伍發展。", "220723", "乾安县"),
        ("濬縣教育局2012年工作總結\n全縣共有幼兒園85所，學校開展檢查，教師隊伍發展。", "410621", "浚县"),
    ],
)
def test_the_place_of_a_report(text: str, code: str, name: str) -> None:
    assert only_report(text).place == Place(code, name)


def test_the_registry_says_the_place() -> None:
    assert only_report("2019年工作总结" + COUNTY, publisher="柳城县教育局").place == Place("450222", "柳城县")
    assert only_report("2019年总结" + COUNTY, title="柳城县2019年工作总结").place == Place("450222", "柳城县")


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("鼓楼区教育局2019年工作总结" + DISTRICT, "鼓楼区 is several places: "),
        ("通州区教育局2019年工作总结" + DISTRICT, "通州区 is several places: 北京市、江苏省南通市"),
        ("朝阳区教育局2019年工作总结" + DISTRICT, "朝阳区 is several places: 北京市、吉林省长春市"),
        ("市中区教育局2019年工作总结" + DISTRICT, "市中区 is several places: "),
        # masked, or only called 我县: facts without a place
        ("XX县教育局2019年工作总结" + COUNTY, "place not named"),
        ("**县教育局2019年工作总结" + COUNTY, "place not named"),
        ("某县教育局2019年工作总结" + COUNTY, "place not named"),
        ("2019年工作总结\n我县共有幼儿园85所。", "place not named"),
    ],
)
def test_where_nothing_decides_there_is_no_place(text: str, flag: str) -> None:
    report = only_report(text)
    assert report.place is None
    assert any(each.startswith(flag) for each in report.flags), report.flags


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("柳州市教育局2019年工作总结" + CITY + "全市教育系统下辖各县区教育局。", "柳州市"),
        ("江苏省南京市2019年教育工作总结" + CITY, "南京市"),
        ("广东省教育厅2019年工作总结\n全省共有幼儿园8500所。全省教育。全省学校。", "province"),
        ("柳城县实验小学2019年工作总结\n我校共有教师85人。全校学生1000人。我校工作。", "school"),
        ("实验小学2019年工作总结\n共有教师85人，学生1000人。", "school"),
        ("2019年全国教育事业发展统计公报\n全国共有幼儿园28万所。", "no county-level place"),
        ("2019年工作总结\n共有幼儿园85所。", "no county-level place"),
        # what opens the text is a prefecture's name, though one of its counties is an example in it
        ("平凉市中心城区学校布局已见成效，建成学校16所。崆峒区听取家长的建议。", "it is of the prefecture"),
    ],
)
def test_pages_of_no_county_are_refused(text: str, detail: str) -> None:
    found = standardized(text)
    assert found.reports == ()
    (refusal,) = found.refusals
    assert refusal.reason == "no county-level place"
    assert detail in refusal.detail


def test_a_page_of_an_autonomous_region_is_refused() -> None:
    text = "广西壮族自治区教育厅2019年工作总结\n全区共有幼儿园8500所。全区教育。全区学校。"
    assert standardized(text).reports == ()


def test_a_study_of_sampled_counties_is_of_none() -> None:
    text = "西部师资状况研究\n2019年随机抽取9个县。9县合计有小学1204所，样本县教师缺口平均312人。"
    assert standardized(text).reports == ()


def test_a_survey_of_several_places_is_of_none() -> None:
    text = (
        "柳城县、柳江区、融安县教育调研报告\n2019年调研。柳城县有幼儿园85所，柳江区有幼儿园60所，"
        "融安县有幼儿园40所。"
    )
    assert standardized(text).reports == ()


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        # a short name that is as good as the full one
        ("陵水县教育局2020年工作总结" + COUNTY, "469028", "陵水黎族自治县"),
        # one 我区 can be the autonomous region
        ("横县隶属南宁市，地处我区南部。2016年，横县有小学85所，横县在校生3万人。", "450127", "横县"),
        # the name of the bureau stands in the title of a document only
        ("按照《城固县教育局关于检查的通知》，我局作了检查。\n全县共有幼儿园85所。", "610722", "城固县"),
        # 教育兴县 is no 兴县, 分校和县第八小学 no 和县
        (
            "2019年工作总结\n实施教育兴县战略，科教兴县。会昌县教育局有85所幼儿园。会昌县教育。",
            "360733",
            "会昌县",
        ),
        # 朝阳 is a city too, and 全市 here is Beijing
        (
            "朝阳区入学量增长\n北京市朝阳区教育工作会议传出，全市入学量将翻一番，今年朝阳区新增幼儿园5所，朝阳计划办2所学校。",
            "110105",
            "朝阳区",
        ),
        ("蕲春县2022年教育\n蕲春县建设一中分校和县第八小学，全县共有幼儿园85所。", "421126", "蕲春县"),
    ],
)
def test_a_place_by_other_signs(text: str, code: str, name: str) -> None:
    assert only_report(text).place == Place(code, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("会同县教育局2019年工作总结" + COUNTY, "431225"),
        ("会同县2019年教育工作总结" + COUNTY, "431225"),
        (
            "县教育局2019年工作总结\n会同县公安局检查校园85所。我局会同县教育督导室督导。全县幼儿园85所。",
            None,
        ),
        ("县教育局2019年工作总结" + COUNTY + "我局会同县教育局督导室检查。", None),
        ("城区教育局2019年工作总结" + DISTRICT, None),
    ],
)
def test_a_name_made_of_words_counts_where_it_opens_a_line(text: str, code: str | None) -> None:
    place = only_report(text).place
    assert (place.code if place else None) == code


@pytest.mark.parametrize(
    "text",
    [
        "县教育局上半年工作总结\n我局实施学前教育行动。学前三年毛入园率达到85%。",
        "教育局工作总结\n在县委、县政府的领导下，县教育局推进改革。共有幼儿园85所。",
        "区2023年中小学幼儿园安全工作情况报告\n我城区排查隐患85处，城区党委高度重视。",
        # a plan that follows its province word for word is still a county's
        "县中小学布局调整方案\n全省小学减少到2万所，全省初中减少到1千所，省教育厅同意。全县共有小学85所。",
        "2020年工作总结\n省教育厅授予区教体局先进称号，省教育厅表彰区教育局。区教育局招聘教师85名。",
    ],
)
def test_a_county_whose_name_is_left_out_has_no_place(text: str) -> None:
    assert only_report(text).place is None


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        # the only county that the text speaks of, and of it as its own
        ("加强特殊教育\n依托平和县特殊教育资源中心，2021年全县共有随班就读学生85人。", "350628", "平和县"),
        ("绍兴\n我区新增学位850个。柯桥区普惠性幼儿园覆盖率达95%。", "330603", "柯桥区"),
        ("平凉市崆峒区学校布局已见成效，崆峒区现有学校16所，全区招聘教师85名。", "620802", "崆峒区"),
        # by its short name, where that can be nothing else
        ("鸡泽850名贫困生上学\n该县发放资助金85万元。", "130431", "鸡泽县"),
        ("该县率先完成资助，该县发放资助金85万元。\n鸡泽850名贫困生上学", "130431", "鸡泽县"),
        ("远安论坛\n我县的项目是6所学校，投资85万元。", "420525", "远安县"),
        ("2021年教育\n与大学合办伊金霍洛论坛。全旗培训机构37家，教师85人。", "150627", "伊金霍洛旗"),
        ("办学条件改善\n来源：象山教育局\n我县小学共有教师85人。", "330225", "象山县"),
        ("数说红安教育\n县人大会议开幕。全县新建学校46所。", "421122", "红安县"),
        ("延平七十余名新教师\n全区专任教师3216人。这样的安排，延平还是头一遭。", "350702", "延平区"),
        (
            "柯桥镇街中心园\n全区16所中心园，在全市各县（市、区）之中，柯桥头一个做到。到2027年，柯桥打算。",
            "330603",
            "柯桥区",
        ),
        (
            "安化：代课可考编\n县教育局贴出公告，县内代课教师可报考。县教育局拟招600名，安化是头一遭。",
            "430923",
            "安化县",
        ),
        # an example, and not 以 with a word
        ("山区教师\n以郧县为例，初中现有在校学生45485人。", "420321", "郧县"),
    ],
)
def test_a_place_that_is_named_but_once(text: str, code: str, name: str) -> None:
    assert only_report(text).place == Place(code, name)


@pytest.mark.parametrize(
    "text",
    [
        "工作总结\n我县共有幼儿园85所。组织校长赴柳城县考察，对口帮扶平和县。",
        "工作总结\n新建6所幼儿园，我县投入85万元。",
        "工作总结\n我县先进集体是县教委、云安镇。2018年，和平发展，安定团结。共有教师85人。",
    ],
)
def test_another_county_named_once_is_not_the_place(text: str) -> None:
    assert only_report(text).place is None


def test_a_postal_address_is_not_the_place() -> None:
    text = "这五年 渝中教育焕新颜\n组建教育集团13个。\n版权所有\n地址：重庆市渝北区同茂大道416号"
    assert only_report(text).place == Place("500103", "渝中区")


def test_the_title_of_another_place_is_not_believed() -> None:
    text = "溧水区政府工作报告\n推进金湾教育发展。金湾区第二小学、金湾区一中竣工。我区有幼儿园85所。"
    assert only_report(text).place != Place("320117", "溧水区")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://www.bjchy.gov.cn/a.html", "110105"),
        ("https://jyj.changchun.gov.cn/a", "220104"),
        ("http://changchun.example.com/a", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_the_address_decides_between_places_of_one_name(address: str | None, code: str | None) -> None:
    report = only_report("朝阳区教育局2019年工作总结" + DISTRICT, address=address)
    assert (report.place.code if report.place else None) == code


@pytest.mark.parametrize(
    "text",
    [
        "今年在临夏州，免除全州公办幼儿园保教费5000万元，在园5万人。",
        "记者从宁夏教育厅获悉，全区共有小学1763所，在校生144万人。",
        "西安市教育局公布，新建幼儿园14所：灞桥区2所，未央区1所，阎良区1所，临潼区4所，周至县1所。",
        "安全工作总结\n目前，全市各级教育行政部门和学校共建立预案2356个。",
        "平桥区平昌关镇创建平安校园\n深入全镇26所学校排查。该镇整改隐患5处。该镇召开会议。",
        "平凉市中心城区学校布局\n平凉市新增学位2万个，如崆峒区撤并教学点时听证。",
        "辉煌五年\n他是海南藏族自治州共和县某寄宿制学校的校长。海南州投资13亿元，新建校舍30万平方米。",
        "全市今年培养教师\n赣州全市984名。赣县区120名；章贡区108名；瑞金市105名；于都县70名。",
        "西藏教育进入新阶段\n全区共有学校3339所，全区小学入学率99%。74个县（区）全部实现均衡。",
        "灾后重建\n天全县一所小学交付，雨城区一所小学交付。芦山县有56个项目，天全县有46个项目。",
        "近年来，全盟教育发展。全盟毛入园率98%，居全区前列。锡林郭勒盟教育局开展活动。",
        "西湖小学2019年招生\n该校是西湖区的小学，该校有专任教师85人，占地3000平方米。",
    ],
)
def test_what_is_of_no_single_county(text: str) -> None:
    found = standardized(text)
    assert [refusal.reason for refusal in found.refusals] == ["no county-level place"]


def test_a_title_of_a_province_names_no_county_in_the_text() -> None:
    text = "上半年，全省投入资金3.7亿元。其中于都县投入820万元。"
    assert locate("江西省校园安全通报", None, text, [text], 2015).problem == "it is of a whole province"
    titled = locate("江西省于都县校园安全通报", None, text, [text], 2015)
    assert titled.name == "于都县"
