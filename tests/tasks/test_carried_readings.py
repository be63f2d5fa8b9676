"""A changed word reads what it can touch, and what is not read again is what it would be if it were."""

from __future__ import annotations

import ast
import hashlib
import random
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from indicators.catalogue import DOMAIN_FILES, read_catalogue
from indicators.digests import digest_of
from indicators.errors import CatalogueError
from indicators.vocabulary import read_vocabulary
from tasks import reading
from tasks.carried_readings import WORDS, carry_over, keep_words
from tasks.extract.lexicon import Lexicon, load_lexicon
from tasks.extract.word_tables import NEVER_READ, changed_words, word_tables
from tasks.fetch.collection import Collected
from tasks.heard import may_hold
from tasks.kept_readings import KeptReadings, key_of, missing
from tasks.reading import PageReading, read_snapshot
from tasks.reading_code import CATALOGUE, GENERAL, word_files
from tasks.records import Snapshot, Source

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(ROOT / "deployments/sample/reports").glob("*.html"),
        *(ROOT / "deployments/sample/reports").glob("*.txt"),
        *(ROOT / "tests/labelled").rglob("*.txt"),
    ]
)
SEED, CHANGES = 7, 5
Files = Mapping[str, bytes]


def lexicon_of(files: Files, folder: Path) -> Lexicon:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Lexicon(read_catalogue(folder / CATALOGUE), read_vocabulary(folder / GENERAL))


@cache
def snapshots() -> tuple[Snapshot, ...]:
    contents = [(path, path.read_bytes()) for path in PAGES]
    return tuple(
        Snapshot(Source(path.stem, path.name), hashlib.sha256(content).hexdigest(), content)
        for path, content in contents
    )


