"""A place without rights is said, and never passes for an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import SourceError
from tasks.fetch.places import file_name, files_below, is_file, is_folder
from tasks.fetch.registry import read_sources
from tasks.fetch.store import read_page
from tests.rights import without_rights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("pages/b.txt", "pages/a/z.txt", "pages/c.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "pages"


def test_files_come_sorted_and_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "link.txt").symlink_to(folder / "b.txt")
    found = [path.relative_to(folder).as_posix() for path in files_below(folder)]
    assert found == ["a/z.txt", "b.txt", "c.html", "link.txt"]


def test_what_lies_at_a_path(folder: Path) -> None:
    for path, kinds in {
        folder: (True, False),
        folder / "b.txt": (False, True),
        folder / "nowhere": (False, False),
        folder / "b.txt/x": (False, False),
        folder / "a\0b": (False, False),
        Path("/dev/null"): (False, False),
    }.items():
        assert (is_folder(path), is_file(path)) == kinds, path


def test_a_link_in_a_circle_cannot_be_read(folder: Path) -> None:
    (folder / "circle").symlink_to(folder / "circle")
    with pytest.raises(SourceError, match=r"circle: cannot be read \(Too many levels"):
        is_file(folder / "circle")


@pytest.mark.parametrize(
    ("closed", "asked", "named"),
    [
        ("", "", ""),
        ("", "b.txt", "b.txt"),
        ("a", "", "a"),
    ],
)
def test_what_may_not_be_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, closed: str, asked: str, named: str
) -> None:
    without_rights(monkeypatch, folder / closed)
    with pytest.raises(SourceError) as caught:
        read_sources([folder / asked])
    assert str(caught.value).startswith(f"{folder / named}: cannot be read (Permission denied); expected")


def test_a_page_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_rights(monkeypatch, folder / "b.txt")
    with pytest.raises(SourceError, match=r"b\.txt: cannot be read \(Permission denied\)"):
        read_page(folder / "b.txt")


def test_a_registry_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = folder / "sources.toml"
    registry.write_text('[[source]]\nid = "z"\npath = "a/z.txt"\n')
    without_rights(monkeypatch, folder / "a")
    with pytest.raises(SourceError, match=r"z\.txt: cannot be read \(Permission denied\)"):
        read_sources([registry])
    without_rights(monkeypatch, registry)
    with pytest.raises(SourceError, match=r"sources\.toml: cannot be read \(Permission denied\)"):
        read_sources([registry])


@given(st.text(max_size=400), st.text(max_size=400))
def test_every_text_has_a_file_of_its_own(one: str, other: str) -> None:
    name = file_name(one, ".json")
    assert Path("folder", name).parts == ("folder", name)
    assert len(name.encode()) < 255
    assert (file_name(other, ".json") == name) == (one == other)
