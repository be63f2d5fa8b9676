"""Which pages are read, under which names, and what a wrong registry says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import SourceError
from tasks.fetch.registry import read_registry, read_sources
from tasks.records import Source

GOOD = """# two pages
[[source]]
id = "a"
path = "pages/a.html"
title = "甲县2020年工作总结"
publisher = "甲县教育局"
address = "https://example.org/a"
note = "for people"

[[source]]
id = "b"
path = "pages/b.txt"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.html", "b.txt", "c.HTM", "d.xlsx", "sub/a.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_registry_in_its_order(folder: Path) -> None:
    first, second = read_registry(folder / "sources.toml")
    assert first.source == Source(
        "a", "pages/a.html", "https://example.org/a", "甲县2020年工作总结", "甲县教育局"
    )
    assert second.source == Source("b", "pages/b.txt")
    assert second.path.read_text(encoding="utf-8") == "b.txt"


WRONG = [
    ('[[source]]\nid = "b"', '[[source]]\nid = "b"\nadress = "x"', "line 12: .*adress.*Extra inputs"),
    ('id = "b"', 'id = "a"', r"line 11: id 'a' stands twice; expected each id once\. See .* line 3"),
    ('"pages/b.txt"', '"pages/a.html"', "line 12: path 'pages/a.html' stands twice"),
    ('"pages/b.txt"', '"pages/z.txt"', "line 12: no file 'pages/z.txt'"),
    ('"pages/b.txt"', '"../b.txt"', "line 12: path '../b.txt'; expected a path below"),
    ('"pages/b.txt"', '"/etc/hostname"', "line 12: path '/etc/hostname'; expected a path below"),
    ('path = "pages/b.txt"\n', "", "line 10: .*path: Field required"),
    ('id = "b"', "id = 7", "line 11: .*id: Input should be a valid string"),
    ('id = "b"', 'id = "b"\nrestated = "yes"', "line 12: .*restated: Input should be a valid boolean"),
    ('id = "b"', 'id = ""', "line 11: .*id: String should have at least 1"),
    ("# two pages", "[[sorce]]", r"line 1: \['sorce'\]; expected tables \[\[source\]\] only"),
    ('id = "b"', 'id = "b', "at line 11"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_a_wrong_registry_says_file_and_line(folder: Path, old: str, new: str, message: str) -> None:
    registry = folder / "sources.toml"
    assert old in GOOD
    registry.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=f"sources.toml.*{message}"):
        read_registry(registry)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"source = 3", None])
def test_a_registry_without_sources_is_an_error(folder: Path, content: bytes | None) -> None:
    registry = folder / "other.toml"
    if content is not None:
        registry.write_bytes(content)
    with pytest.raises(SourceError, match=r"other\.toml"):
        read_registry(registry)


def test_a_folder_gives_its_pages_sorted_under_names_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [
        Source("pages/a.html", "pages/a.html"),
        Source("b", "pages/b.txt"),
        Source("c", "pages/c.HTM"),
        Source("pages/sub/a.txt", "pages/sub/a.txt"),
    ]
    assert [each.source for each in read_sources([folder / "pages"])] == wanted
    monkeypatch.chdir(folder / "pages")
    assert [each.source for each in read_sources([Path()])] == wanted


def test_registries_folders_and_files_together(folder: Path) -> None:
    found = read_sources([folder / "pages/d.xlsx", folder / "sources.toml", folder / "pages/sub"])
    assert [(each.source.id, each.source.location) for each in found] == [
        ("a", "pages/a.html"),
        ("b", "pages/b.txt"),
        ("d", "d.xlsx"),
        ("sub/a.txt", "sub/a.txt"),  # the registry has an "a" already
    ]


def test_what_gives_nothing_is_named(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(SourceError, match=r"empty: no page in it; expected files that end in \.html"):
        read_sources([folder / "empty"])
    with pytest.raises(SourceError, match="nowhere: no such file or folder"):
        read_sources([folder / "nowhere"])


def test_two_pages_of_one_name_are_an_error(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"two pages are called 'b\.txt'"):
        read_sources([folder / "pages/b.txt", folder / "pages/b.txt"])
