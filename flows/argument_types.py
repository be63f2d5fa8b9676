"""What an argument of the command line may be: each takes its text, or says what was expected."""

from __future__ import annotations

import argparse
import re
from calendar import monthrange
from datetime import date
from pathlib import Path


def named(text: str) -> Path | str:
    """What a release is named by: a path, or an address as it was written."""
    return text if "://" in text else Path(text)


def month(text: str) -> str:
    """A month written YYYY.MM."""
    if re.fullmatch(r"[0-9]{4}\.(0[1-9]|1[0-2])", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no month, expected YYYY.MM as in 2026.11")
    return text


def day(text: str) -> str:
    """A day written YYYY-MM-DD, or a month written YYYY-MM, whose last day is meant; as YYYY-MM-DD."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            year, of_year = map(int, text.split("-"))
            return date(year, of_year, monthrange(year, of_year)[1]).isoformat()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:  # a thirteenth month, a thirtieth of February
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no day, expected 2021-06-15 or 2021-06")


def parquet(text: str) -> Path:
    """The path of a Parquet file."""
    path = Path(text)
    if path.suffix != ".parquet":
        raise argparse.ArgumentTypeError(f"{text!r} would be written as Parquet, name it F.parquet")
    return path


def table(text: str) -> Path:
    """The path of a table's file: CSV or Parquet."""
    path = Path(text)
    if path.suffix not in (".csv", ".parquet"):
        raise argparse.ArgumentTypeError(f"{text!r} is no table's name, expected F.csv or F.parquet")
    return path


def count(text: str) -> int:
    """How many: 1 or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows, expected 1 or more")
    return int(text)


def port(text: str) -> int:
    """A port of this machine: 1 to 65535."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port, expected 1 to 65535")
    return int(text)


def place(text: str) -> int:
    """A place in a text: 0 or more."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no place in a text, expected 0 or more")
    return int(text)
