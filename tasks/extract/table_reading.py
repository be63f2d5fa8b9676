"""Tables inside a report: a row head, a column head and a cell make a sentence, and that is read as one.

No rule of its own says what an indicator is: heads and cell are put in the order in which prose would say
them (普通小学 + 学校数 + 49所), so that the same words and the same refusals hold as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.extract.context import Fact
from tasks.extract.lexicon import Lexicon
from tasks.extract.reader import SentenceReader
from tasks.extract.table_heads import Head, head_of, in_mood, setting_below
from tasks.extract.table_rows import joined_heads, of_its_owner, of_others, owners_of
from tasks.extract.timing import Setting
from tasks.records import TABLE_FIGURE, CellText, ReportTable

CAPTION_UNIT = re.compile(r"单位：(?P<unit>[^\s，、；/／。：（）]{1,4}|%)(?:）|\s|$)")
UNIT_COLUMN = re.compile(r"(?:计量)?单位")
SERIAL = re.compile(r"序号|编号|序|行次|№|[Nn]o\.?|备注|说明")
OTHER_COLUMN = re.compile(
    r"标准|要求|规定|增|减|同比|比上|较上|排名|位次|得分|分值|权重|差|底线|占比|比重|比例$|完成[率比]|年均|进度"
)
"""Columns that state something else than how things are: a bar, a change, a rank; or a share of what?"""
HALF_YEAR = re.compile(r"[上下]半年|[上下]学期|[春秋]季|[一二三四1-4]季度|^\d{1,2}月")
WHOLE_YEAR = re.compile(r"全年|合计|总计|累计|全学年")
"""Columns of halves of a year, and that of their sum."""
TOTALS = frozenset(("合计", "总计", "全县", "全区", "全市", "全旗", "总数", "县合计"))
SUBTOTALS = frozenset(("小计", "其他", "平均"))
GENERIC = frozenset(
    (
        "数量",
        "数值",
        "数据",
        "总数",
        "本年",
        "实际",
        "实际值",
        "完成情况",
        "现状",
        "指标值",
        "基本情况",
        "合计",
    )
)
INSTITUTIONS = frozenset(
    (
        "学校数",
        "校数",
        "学校",
        "园数",
        "园所数",
        "机构数",
        "所数",
        "学校个数",
        "校点数",
        "学校（园）数",
        "校（园）数",
    )
)
"""Columns that count what the row head names: of 幼儿园 under 学校数 there are 45."""
PEOPLE = re.compile(r"(?:生|师|教职工|人|幼儿|儿童)数?$")
WHOLE_STAGES = frozenset(("preschool", "primary", "junior"))
"""A row of totals is of all education only where the rows above it are of these stages at least."""
PART_MARK = re.compile(
    r"^(?:其中|含|#|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）|\d{1,2}[.、])[：，]?"
)
LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class TableFact:
    """A fact of a cell; `start` and `end` span row head to cell, `heads` the rows of column heads."""

    fact: Fact
    start: int
    end: int
    row_end: int
    heads: tuple[int, int] | None


def table_facts(
    table: ReportTable, lexicon: Lexicon, reader: SentenceReader, setting: Setting
) -> Iterator[TableFact]:
    """The facts of a table's cells, row by row."""
    found_unit = CAPTION_UNIT.findall(table.caption)
    common_unit = found_unit[0] if len(found_unit) == 1 else ""
    context = " ".join([*(heading.title for heading in table.headings), table.caption])
    columns = [_column_head(table, n) for n in range(len(table.rows[0]))]
    summed = any(WHOLE_YEAR.search(column.words) for column in columns)
    unit_column = next((n for n, c in enumerate(columns) if UNIT_COLUMN.fullmatch(c.words)), None)
    body = table.rows[table.head_rows :]
    above = [cell for row in table.rows[: table.head_rows] for cell in row]
    heads = (above[0].start, max(cell.end for cell in above)) if above else None
    whole = set().union(*(lexicon.stages_in(row[0].text) for row in body)) >= WHOLE_STAGES
    owners = owners_of(table)
    for number_of_row, row in enumerate(body, table.head_rows):
        head = _row_head(table, row, columns, unit_column)
        if head is None or (not head.words and not head.year) or head.words in SUBTOTALS:
            continue
        owner = owners[number_of_row]
        owning = _row_head(table, table.rows[owner], columns, unit_column) if owner is not None else None
        if head.words in TOTALS:
            if owning or not whole:
                continue  # the sum over towns, over schools, over some stages: of what, only prose could say
            head = Head("", head.year, head.unit)
        found: list[TableFact] = []
        for number in range(table.head_columns, len(row)):
            column, cell = columns[number], row[number]
            if number == unit_column or OTHER_COLUMN.search(column.words) or cell.start == cell.end:
                continue
            if summed and HALF_YEAR.search(column.words):
                continue  # 上半年 | 下半年 | 全年
            match = TABLE_FIGURE.fullmatch(cell.text)
            if match is None or (head.year and column.year):
                continue
            unit = "" if match["unit"] else column.unit or head.unit or common_unit or _usual_unit(column)
            figure = _figure(match, unit)
            facts: list[Fact] = []
            whole_row = TABLE_FIGURE.fullmatch(table.rows[owner][number].text) if owner is not None else None
            if owning and owning.words and whole_row:
                its_unit = "" if whole_row["unit"] else column.unit or owning.unit or common_unit
                lead = f"{owning.words}{_figure(whole_row, its_unit)}，其中"
                facts = _read(lexicon, reader, head, column, figure, setting, context, lead)
            for joined in joined_heads(owning, head):
                facts = facts or _read(lexicon, reader, joined, column, figure, setting, context)
            if not facts:
                facts = _read(lexicon, reader, head, column, figure, setting, context)
                facts = [] if owning and of_others(owning, unit + (match["unit"] or ""), facts) else facts
            start = min(c.start for c in row[: table.head_columns] if c.start < c.end)
            for fact in of_its_owner(column, facts):
                if start < cell.end:
                    found.append(TableFact(fact, start, cell.end, max(c.end for c in row), heads))
        yield from found if heads else of_one_value(found)


