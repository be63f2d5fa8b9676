"""PDF: what was set in lines, columns and pages comes back as the sentences that were written."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tasks.parse.page_layout import Piece, Sheet, without_margins
from tasks.parse.pdf import read_pdf
from tests.tasks.parse.built import FONT, canvas, pdf_of, refused, text_of

TITLE = "柳城县教育局2019年工作总结"
PARAGRAPHS = [
    "一年来，全县教育总体平稳向好。全县有幼儿园76所，在园幼儿12,345人，公办园在园幼儿占比达到52.3%，学前三年毛入园率为91.25%。",
    "一、主要工作和成效",
    (
        "（一）学前教育资源继续扩大。新建幼儿园3所，由此新增幼儿学位960个，投资1,256.5万元，建筑面积合计5064平方米。年审、换证如期办结，"
        "有办学资质的幼儿园比上年多了6所，普惠性民办幼儿园达到33所，覆盖率为85.4%。"
    ),
    "1.抓项目。新建、迁建项目4个，已累计完成投资1.88亿元；教师周转房项目4个，投入862万元，主体完工；零星维修项目31个，投入200万元。",
    "二、困难和问题",
    "公办园数量偏少。目前公办幼儿园只有7所，占全县有证幼儿园总数的8.2%；公办园在园幼儿2374人，仅为适龄幼儿的20.3%。",
]
WRITTEN = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("size", [10.5, 12, 16])
@pytest.mark.parametrize("lines_a_page", [7, 30])
def test_lines_broken_inside_sentences_and_figures_are_joined(size: float, lines_a_page: int) -> None:
    head = "柳城县教育局文件" if lines_a_page == 7 else ""  # on one page alone nothing tells it is one
    content = pdf_of(PARAGRAPHS, size=size, lines_a_page=lines_a_page, head=head)
    assert text_of(content) == WRITTEN


@pytest.mark.parametrize("cut", range(1, len("投资1,256.5万元")))
@pytest.mark.parametrize("new_page", [False, True])
def test_a_figure_broken_at_any_place_is_whole_again(cut: int, new_page: bool) -> None:
    """At the end of a line, and at the end of a page."""
    before, figure, after = (
        "一年来，全县教育总体平稳向好。新建幼儿园3所，",
        "投资1,256.5万元",
        "，建筑面积合计5064平方米。",
    )
    drawing, stream = canvas()
    drawing.setFont(FONT, 12)
    drawing.drawString(60, 400, before + figure[:cut])
    drawing.drawString(290, 30, "7")
    if new_page:
        drawing.showPage()
        drawing.setFont(FONT, 12)
    drawing.drawString(60, 380, figure[cut:] + after)
    drawing.drawString(60, 360, "全县共有幼儿园76所，其中公办幼儿园33所。")
    drawing.save()
    assert text_of(stream.getvalue()).split("\n")[0].startswith(before + figure + after)


@pytest.mark.parametrize("lines_a_page", [4, 6, 9])
def test_two_columns_are_read_one_after_the_other(lines_a_page: int) -> None:
    content = pdf_of(PARAGRAPHS, title=TITLE, columns=2, lines_a_page=lines_a_page, head=TITLE)
    assert text_of(content) == f"{TITLE}\n{WRITTEN}"


@pytest.mark.parametrize("foot", ["{}", "- {} -", "— {} —", "第{}页", "第 {} 页 共 9 页", "{}/9", "·{}·"])
def test_page_numbers_inside_sentences_are_taken_out(foot: str) -> None:
    assert text_of(pdf_of(PARAGRAPHS, foot=foot, lines_a_page=6)) == WRITTEN


def test_a_running_head_goes_and_the_title_that_says_the_same_stays() -> None:
    content = pdf_of(PARAGRAPHS, title=TITLE, head=TITLE, lines_a_page=6)
    assert text_of(content) == f"{TITLE}\n{WRITTEN}"


def test_running_heads_that_count_pages_or_differ_left_and_right_go() -> None:
    body = Piece(60, 300, 500, 312, "全县有幼儿园76所，在园幼儿12345人。", 12)
    sheets = [
        Sheet(842, (Piece(60, 30, 200, 40, f"{('教育局', '年度总结')[n % 2]} {n + 1}", 9), body))
        for n in range(6)
    ]
    assert all(sheet.pieces == (body,) for sheet in without_margins(sheets))


def test_a_figure_alone_in_the_middle_of_a_page_is_no_page_number() -> None:
    drawing, stream = canvas()
    drawing.setFont(FONT, 12)
    drawing.drawString(60, 520, "一年来，全县教育总体平稳向好，各项工作有序推进。")
    drawing.drawString(84, 500, "全县有幼儿园所数")
    drawing.drawString(60, 480, "76")
    drawing.drawString(60, 30, "1")
    drawing.save()
    assert (
        text_of(stream.getvalue()) == "一年来，全县教育总体平稳向好，各项工作有序推进。\n全县有幼儿园所数\n76"
    )


def test_a_row_of_a_table_is_a_line_with_its_cells_apart() -> None:
    drawing, stream = canvas()
    rows = [
        ["学段", "学校数", "在校生"],
        ["幼儿园", "76", "12,345"],
        ["小学", "85", "23,456"],
        ["初中", "12", "9,870"],
    ]
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            drawing.setFont(FONT, 12)
            drawing.drawString(80 + 150 * x, 600 - 20 * y, cell)
    drawing.save()
    assert text_of(stream.getvalue()) == "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turned: int) -> None:
    drawing, stream = canvas()
    drawing.setPageRotation(turned)
    drawing.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[turned])
    drawing.rotate(turned)
    drawing.setFont(FONT, 12)
    drawing.drawString(100, 400, "全县有幼儿园76所，")
    drawing.drawString(100, 380, "在园幼儿12345人。")
    drawing.save()
    assert text_of(stream.getvalue()) == "全县有幼儿园76所，在园幼儿12345人。"


def picture_pdf(pages: int = 1) -> bytes:
    """Pages that are pictures."""
    stream = io.BytesIO()
    image = Image.new("L", (400, 500), 255)
    image.putpixel((5, 5), 0)
    image.save(stream, "PDF", save_all=True, append_images=[image] * (pages - 1))
    return stream.getvalue()


def test_pictures_of_pages_are_refused_with_what_to_install() -> None:
    reason, detail = refused(picture_pdf(3))
    assert reason == "no text layer"
    assert detail.startswith("3 of 3 pages are pictures without text; install the extra `ocr` ")


def test_a_page_with_nothing_on_it_is_empty() -> None:
    drawing, stream = canvas()
    drawing.showPage()
    drawing.save()
    assert refused(stream.getvalue()) == ("empty", "1 pages without text and without pictures")


def test_damaged_and_locked_files_are_refused() -> None:
    whole = pdf_of(PARAGRAPHS)
    assert refused(whole[:300])[0] == "damaged"
    assert refused(b"%PDF-1.7\nnothing of the kind")[0] == "damaged"
    stream = io.BytesIO()
    drawing = Canvas(stream, encrypt=StandardEncryption("secret", "owner"))
    drawing.drawString(60, 500, "76")
    drawing.save()
    reason, detail = refused(stream.getvalue())
    assert (reason, "password" in detail.lower()) == ("damaged", True)


def test_the_reader_says_the_same_in_this_process() -> None:
    """The child adds nothing of its own; and this lets a debugger in."""
    content = pdf_of(PARAGRAPHS)
    assert read_pdf(content, ocr=False) == {"text": WRITTEN, "recognised": [], "pictures": 0}


def test_a_title_below_a_running_head_that_says_the_same_stays() -> None:
    drawing, stream = canvas()
    for page in range(3):
        drawing.setFont(FONT, 9)
        drawing.drawString(60, 805, TITLE)
        drawing.setFont(FONT, 10)
        for number, line in enumerate(
            [TITLE] * (page == 0) + [f"第{page}段，全县有幼儿园{76 + page}所。"] * 3
        ):
            drawing.drawString(60, 780 - 20 * number, line)
        drawing.showPage()
    drawing.save()
    assert text_of(stream.getvalue()).count(TITLE) == 1


def test_blanks_set_as_characters_open_a_paragraph() -> None:
    drawing, stream = canvas()
    drawing.setFont(FONT, 12)
    for number, line in enumerate(
        ["全县有幼儿园76所，其中公办幼儿园", "　　小学85所，另有教学点12个，分布在"]
    ):
        drawing.drawString(60, 700 - 20 * number, line)
    drawing.save()
    assert [line.strip() for line in text_of(stream.getvalue()).split("\n")] == [
        "全县有幼儿园76所，其中公办幼儿园",
        "小学85所，另有教学点12个，分布在",
    ]
