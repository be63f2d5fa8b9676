"""Reports set anew from their plain text, in the forms in which sites and bureaus publish them.

One line of a text is a paragraph; lines with tabs are the rows of a table.
"""

# ruff: noqa: E501 - the pages are long-winded, as such pages are
from __future__ import annotations

import html
import io
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

import docx
from opencc import OpenCC

from tests.tasks.parse.built import FONT, HEIGHT, WIDTH, canvas, wrapped

SAMPLE = Path(__file__).parents[1] / "deployments" / "sample"
TEXTS = tuple(sorted((SAMPLE / "text").glob("*.txt")))

CMS = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}_政府信息公开</title>
<style>.nav li{{float:left}}</style><script>var total = 76; document.write("<p>幼儿园99所</p>");</script></head>
<body><div class="top"><a href="/">网站首页</a> | <a href="/xxgk/">政务公开</a> | <a href="/hd/">互动交流</a></div>
<ul class="nav"><li>机构职能</li><li>规划计划</li><li>统计数据</li><li>财政预决算</li></ul>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开目录</a> &gt; 教育</div>
<div class="article"><h1>{title}</h1>
<div class="info">字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>] 浏览次数：<span id="hits">1,286</span>次</div>
<div id="zoom">{body}</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div></div>
<div style="display:none"><p>全县有幼儿园999所。</p></div>
<div class="foot"><p>主办单位：县人民政府办公室　网站标识码：6208250003　咨询电话：0933-6621234</p>
<p>Copyright &copy; 2008-2019　备案号：陇ICP备05001234号-1　您是第 128394 位访客</p></div></body></html>"""

SHARING = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title} - 范文大全网</title></head>
<body bgcolor=#ffffff><table width=960><tr><td colspan=2><a href=/>首页</a> <a href=/gzzj/>工作总结</a> <a href=/xdth/>心得体会</a></td></tr>
<tr><td valign=top width=700><center><font size=5><b>{title}</b></font></center>
<p align=center>上传：会员　大小：28.07KB　页数：9页　价格：3金币　<a href=#>点击下载</a></p>
<font size=3>{body}</font>
<p><a href=#>点击下载文档</a>　此文档由会员分享，可在线阅读</p></td>
<td valign=top><b>相关推荐</b><br><a href=1.html>教师个人述职报告（精选15篇）</a><br>
<a href=2.html>幼儿园开学工作计划</a><br><a href=3.html>班主任工作心得体会</a><br></td></tr>
<tr><td colspan=2 align=center>声明：本站内容由会员上传，如有侵权请联系客服QQ：1234567</td></tr></table></body></html>"""


def blocks(text: str) -> list[tuple[bool, list[str]]]:
    """Paragraphs and tables in their order: whether it is a table, and its lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [(table, list(group)) for table, group in groupby(lines, key=lambda line: "\t" in line)]


def as_cms(text: str, charset: str = "utf-8") -> bytes:
    """A page of a government's content management system: paragraphs, menus, a foot line."""
    title, _, rest = text.partition("\n")
    body = ""
    for table, lines in blocks(rest):
        if table:
            rows = (
                "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row.split("\t")) for row in lines
            )
            body += (
                "<table border=1><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
            )
        else:
            body += "".join(
                f'<p style="text-indent:2em"><span>&emsp;&emsp;{html.escape(line)}</span></p>'
                for line in lines
            )
    return CMS.format(charset=charset, title=html.escape(title), body=body).encode(charset)


def as_sharing(text: str) -> bytes:
    """A page of a document-sharing site: lines parted by <br>, in a table that arranges the page, GBK."""
    title, _, rest = text.partition("\n")
    body = ""
    for table, lines in blocks(rest):
        if table:
            rows = ("".join(f"<td>{html.escape(cell)}" for cell in row.split("\t")) for row in lines)
            body += "</font><table>" + "".join(f"<tr>{row}" for row in rows) + "</table><font size=3>"
        else:
            body += "".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(line)}<br>\n<br>\n" for line in lines)
    return SHARING.format(charset="gb2312", title=html.escape(title), body=body).encode("gb18030")


def as_docx(text: str) -> bytes:
    """A word processor's file."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料　第 1 页"
    for number, (table, lines) in enumerate(blocks(text)):
        if table:
            rows = [line.split("\t") for line in lines]
            grid = document.add_table(len(rows), max(len(row) for row in rows))
            for cells, row in zip(grid.rows, rows, strict=True):
                for cell, said in zip(cells.cells, row, strict=False):
                    cell.text = said
        else:
            for place, line in enumerate(lines):
                document.add_paragraph(line, style="Title" if number == place == 0 else None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(text: str) -> bytes:
    """Pages of 18 lines, each with the title as a running head and a page number."""
    drawing, stream = canvas()
    title = text.partition("\n")[0]
    lines: list[list[tuple[float, str]]] = []
    for table, group in blocks(text):
        for line in group:
            cells = line.split("\t")
            if table:
                lines.append([(n * (WIDTH - 120) / len(cells), cell) for n, cell in enumerate(cells)])
            else:
                lines += [[piece] for piece in wrapped(line, WIDTH - 120, 12, 0 if line == title else 24)]
    for start in range(0, len(lines), 18):
        drawing.setFont(FONT, 9)
        drawing.drawString(60, HEIGHT - 40, title[:30])
        drawing.drawCentredString(WIDTH / 2, 30, f"第 {start // 18 + 1} 页 共 {(len(lines) + 17) // 18} 页")
        for number, pieces in enumerate(lines[start : start + 18]):
            drawing.setFont(FONT, 9 if len(pieces) > 1 else 12)
            for left, piece in pieces:
                drawing.drawString(60 + left, HEIGHT - 90 - number * 20, piece)
        drawing.showPage()
    drawing.save()
    return stream.getvalue()


def traditional(text: str) -> str:
    """The text in traditional characters."""
    converted: str = OpenCC("s2tw").convert(text)
    return converted


FORMS: Mapping[str, Callable[[str], bytes]] = {
    "government page": as_cms,
    "government page in GB18030": lambda text: as_cms(text, "gb18030"),
    "sharing site": as_sharing,
    "docx": as_docx,
    "pdf": as_pdf,
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-8 with a mark, CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
}
"""What turns a text into the bytes of each form."""
