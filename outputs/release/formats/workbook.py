"""All tables in one workbook for Excel, with a sheet that says what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from outputs.release.columns import Column
from outputs.release.formats.flat import flat

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ROWS_OF_A_SHEET = 100_000
"""Excel holds ten times as many; one such sheet takes minutes to write and a person minutes to open."""
LONGEST_TEXT = 32_767
HEADS = 2
"""Rows above the data: the Chinese name with the unit, and the id."""
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDTHS = {"quote": 40, "sentence": 60, "region_name": 14}


def write_workbook(
    tables: Mapping[str, pl.DataFrame],
    heights: Mapping[str, int],
    described: Mapping[str, Sequence[Column]],
    meanings: Mapping[str, str],
    file: Path,
    release: str,
) -> list[str]:
    """Write a workbook with a readme sheet, a sheet of columns and a sheet a table; what was left out.

    A table of more than `ROWS_OF_A_SHEET` rows (`heights` says how many there are) is left out, not read, and
    the readme names it. Texts are written as
    texts, never as formulas or links. The same tables give the same bytes.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415, only a release pays for it

    fitting = [name for name in tables if heights[name] <= ROWS_OF_A_SHEET]
    left = [name for name in tables if name not in fitting]
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(file), {"constant_memory": True, "nan_inf_to_errors": True, **plain}) as book:
        book.set_properties({"title": f"County Education Indicators {release}", "created": WRITTEN})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "id": book.add_format({"font_color": "#666666", "bottom": 1}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_readme(book, formats, tables, meanings, left, release)
        _write_columns(book, formats, described)
        for name in fitting:
            _write_table(book, formats, name, flat(tables[name]), described[name])
    return left


def _write_readme(
    book: Workbook,
    formats: Mapping[str, Any],
    tables: Mapping[str, pl.DataFrame],
    meanings: Mapping[str, str],
    left: Sequence[str],
    release: str,
) -> None:
    sheet = book.add_worksheet("readme")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110, formats["wrap"])
    sheet.write_string(0, 0, "County Education Indicators · 县域教育指标", formats["title"])
    lines = [
        ("版本 · release", release),
        ("", "空格表示没有读到：没有报告、报告没有说，或程序没有读出；也推算不出。从不表示零。"),
        (
            "",
            "An empty cell: no figure was read (no report, not stated, or missed), nor follows. Never zero.",
        ),
        ("", "每张表第一行是名称和单位，第二行是编号，第三行起是数据；各列的含义见 columns 表。"),
        (
            "",
            "In each sheet: names and units, then ids, then data. `columns` says what they mean.",
        ),
        ("", "planned 是计划，不是事实。planned is what was meant, and no fact."),
        ("", "许可 · licence: CC BY 4.0"),
        *((name, meanings[name]) for name in tables if name not in left),
        *((name, "too long for a sheet: see the Parquet or CSV file") for name in left),
    ]
    for row, (name, said) in enumerate(lines, start=2):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, said)


def _write_columns(
    book: Workbook, formats: Mapping[str, Any], described: Mapping[str, Sequence[Column]]
) -> None:
    sheet = book.add_worksheet("columns")
    heads = ("table", "column", "name_zh", "name_en", "unit", "meaning")
    for place, (head, width) in enumerate(zip(heads, (22, 34, 24, 36, 12, 100), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, formats["head"])
    rows = ((name, column) for name, columns in described.items() for column in columns)
    for row, (name, column) in enumerate(rows, start=1):
        said = (name, column.id, column.name_zh, column.name_en, column.unit, column.meaning)
        for place, text in enumerate(said):
            sheet.write_string(row, place, text)
    sheet.freeze_panes(1, 2)


def _write_table(
    book: Workbook, formats: Mapping[str, Any], name: str, frame: pl.DataFrame, columns: Sequence[Column]
) -> None:
    sheet = book.add_worksheet(name)
    for place, column in enumerate(columns):
        width = WIDTHS.get(column.id, max(10, min(26, 2 * len(column.name_zh))))
        sheet.set_column(place, place, width)
        unit = f"（{column.unit}）" if column.of_catalogue else ""
        sheet.write_string(0, place, f"{column.name_zh}{unit}", formats["head"])
    for place, column in enumerate(columns):
        sheet.write_string(1, place, column.id, formats["id"])
    numeric = [dtype.is_numeric() for dtype in frame.dtypes]
    for row, cells in enumerate(frame.iter_rows(), start=HEADS):
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            if numeric[place]:
                sheet.write_number(row, place, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(row, place, cell)
            else:
                sheet.write_string(row, place, str(cell)[:LONGEST_TEXT])
    sheet.freeze_panes(HEADS, 2)
    sheet.autofilter(1, 0, max(HEADS, frame.height + 1), len(columns) - 1)
