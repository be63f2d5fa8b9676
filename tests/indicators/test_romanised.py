"""English names: cases by the rules, all divisions, and texts that are no division."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.gazetteer import GazetteerError, load_gazetteer
from indicators.romanised import ENGLISH, english_name, parse_english

DIVISIONS = load_gazetteer().divisions
NAMES = sorted({each for d in DIVISIONS for each in (d.name, d.prefecture, d.province) if each})


def cases(text: str) -> list[tuple[str, str]]:
    """A case a line: the Chinese name, and the English one."""
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in text.strip().splitlines()]


READINGS = cases(
    """
    铅山县 Yanshan County
    单县 Shanxian County
    六安市 Lu'an City
    六合区 Luhe District
    六枝特区 Liuzhi Special District
    乐清市 Yueqing City
    乐亭县 Laoting County
    乐陵市 Laoling City
    乐山市 Leshan City
    蔚县 Yuxian County
    浚县 Xunxian County
    莘县 Shenxian County
    番禺区 Panyu District
    东阿县 Dong'e County
    尉犁县 Yuli County
    尉氏县 Weishi County
    洪洞县 Hongtong County
    洞口县 Dongkou County
    繁峙县 Fanshi County
    枞阳县 Zongyang County
    歙县 Shexian County
    黟县 Yixian County
    盱眙县 Xuyi County
    台州市 Taizhou City
    天台县 Tiantai County
    大埔县 Dabu County
    黄埔区 Huangpu District
    监利市 Jianli City
    涪陵区 Fuling District
    綦江区 Qijiang District
    筠连县 Junlian County
    犍为县 Qianwei County
    荥经县 Yingjing County
    荥阳市 Xingyang City
    牟平区 Muping District
    中牟县 Zhongmu County
    牟定县 Mouding County
    长子县 Zhangzi County
    子长市 Zichang City
    长葛市 Changge City
    长丰县 Changfeng County
    侯马市 Houma City
    闽侯县 Minhou County
    华阴市 Huayin City
    华县 Huaxian County
    任丘市 Renqiu City
    任县 Renxian County
    曲阜市 Qufu City
    曲阳县 Quyang County
    朝阳区 Chaoyang District
    朝阳市 Chaoyang City
    厦门市 Xiamen City
    丽水市 Lishui City
    儋州市 Danzhou City
    百色市 Baise City
    柏乡县 Baixiang County
    内黄县 Neihuang County
    泌阳县 Biyang County
    渑池县 Mianchi County
    射阳县 Sheyang County
    英德市 Yingde City
    蚌埠市 Bengbu City
    亳州市 Bozhou City
    珙县 Gongxian County
    郫县 Pixian County
    什邡市 Shifang City
    石首市 Shishou City
    十堰市 Shiyan City
    麻城市 Macheng City
    黄陂区 Huangpi District
    秭归县 Zigui County
    漯河市 Luohe City
    睢县 Suixian County
    濉溪县 Suixi County
    砀山县 Dangshan County
    鄄城县 Juancheng County
    郯城县 Tancheng County
    莒县 Juxian County
    临朐县 Linqu County
    临沭县 Linshu County
    夏津县 Xiajin County
    冠县 Guanxian County
    阳谷县 Yanggu County
    茌平区 Chiping District
    汶上县 Wenshang County
    兖州区 Yanzhou District
    泗水县 Sishui County
    宕昌县 Tanchang County
    大城县 Daicheng County
    宝坻区 Baodi District
    闵行区 Minhang District
    行唐县 Xingtang County
    井陉县 Jingxing County
    泊头市 Botou City
    涡阳县 Guoyang County
    柞水县 Zhashui County
    吴堡县 Wubu County
    珲春市 Hunchun City
    穆棱市 Muling City
    绥棱县 Suileng County
    崆峒区 Kongtong District
    召陵区 Shaoling District
    南召县 Nanzhao County
    解放区 Jiefang District
    都匀市 Duyun City
    会泽县 Huize County
    宿州市 Suzhou City
    莎车县 Shache County
    且末县 Qiemo County
    东莞市 Dongguan City
    句容市 Jurong City
    曾都区 Zengdu District
    龙圩区 Longxu District
    旅顺口区 Lüshunkou District
    吕梁市 Lüliang City
    绿春县 Lüchun County
    略阳县 Lüeyang County
    """
)
APOSTROPHES = cases(
    """
    西安市 Xi'an City
    西安区 Xi'an District
    兴安县 Xing'an County
    长安区 Chang'an District
    瑞安市 Rui'an City
    普洱市 Pu'er City
    台儿庄区 Tai'erzhuang District
    昂昂溪区 Ang'angxi District
    天峨县 Tian'e County
    建瓯市 Jian'ou City
    博爱县 Bo'ai County
    济南市 Jinan City
    平安区 Ping'an District
    安阳县 Anyang County
    额敏县 Emin County
    """
)
WORDS = cases(
    """
    柳城县 Liucheng County
    慈溪市 Cixi City
    柳州市 Liuzhou City
    临县 Linxian County
    高平市 Gaoping City
    芒市 Mangshi City
    东区 Dongqu District
    城区 Chengqu District
    郊区 Jiaoqu District
    矿区 Kuangqu District
    赣县区 Ganxian District
    沙市区 Shashi District
    津市市 Jinshi City
    井陉矿区 Jingxing Mining District
    碑林区 Beilin District
    神农架林区 Shennongjia Forestry District
    清新区 Qingxin District
    浦东新区 Pudong New Area
    兴安盟 Hinggan League
    阿里地区 Ngari Prefecture
    大兴安岭地区 Da Hinggan Ling Prefecture
    土默特左旗 Tumd Left Banner
    镶黄旗 Xianghuang Banner
    科尔沁右翼前旗 Horqin Right Wing Front Banner
    达尔罕茂明安联合旗 Darhan Muminggan United Banner
    西沙群岛 Xisha Islands
    """
)
PEOPLES = cases(
    """
    融水苗族自治县 Rongshui Miao Autonomous County
    隆林各族自治县 Longlin Various Nationalities Autonomous County
    双江拉祜族佤族布朗族傣族自治县 Shuangjiang Lahu, Va, Blang and Dai Autonomous County
    积石山保安族东乡族撒拉族自治县 Jishishan Bonan, Dongxiang and Salar Autonomous County
    东乡族自治县 Dongxiang Autonomous County
    五峰土家族自治县 Wufeng Tujia Autonomous County
    互助土族自治县 Huzhu Tu Autonomous County
    三都水族自治县 Sandu Sui Autonomous County
    丰宁满族自治县 Fengning Manchu Autonomous County
    长白朝鲜族自治县 Changbai Korean Autonomous County
    巴里坤哈萨克自治县 Barkol Kazak Autonomous County
    喀喇沁左翼蒙古族自治县 Harqin Left Wing Mongol Autonomous County
    鄂伦春自治旗 Oroqen Autonomous Banner
    鄂温克族自治旗 Ewenki Autonomous Banner
    莫力达瓦达斡尔族自治旗 Morin Dawa Daur Autonomous Banner
    海西蒙古族藏族自治州 Haixi Mongol and Tibetan Autonomous Prefecture
    克孜勒苏柯尔克孜自治州 Kizilsu Kirgiz Autonomous Prefecture
    黔东南苗族侗族自治州 Qiandongnan Miao and Dong Autonomous Prefecture
    管城回族区 Guancheng Hui District
    梅里斯达斡尔族区 Meilisi Daur District
    """
)
OTHER_LANGUAGES = cases(
    """
    呼和浩特市 Hohhot City
    乌鲁木齐市 Ürümqi City
    拉萨市 Lhasa City
    喀什市 Kashi City
    日喀则市 Xigazê City
    鄂尔多斯市 Ordos City
    哈尔滨市 Harbin City
    齐齐哈尔市 Qiqihar City
    伊犁哈萨克自治州 Ili Kazak Autonomous Prefecture
    革吉县 Gê'gyai County
    索县 Sog County
    香格里拉市 Shangri-La City
    玛沁县 Maqên County
    和田县 Hotan County
    """
)
PROVINCES = cases(
    """
    北京市 Beijing
    重庆市 Chongqing
    山西省 Shanxi
    陕西省 Shaanxi
    内蒙古自治区 Inner Mongolia
    广西壮族自治区 Guangxi
    西藏自治区 Tibet
    宁夏回族自治区 Ningxia
    新疆维吾尔自治区 Xinjiang
    """
)


@pytest.mark.parametrize(
    ("name", "english"), [*READINGS, *APOSTROPHES, *WORDS, *PEOPLES, *OTHER_LANGUAGES, *PROVINCES]
)
def test_a_division(name: str, english: str) -> None:
    assert english_name(name) == english
    assert english_name(name) != name


def test_every_division_and_its_parents_have_an_english_name() -> None:
    assert [name for name in NAMES if english_name(name) == name] == []
    assert [name for name in NAMES if not ENGLISH.fullmatch(english_name(name))] == []


def test_every_name_says_what_kind_of_division_it_is() -> None:
    words = "County District City Banner League Prefecture Area Islands".split()
    counties = {d.name for d in DIVISIONS if d.level != "province"}
    without = {name for name in counties if english_name(name).split()[-1] not in words}
    assert without == {"北京市", "天津市", "上海市", "重庆市"} & counties
    assert len({english_name(d.name) for d in DIVISIONS if d.level == "province"}) == 31


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>县",
        "地名不详",
        "某县",
        "Liucheng County",
        "柳城",
        " 柳城县",
        "柳城县\n",
        "柳城縣",
        "",
        "县",
        "自治县",
        "苗族自治县",
        "\ud800县",
    ],
)
def test_what_is_no_full_name_comes_back_as_it_is(text: str) -> None:
    assert english_name(text) == text


@given(st.text() | st.sampled_from(NAMES))
def test_a_text_comes_back_as_it_is_or_in_latin_letters(text: str) -> None:
    english = english_name(text)
    assert (english == text) is (text not in NAMES)
    if text in NAMES:
        assert all("LATIN" in unicodedata.name(c) or c in "', -" for c in english)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["name,pinyin"], "line 1: columns 'name,pinyin'"),
        (["name,english", "柳城县"], "line 2: '柳城县'"),
        (["name,english", "柳城县,Liucheng County,x"], "line 2"),
        (["name,english", ",Liucheng County"], "line 2"),
        (["name,english", "柳城县,"], "line 2"),
        (["name,english", "柳城县,Liucheng 县"], "Latin letters"),
        (["name,english", "柳城县,<b>Liucheng</b>"], "Latin letters"),
        (["name,english", "柳城县,liucheng county"], "Latin letters"),
        (["name,english", "柳城县,Liucheng County", "柳城县,Liu County"], "line 3: 柳城县 a second time"),
    ],
)
def test_a_bad_row_is_refused(rows: list[str], said: str) -> None:
    with pytest.raises(GazetteerError, match=said):
        parse_english(rows)
