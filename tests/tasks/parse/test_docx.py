"""DOCX: what Word draws is what is read: numbers before headings, tables, text boxes; nothing struck out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.parse.docx_numbering import counted, roman, written
from tasks.records import Document
from tests.tasks.parse.built import cells_of, docx_of, paragraph, parsed, refused, text_of, zipped


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of a list definition."""
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


def style(name: str, inside: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}">{inside}</w:style>'


LEVELS = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>")
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="8">{level(0, "bullet", "●")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
)


def test_numbers_are_drawn_as_the_definitions_say() -> None:
    items = [
        ((1, 0), "工作成效", "一、工作成效"),
        ((1, 1), "学前教育", "（一）学前教育"),
        ((1, 2), "抓项目。新建3所。", "1. 抓项目。新建3所。"),
        ((1, 2), "抓改革。", "2. 抓改革。"),
        ((1, 1), "义务教育", "（二）义务教育"),
        ((1, 2), "抓控辍。", "1. 抓控辍。"),
        ((1, 3), "劝返40人。", "1.1.1 劝返40人。"),
        (None, "正文。", "正文。"),
        ((3, 0), "要点", "要点"),
        ((1, 0), "问题", "二、问题"),
        ((1, 2), "直接到第三级", "1. 直接到第三级"),
        ((2, 0), "重新开始", "一、重新开始"),
        ((2, 0), "接着", "二、接着"),
        ((9, 0), "没有这样的列表", "没有这样的列表"),
        ((0, 0), "取消编号", "取消编号"),
    ]
    content = docx_of("".join(paragraph(text, at) for at, text, _ in items), NUMBERING)
    assert text_of(content).split("\n") == [drawn for _, _, drawn in items]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    first, second = ('<w:numId w:val="1"/>', '<w:ilvl w:val="1"/><w:numId w:val="1"/>')
    styles = style("H1", f"<w:pPr><w:numPr>{first}</w:numPr></w:pPr>")
    styles += style("H2", f"<w:pPr><w:numPr>{second}</w:numPr></w:pPr>")
    styles += style("Mine", '<w:basedOn w:val="H2"/>') + style("Loop", '<w:basedOn w:val="Loop"/>')
    body = [("H1", "成效"), ("H2", "学前"), ("Mine", "义教"), ("H1", "问题"), ("Loop", "正文")]
    content = docx_of("".join(paragraph(text, style=name) for name, text in body), NUMBERING, styles)
    assert text_of(content).split("\n") == ["一、成效", "（一）学前", "（二）义教", "二、问题", "正文"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", "一 二 三 九 十 十一 十九 二十 二十一 九十九 一百 一百零一 一百一十 一百一十一"),
        (
            "chineseLegalSimplified",
            "壹 贰 叁 玖 壹拾 壹拾壹 壹拾玖 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹",
        ),
        ("ideographDigital", "一 二 三 九 一〇 一一 一九 二〇 二一 九九 一〇〇 一〇一 一一〇 一一一"),
        ("upperRoman", "I II III IX X XI XIX XX XXI XCIX C CI CX CXI"),
        ("lowerLetter", "a b c i j k s t u uuuu vvvv wwww fffff ggggg"),
        ("decimalEnclosedCircle", "① ② ③ ⑨ ⑩ ⑪ ⑲ ⑳ 21 99 100 101 110 111"),
        ("ideographTraditional", "甲 乙 丙 壬 癸 甲 壬 癸 甲 壬 癸 甲 癸 甲"),
        ("decimalZero", "01 02 03 09 10 11 19 20 21 99 100 101 110 111"),
        ("decimalFullWidth", "１ ２ ３ ９ １０ １１ １９ ２０ ２１ ９９ １００ １０１ １１０ １１１"),
        ("cardinalText", "1 2 3 9 10 11 19 20 21 99 100 101 110 111"),
    ],
)
def test_every_form_of_number(form: str, numbers: str) -> None:
    values = (1, 2, 3, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 111)
    assert [written(value, form) for value in values] == numbers.split()


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    digits, small = "零一二三四五六七八九", ("", "十", "百", "千")
    assert (counted(one, digits, small) == counted(other, digits, small)) == (one == other)
    if max(one, other) < 3999:
        assert (roman(one + 1) == roman(other + 1)) == (one == other)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def mark(kind: str) -> str:
    """Where a field begins, where its result does, where it ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str) -> str:
    """The beginning of a field up to its result."""
    return mark("begin") + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + mark("separate")


def changed(how: str, text: str) -> str:
    kind = "delText" if how == "del" else "t"
    return f'<w:{how} w:id="1"><w:r><w:{kind}>{text}</w:{kind}></w:r></w:{how}>'


def control(properties: str, *inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(inside)}</w:sdtContent></w:sdt>"


BOX = f"<w:txbxContent>{p(run('框内76所。'))}</w:txbxContent>"
NEW_BOX = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
OLD_BOX = f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
ABOVE = f"<w:rubyPr/><w:rt>{run('yōu')}</w:rt><w:rubyBase>{run('优')}</w:rubyBase>"
BREAKS = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
CONTENTS = p(field(' TOC \\o "1-3" '), run("一、工作成效 1")) + p(run("二、下一步计划 9"), mark("end"))
SHOWN = {
    "deleted and inserted": (
        p(run("幼儿园"), changed("del", "75"), changed("ins", "76"), run("所")),
        "幼儿园76所",
    ),
    "moved": (p(changed("moveFrom", "旧处"), changed("moveTo", "新处")), "新处"),
    "hidden": (p(run("看不见", "<w:vanish/>"), run("看得见")), "看得见"),
    "not hidden": (p(run("看得见", '<w:vanish w:val="0"/>')), "看得见"),
    "a break and a tab": (p(BREAKS), "甲 乙\n丙"),
    "pinyin above": (p(f"<w:r><w:ruby>{ABOVE}</w:ruby></w:r>", run("化")), "优化"),
    "a field": (p(run("共"), field(" =SUM(A1) "), run("76"), mark("end"), run("所")), "共76所"),
    "the number of a page": (p(run("甲"), field(" PAGE "), run("3"), mark("end"), run("乙")), "甲乙"),
    "a table of contents": (CONTENTS + p(run("正文")), "正文"),
    "a field that never ends": (p(mark("begin"), run("共76所")) + p(run("正文")), "共76所\n正文"),
    "a field in one piece": (
        p(
            *(
                f'<w:fldSimple w:instr="{what}">{run(text)}</w:fldSimple>'
                for what, text in (("PAGE", "3"), ("", "76"))
            )
        ),
        "76",
    ),
    "a text box, for new readers and for old ones": (
        p(
            run("正文。"),
            f"<w:r><mc:AlternateContent>{NEW_BOX}{OLD_BOX}</mc:AlternateContent></w:r>",
            run("接着。"),
        ),
        "正文。接着。\n框内76所。",
    ),
    "a content control": (
        control("", p(run("内容76"))) + p(control("<w:showingPlcHdr/>", run("单击此处输入")), run("尾")),
        "内容76\n尾",
    ),
}


@pytest.mark.parametrize("case", SHOWN)
def test_what_is_shown_is_read_and_nothing_else(case: str) -> None:
    body, shown = SHOWN[case]
    assert text_of(docx_of(body, header="页眉和页脚 第1页")) == shown


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(line) for line in text.split('|'))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_table_keeps_its_cells_and_heads() -> None:
    down, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    content = docx_of(
        paragraph("表一")
        + table(
            cell("学段", down) + cell("学校", wide) + cell("在校生|（人）", down),
            cell("", goes_on) + cell("城区") + cell("农村") + cell("", goes_on),
            cell("小学") + cell("12") + cell("64") + cell("12,000"),
            cell("1-3年级") + cell("") + cell("76|120") + cell("—"),
        )
        + paragraph("表后")
    )
    document = parsed(content)
    assert isinstance(document, Document)
    assert document.text == (
        "表一\n学段\t学校\t在校生 （人）\n城区\t农村\n小学\t12\t64\t12,000\n1-3年级\t\t76\n120\t—\n表后"
    )
    (found,) = document.tables
    assert cells_of(document, found) == [
        ["学段", "学校", "学校", "在校生 （人）"],
        ["学段", "城区", "农村", "在校生 （人）"],
        ["小学", "12", "64", "12,000"],
        ["1-3年级", "", "76\n120", "—"],
    ]
    assert (found.head_rows, found.head_columns) == (2, 1)
    assert document.text[found.start : found.end].startswith("学段\t学校")
    assert document.text[found.start : found.end].endswith("\t—")


def test_a_row_marked_as_head_is_one_and_serial_numbers_are_heads() -> None:
    first = "<w:trPr><w:tblHeader/></w:trPr>" + cell("序号") + cell("2018") + cell("2019年")
    content = docx_of(
        table(first, cell("1") + cell("幼儿园") + cell("76"), cell("2") + cell("小学") + cell("85"))
    )
    document = parsed(content)
    assert isinstance(document, Document)
    assert [(t.head_rows, t.head_columns) for t in document.tables] == [(1, 2)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (table(cell("标题|第一段。") + cell("第二段。")), "标题\n第一段。\n第二段。"),
        (table(cell("姓名"), cell("总结")), "姓名\n总结"),
        (table(cell("项目") + cell("长" * 200), cell("甲") + cell("乙")), f"项目\n{'长' * 200}\n甲\n乙"),
        (
            table(cell("外") + f"<w:tc>{table(cell('内'))}{paragraph('')}</w:tc>", cell("甲") + cell("乙")),
            "外\n内\n甲\n乙",
        ),
    ],
)
def test_a_table_that_arranges_the_page_is_read_line_by_line(body: str, text: str) -> None:
    document = parsed(docx_of(body))
    assert isinstance(document, Document)
    assert (document.text, document.tables) == (text, ())


def test_a_deleted_row_is_gone() -> None:
    gone = '<w:trPr><w:del w:id="1"/></w:trPr>' + cell("旧") + cell("1")
    content = docx_of(table(cell("学段") + cell("所"), gone, cell("小学") + cell("85")))
    assert text_of(content) == "学段\t所\n小学\t85"


def test_damaged_files_and_other_archives_are_refused() -> None:
    whole = docx_of(paragraph("全县有幼儿园76所。"))
    assert refused(whole[: len(whole) // 2])[0] == "damaged"
    assert refused(zipped({"word/document.xml": b"<w:document"}))[0] == "damaged"
    assert refused(zipped({"word/styles.xml": b"<x/>"})) == (
        "damaged",
        "the archive has no word/document.xml",
    )
    assert refused(zipped({"xl/workbook.xml": b"<x/>"})) == ("unsupported form", "the file is an XLSX table")
    assert refused(zipped({"a.txt": b"x"})) == ("unsupported form", "the file is a ZIP archive of 1 files")
    assert refused(docx_of("<w:p/>"))[0] == "empty"


@given(st.data())
def test_a_file_with_broken_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(docx_of(paragraph("全县有幼儿园76所。", (1, 0)), NUMBERING))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    parsed(bytes(whole))