def of_one_value(found: Sequence[TableFact]) -> Iterator[TableFact]:
    """The facts of a row below no heads, without those that differ by nothing said: 毛入园率 85% 90%."""
    values: dict[str, set[float]] = {}
    for each in found:
        values.setdefault(each.fact.rule.indicator.id, set()).add(each.fact.value)
    yield from (each for each in found if len(values[each.fact.rule.indicator.id]) == 1)


def _read(
    lexicon: Lexicon,
    reader: SentenceReader,
    row: Head,
    column: Head,
    figure: str,
    setting: Setting,
    context: str,
    lead: str = "",
) -> list[Fact]:
    """Read heads and figure as a sentence, in both orders; nothing where the two orders disagree.

    lead   what the row that this one is a part of says, as prose would say it first: 幼儿园35所，其中
    """
    of_row = column.words in GENERIC or (column.words in INSTITUTIONS and row.words != "")
    words = "" if of_row else column.words
    orders = [row.words + words, words + row.words]
    if lexicon.stages_in(words) and not lexicon.stages_in(row.words):
        orders.reverse()
    found: list[list[Fact]] = []
    year = row.year or column.year
    setting = setting_below(column, setting)
    meant = lexicon.vocabulary.plan_heading.search(f"{row.words} {column.words}") is not None
    if meant and not setting.plan and column.meant is None:
        setting = Setting(setting.year, True, setting.year)
    for subject in dict.fromkeys(orders):
        sentence = f"{year}{lead}{subject}{figure}。"
        reader.next_paragraph()
        facts = reader.read(sentence, 0, len(sentence), setting, context)
        found.append([fact for fact in facts if fact.end == len(sentence) - 1])
    reader.next_paragraph()
    said = [{fact.rule.indicator.id for fact in facts} for facts in found if facts]
    if not said or any(each != said[0] for each in said):
        return []
    return next(facts for facts in found if facts)


def _figure(cell: re.Match[str], unit: str) -> str:
    """A cell as prose would say it: 不低于 for ≥, 余 for a plus behind, the unit before 以上."""
    least, most, bound = cell["least"], cell["most"], cell["bound"] or ""
    said = cell.group().removesuffix(bound).lstrip("≥>≤").replace("+", "余")
    return f"{'不低于' if least else '不超过' if most else ''}{said}{unit}{bound}"


def _usual_unit(column: Head) -> str:
    """The unit of a column that names none: schools are counted in 所, people in 人."""
    if column.words in INSTITUTIONS:
        return "所"
    return "人" if PEOPLE.search(column.words) else ""


def _row_head(
    table: ReportTable, row: Sequence[CellText], columns: Sequence[Head], unit_column: int | None
) -> Head | None:
    """What the head cells of a row say together; null where one is too long to be a head."""
    words, year = "", ""
    unit = row[unit_column].text if unit_column is not None else ""
    for number, cell in enumerate(dict.fromkeys(row[: table.head_columns])):
        said = cell.text
        if len(said) > LONGEST_HEAD:
            return None
        if row.index(cell) == unit_column:
            continue
        if number < len(columns) and SERIAL.fullmatch(columns[number].words):
            continue
        head = head_of(PART_MARK.sub("", said))
        words += head.words if head.words not in words else ""
        year, unit = year or head.year, unit or head.unit
    return Head(words, year, unit)


def _column_head(table: ReportTable, column: int) -> Head:
    """What the heads of a column say, from the top down, a merged one once."""
    words, year, unit = "", "", ""
    for cell in dict.fromkeys(row[column] for row in table.rows[: table.head_rows]):
        head = head_of(cell.text)
        words += head.words if head.words not in words else ""
        year, unit = year or head.year, head.unit or unit
    return in_mood(Head(words, year, unit))
