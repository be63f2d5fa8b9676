"""Tables that lie in a folder stand for those in memory, with the same bytes in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from outputs.release.contents import TABLES, StoredTables, shapes, store_tables
from outputs.release.publication import publish
from tests.outputs.release import made
from tests.outputs.release.test_publication import every_byte


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredTables:
    tables = made.tables()
    folder = tmp_path_factory.mktemp("tables")
    # in another order than they are written in
    return store_tables(((name, tables[name]) for name in reversed(TABLES)), load_catalogue(), folder)


def test_what_lies_in_a_folder_is_what_was_in_memory(stored: StoredTables) -> None:
    tables = made.tables()
    assert list(stored) == list(TABLES)
    assert len(stored) == len(tables)
    for name in TABLES:
        assert stored[name].equals(tables[name])
        assert stored[name].schema == tables[name].schema
    assert shapes(stored) == shapes(tables)
    assert [shape.height for shape in shapes(stored).values()] == [stored[name].height for name in TABLES]
    with pytest.raises(KeyError):
        stored["others"]


def test_a_release_of_them_has_the_same_bytes(stored: StoredTables, tmp_path: Path) -> None:
    one, other = (
        publish(tables, tmp_path / name, "2026.11", made.PAGES_DIGEST, made.render_site)
        for name, tables in (("a", stored), ("b", made.tables()))
    )
    assert every_byte(one.folder) == every_byte(other.folder)
