"""The general words: what ships, and wrong files."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from indicators.errors import CatalogueError
from indicators.vocabulary import CLASSES, load_vocabulary, read_vocabulary

TEXT = (files("indicators") / "words" / "general.toml").read_text(encoding="utf-8")
VOCABULARY = load_vocabulary()


def test_every_class_and_group_has_words() -> None:
    assert tuple(VOCABULARY.classes) == CLASSES
    for table in (
        VOCABULARY.classes,
        VOCABULARY.events,
        VOCABULARY.groups,
        VOCABULARY.claims,
        VOCABULARY.stages,
    ):
        assert all(table.values())
    assert all("" not in words for words in VOCABULARY.classes.values())
    assert set().union(*VOCABULARY.classes.values()) <= VOCABULARY.words


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("共有", "link"),
        ("全县", "neutral"),
        ("骨干", "restrict"),
        ("力争", "plan"),
        ("已经", "done"),
        ("同比", "compare"),
    ],
)
def test_words_play_their_parts(word: str, kind: str) -> None:
    assert word in VOCABULARY.classes[kind]


def test_longer_suffixes_come_first_so_that_they_are_tried_first() -> None:
    lengths = [len(suffix) for suffix in VOCABULARY.part_suffixes]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("heading", ["下一步工作", "2020年工作思路", "明年工作安排", "今后工作打算"])
def test_headings_of_plans(heading: str) -> None:
    assert VOCABULARY.plan_heading.search(heading)
    assert not VOCABULARY.done_heading.search(heading)


@pytest.mark.parametrize("heading", ["2019年工作总结", "主要成效", "目标任务完成情况"])
def test_headings_of_what_is_done(heading: str) -> None:
    assert VOCABULARY.done_heading.search(heading)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT + '\n[colours]\nwords = ["红"]\n', r"unknown: \['colours'\], missing: \[\]"),
        (TEXT.replace("[claims]", "[klaims]", 1), r"unknown: \['klaims'\], missing: \['claims'\]"),
        (TEXT.replace("[growth]", "[growth", 1), "general.toml: .*line"),
        (TEXT.replace('words = ["由", ', 'words = ["由(", '), r"general.toml \[from\]: '由\('"),
        (TEXT.replace('words = ["由", ', 'words = ["由)", '), r"general.toml \[from\]: '由\)'"),
    ],
)
def test_a_wrong_vocabulary_says_where(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "general.toml"
    file.write_text(text, encoding="utf-8")
    assert text != TEXT
    with pytest.raises(CatalogueError, match=message):
        read_vocabulary(file)


@pytest.mark.parametrize("change", ['wordz = ["由", "从"]', ""])
def test_a_table_without_its_words_says_where(change: str, tmp_path: Path) -> None:
    file = tmp_path / "general.toml"
    file.write_text(re.sub(r'(?m)^words = \["由".*$', change, TEXT), encoding="utf-8")
    with pytest.raises(CatalogueError, match="from"):
        read_vocabulary(file)