def read_with(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> list[PageReading]:
    """All pages, read by the words of a lexicon: where they are standardized, too."""
    from tasks.standardize import insertions, place_names  # noqa: PLC0415

    for module in (reading, insertions, place_names):
        monkeypatch.setattr(module, "load_vocabulary", lambda: lexicon.vocabulary)
    caches = [insertions.words_of_two, insertions.pairs_of_the_genre]
    for each in caches:
        each.cache_clear()
    found = [read_snapshot(each, lexicon) for each in snapshots()]
    monkeypatch.undo()
    for each in caches:
        each.cache_clear()
    return found


LISTED = re.compile(r'"([^"\n]+)", ')
HAN = re.compile(r"[\u4e00-\u9fff]{2,5}")


def changed(files: Files, number: int) -> tuple[str, Files]:
    """The files of words with one phrase of some list taken out, or a word of a page put in; what was done.

    Any list of any key, except the texts that are of no list.
    """
    chance = random.Random(number)
    path = chance.choice([*sorted(files), GENERAL, GENERAL, GENERAL])
    text = files[path].decode()
    place = chance.choice(list(LISTED.finditer(text)))
    line = text[text.rfind("\n", 0, place.start()) + 1 : place.start()][:20]
    if chance.random() < 0.4:
        text = text[: place.start()] + text[place.end() :]
        return f"{path} {line}: without {place[1]}", {**files, path: text.encode()}
    words = HAN.findall(chance.choice(snapshots()).content.decode(errors="ignore"))
    word = "".join(chance.sample(words, chance.choice((1, 1, 2)))) if len(words) > 1 else "所学校"
    if chance.random() < 0.3:
        word = place[1] + chance.choice("所园数的生校")
    text = f'{text[: place.start()]}"{word}", {text[place.start() :]}'
    return f"{path} {line}: with {word}", {**files, path: text.encode()}


def unlike_where_untouched(
    number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, int, int]:
    """What was changed, how many pages need not be read again for it, how many of those read otherwise."""
    said, files = changed(word_files(), number)
    try:
        lexicon = lexicon_of(files, folder)
    except CatalogueError:
        return f"{said}: no catalogue", 0, 0
    words = changed_words(word_tables(load_lexicon()), word_tables(lexicon))
    if words is None:
        return f"{said}: all", 0, 0
    pairs = zip(as_they_are(), read_with(lexicon, monkeypatch), strict=True)
    untouched = [(old, new) for old, new in pairs if old.mark and not may_hold(old.mark, words)]
    return f"{said}: {len(words)} words", len(untouched), sum(old != new for old, new in untouched)


@cache
def as_they_are() -> tuple[PageReading, ...]:
    return tuple(read_snapshot(each) for each in snapshots())


@pytest.mark.parametrize("number", range(SEED, SEED + CHANGES))
def test_what_is_not_read_again_for_a_changed_word_is_as_it_would_be(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, untouched, unlike = unlike_where_untouched(number, tmp_path, monkeypatch)
    assert unlike == 0, said
    assert untouched <= len(PAGES)


def noun_put_in(word: str) -> Files:
    """The files of words with a name more for kindergartens."""
    files = word_files()
    path = f"{CATALOGUE}preschool_access.toml"
    text = files[path].decode().replace('thing = ["', f'thing = ["{word}", "', 1)
    return {**files, path: text.encode()}


def lines_of(files: Files) -> list[str]:
    """The lines of a digest, of these files and of code that stands for itself."""
    words = [f"{path} {hashlib.sha256(content).hexdigest()}" for path, content in sorted(files.items())]
    return ["tasks/reading.py 0", *words, "python 3"]


PAIR = ("全县现有幼儿园85所，稚子学堂12所。", "全县现有小学85所，学生1200人。")


def readings_of_a_pair(home: Path, files: Files) -> list[Collected]:
    """Two pages that were read by these words and kept: one of them holds 稚子学堂."""
    entries, pages = [], []
    for number, text in enumerate(PAIR):
        content = f"柳城县教育局2019年工作总结\n{text}".encode()
        source = Source(f"s{number}", f"{number}.txt")
        sha256 = hashlib.sha256(content).hexdigest()
        entries.append(Collected(source, sha256, len(content)))
        pages.append(read_snapshot(Snapshot(source, sha256, content)))
    lines = lines_of(files)
    keep_words(home, lines, files)
    KeptReadings.below(home, digest_of(lines)).keep(entries, pages)
    return entries


@pytest.mark.parametrize(
    ("after", "left"),
    [
        pytest.param(noun_put_in("稚子学堂"), 1, id="a word that one of them holds"),
        pytest.param(noun_put_in("萌娃乐园"), 0, id="a word that none of them holds"),
        pytest.param(
            {**word_files(), GENERAL: word_files()[GENERAL] + "# 稚子学堂".encode()}, 0, id="a remark"
        ),
        pytest.param(
            {
                **word_files(),
                GENERAL: word_files()[GENERAL].replace(b"\nplan = [", '\nplan = ["无此语", '.encode(), 1),
            },
            2,
            id="a pattern",
        ),
    ],
)
def test_only_pages_that_hold_a_changed_word_are_read_again(tmp_path: Path, after: Files, left: int) -> None:
    entries = readings_of_a_pair(tmp_path, word_files())
    lines = lines_of(after)
    keep_words(tmp_path, lines, after)
    assert carry_over(tmp_path, lines, [key_of(each) for each in entries]) == 2 - left
    new = missing(entries, KeptReadings.below(tmp_path, digest_of(lines)))
    assert new == entries[:left]
    assert carry_over(tmp_path, lines, [key_of(each) for each in new]) == 0


def test_another_change_beside_the_words_reads_everything(tmp_path: Path) -> None:
    entries = readings_of_a_pair(tmp_path, word_files())
    lines = [line.replace("reading.py 0", "reading.py 1") for line in lines_of(word_files())]
    keep_words(tmp_path, lines, word_files())
    assert carry_over(tmp_path, lines, [key_of(each) for each in entries]) == 0


@pytest.mark.parametrize("hurt", ["missing", "empty", "cut", "of another"])
def test_where_the_words_of_then_are_not_known_everything_is_read(tmp_path: Path, hurt: str) -> None:
    entries = readings_of_a_pair(tmp_path, word_files())
    words = tmp_path / "readings" / digest_of(lines_of(word_files())) / WORDS
    after = noun_put_in("萌娃乐园")
    lines = lines_of(after)
    keep_words(tmp_path, lines, after)
    if hurt == "missing":
        words.unlink()
    elif hurt == "of another":
        words.write_bytes((tmp_path / "readings" / digest_of(lines) / WORDS).read_bytes())
    else:
        words.write_bytes(b"" if hurt == "empty" else words.read_bytes()[:-40])
    assert carry_over(tmp_path, lines, [key_of(each) for each in entries]) == 0
    keep_words(tmp_path, lines_of(word_files()), word_files())
    assert carry_over(tmp_path, lines, [key_of(each) for each in entries]) == 2


def test_words_that_have_changed_since_are_not_taken_for_those_of_the_digest(tmp_path: Path) -> None:
    keep_words(tmp_path, lines_of(word_files()), noun_put_in("稚子学堂"))
    assert not (tmp_path / "readings").exists()


def test_a_reading_without_a_mark_is_not_carried_over(tmp_path: Path) -> None:
    entries = readings_of_a_pair(tmp_path, word_files())
    kept = KeptReadings.below(tmp_path, digest_of(lines_of(word_files())))
    for path in kept.sizes():
        path.unlink()
    kept.keep(entries, [PageReading((), ()) for _ in entries])
    after = noun_put_in("萌娃乐园")
    keep_words(tmp_path, lines_of(after), after)
    assert carry_over(tmp_path, lines_of(after), [key_of(each) for each in entries]) == 0


def test_what_is_said_never_to_be_read_is_asked_for_nowhere_in_reading() -> None:
    asked = {
        node.attr
        for folder in ("tasks/extract", "tasks/standardize", "tasks/parse")
        for file in (ROOT / folder).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert "valid" in asked
    assert asked & NEVER_READ == set()


def test_every_file_of_words_is_one_of_the_catalogue_or_the_general_words() -> None:
    assert set(word_files()) == {*(f"{CATALOGUE}{name}.toml" for name in DOMAIN_FILES), GENERAL}
    assert all(tomllib.loads(content.decode()) for content in word_files().values())
