"""Which pages are read, under which names, and what a wrong registry says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import SourceError
from tasks.fetch.entries import Folder, Listing, Page, Paging
from tasks.fetch.registry import examine_registry, load_registry, read_all, read_registry, read_sources
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
    (
        '[[source]]\nid = "b"',
        '[[source]]\nid = "b"\nadress = "x"',
        r"line 12: \[\[source\]\]: unknown key 'adress'; expected keys id, .*restated",
    ),
    ('id = "b"', 'id = "a"', r"line 11: id 'a' stands twice; expected each id once\. See .* line 3"),
    ('"pages/b.txt"', '"pages/a.html"', "line 12: path 'pages/a.html' stands twice"),
    ('"pages/b.txt"', '"pages/z.txt"', "line 12: no file 'pages/z.txt'"),
    ('"pages/b.txt"', '"../b.txt"', "line 12: path '../b.txt'; expected a path below"),
    ('"pages/b.txt"', '"/etc/hostname"', "line 12: path '/etc/hostname'; expected a path below"),
    ('path = "pages/b.txt"\n', "", r"line 10: \[\[source\]\]: the key 'path' is missing$"),
    ('id = "b"', "id = 7", "line 11: .*id: 7; expected a valid string$"),
    ('id = "b"', 'id = "b"\nrestated = "yes"', "line 12: .*restated: 'yes'; expected a valid boolean"),
    ('id = "b"', 'id = ""', "line 11: .*id: ''; expected at least 1 character"),
    ("# two pages", "[[sorce]]", r"line 1: \['sorce'\]; expected tables \[\[source\]\], \[\[folder\]\]"),
    ('id = "b"', 'id = "b', "at line 11"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_a_wrong_registry_says_file_and_line(folder: Path, old: str, new: str, message: str) -> None:
    registry = folder / "sources.toml"
    assert old in GOOD
    registry.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=f"sources.toml.*{message}"):
        read_registry(registry)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"source = 3", b"source = []", None])
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


AWAY = """
[[page]]
id = "liucheng"
address = "http://www.liucheng.gov.cn/a.shtml"
title = "柳城县教育局2019年工作总结"
publisher = "柳城县教育局"
region = "450222"
attachments = true
fetched = false
note = "for people"

[[listing]]
id = "hengnan"
address = "http://www.hengnan.gov.cn/jyj/index.html"
publisher = "衡南县教育局"
region = "430422"
links = '/jyj/.*/i\\d+\\.html$'
titles = '工作总结'

[listing.paging]
pattern = "index_{n}.html"
first = 2
pages = 3

[[folder]]
id = "post"
path = "pages"
publisher = "甲县教育局"
region = "450222"
"""


@pytest.fixture
def away(folder: Path) -> Path:
    registry = folder / "away.toml"
    registry.write_text(AWAY, encoding="utf-8")
    return registry


def test_what_a_registry_names(away: Path) -> None:
    found = load_registry(away)
    assert found.pages == (
        Page(
            id="liucheng",
            address="http://www.liucheng.gov.cn/a.shtml",
            title="柳城县教育局2019年工作总结",
            publisher="柳城县教育局",
            region="450222",
            attachments=True,
            fetched=False,
            note="for people",
        ),
    )
    assert found.pages[0].source() == Source(
        "liucheng",
        "http://www.liucheng.gov.cn/a.shtml",
        "http://www.liucheng.gov.cn/a.shtml",
        "柳城县教育局2019年工作总结",
        "柳城县教育局",
        region="450222",
    )
    (listing,) = found.listings
    assert listing == Listing(
        id="hengnan",
        address="http://www.hengnan.gov.cn/jyj/index.html",
        publisher="衡南县教育局",
        region="430422",
        links=r"/jyj/.*/i\d+\.html$",
        titles="工作总结",
        paging=Paging(pattern="index_{n}.html", first=2, pages=3),
    )
    assert listing.further() == tuple(f"http://www.hengnan.gov.cn/jyj/index_{n}.html" for n in (2, 3, 4))
    assert found.folders == (Folder(id="post", path="pages", publisher="甲县教育局", region="450222"),)
    assert [(each.source, each.path.name) for each in found.sources] == [
        (
            Source(f"post/{name}", f"pages/{name}", publisher="甲县教育局", region="450222"),
            name.rpartition("/")[2],
        )
        for name in ("a.html", "b.txt", "c.HTM", "sub/a.txt")
    ]


def test_a_file_of_a_folder_may_have_a_source_that_says_more(folder: Path) -> None:
    registry = folder / "sources.toml"
    registry.write_text(GOOD + '[[folder]]\nid = "post"\npath = "pages/"\n', encoding="utf-8")
    assert [each.source.id for each in read_registry(registry)] == ["a", "b", "post/c.HTM", "post/sub/a.txt"]


def test_an_empty_folder_is_a_folder_that_waits(folder: Path) -> None:
    (folder / "inbox").mkdir()
    registry = folder / "inbox.toml"
    registry.write_text('[[folder]]\nid = "inbox"\npath = "inbox"\n', encoding="utf-8")
    assert read_registry(registry) == ()
    (folder / "inbox/new.html").write_text("new", encoding="utf-8")
    assert [each.source.location for each in read_registry(registry)] == ["inbox/new.html"]


def test_addresses_are_not_left_out_where_only_files_are_read(away: Path) -> None:
    with pytest.raises(SourceError, match=r"away\.toml: 2 of its entries are addresses; expected"):
        read_sources([away])


WRONG_AWAY = [
    (
        'region = "450222"\nattach',
        'region = "4502"\nattach',
        r"line 7: \[\[page\]\] region: '4502' is no code of six",
    ),
    ('"http://www.liu', '"ftp://www.liu', r"line 4: \[\[page\]\] address: 'ftp.*does not begin with http"),
    ("fetched = false", 'fetched = "no"', r"line 9: \[\[page\]\] fetched: .*boolean"),
    ('title = "柳', 'titel = "柳', r"line 5: \[\[page\]\]: unknown key 'titel'; expected keys .*attachments"),
    (
        'id = "hengnan"',
        'id = "hengnan/jyj"',
        r"line 13: \[\[listing\]\] id: 'hengnan/jyj' is no name without",
    ),
    ('id = "hengnan"', 'id = "liucheng"', r"line 13: id 'liucheng' stands twice; .*See .*line 3"),
    ("http://www.hengnan.gov.cn/jyj/index.html", "HTTP://www.liucheng.gov.cn:80/a.shtml", "line 14: address"),
    (
        "titles = '工作总结'",
        "titles = '工作(总结'",
        r"line 18: \[\[listing\]\] titles: .*no regular expression",
    ),
    ("{n}", "n", r"line 21: \[\[listing\]\] paging.pattern: 'index_n.html' has no \{n\}"),
    (
        "pages = 3",
        "pages = 300",
        r"line 23: \[\[listing\]\] paging\.pages: 300; expected less than or equal to 100$",
    ),
    ("index_{n}.html", "mailto:{n}@a", r"line 12: \[\[listing\]\]: paging: 'mailto:2@a' does not begin"),
    ('publisher = "衡南县教育局"\n', "", r"line 12: \[\[listing\]\]: the key 'publisher' is missing$"),
    ('path = "pages"', 'path = "page"', "line 27: no folder 'page'; expected a folder of pages"),
    ('path = "pages"', 'path = "pages/a.html"', "line 27: no folder 'pages/a.html'"),
    ('path = "pages"', 'path = ".."', r"line 27: path '\.\.'; expected a path below"),
    ("[[folder]]", "[folder]", r"line 25: \['folder'\]; expected tables"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG_AWAY)
def test_a_wrong_address_or_folder_says_file_and_line(away: Path, old: str, new: str, message: str) -> None:
    assert old in AWAY
    away.write_text(AWAY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=rf"away\.toml {message}"):
        load_registry(away)


def test_a_listing_follows_no_menu(away: Path) -> None:
    lines = [line for line in AWAY.splitlines() if not line.startswith(("links", "titles"))]
    away.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 12: \[\[listing\]\]: neither links nor titles says"):
        load_registry(away)


def test_folders_do_not_share_a_file(away: Path) -> None:
    away.write_text(AWAY + '[[folder]]\nid = "sub"\npath = "pages/sub"\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 32: .*a\.txt is in \[\[folder\]\] post too"):
        load_registry(away)


def test_all_faults_are_found_at_once_and_the_rest_is_kept(away: Path) -> None:
    text = (
        AWAY.replace("false", '"no"').replace('"pages"', '"page"').replace('region = "430422"', "region = 4")
    )
    away.write_text(text + GOOD.replace("pages/b.txt", "pages/z.txt"), encoding="utf-8")
    found, faults = examine_registry(away)
    assert [fault.place.rpartition(" ")[2] for fault in faults] == ["9", "16", "27", "41"]
    assert [each.source.id for each in found.sources] == ["a"]
    assert (found.pages, found.listings, found.folders) == ((), (), ())


def test_what_stands_twice_is_told_beside_what_else_is_wrong(tmp_path: Path) -> None:
    registry = tmp_path / "twice.toml"
    table = '[[page]]\nid = "a"\naddress = "http://www.a.example/"\ntitel = "x"\n'
    paging = '[[listing]]\nid = "b"\naddress = "http://www.b.example/"\n[listing.paging]\nfrist = 2\n'
    registry.write_text(table + table + paging, encoding="utf-8")
    _, faults = examine_registry(registry)
    said = [str(fault).removeprefix(f"{registry} line ").partition(";")[0] for fault in faults]
    assert said[:4] == [
        "4: [[page]]: unknown key 'titel'",
        "6: id 'a' stands twice",
        "7: address 'http://www.a.example/' stands twice",
        "8: [[page]]: unknown key 'titel'",
    ]
    (unknown,) = [str(fault) for fault in faults if "frist" in str(fault)]
    assert unknown.endswith(": [[listing]] paging: unknown key 'frist'; expected keys pattern, first, pages")


def test_tables_written_otherwise_are_counted_where_no_line_is_known(folder: Path) -> None:
    registry = folder / "inline.toml"
    registry.write_text('page = [{ id = "a", address = "x" }]\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"inline\.toml \[\[page\]\] 1: \[\[page\]\] address: 'x' does not"):
        load_registry(registry)


PACED = """\
[fetching]
listings_hours = 6
pages_hours = 48
pause_seconds = 10

[[page]]
id = "a"
address = "http://www.a.example/a.html"

[[page]]
id = "b"
address = "http://www.a.example/b.html"
hours = 12.5

[[listing]]
id = "c"
address = "http://www.a.example/c/"
publisher = "柳城县教育局"
region = "450222"
titles = "工作总结"
papers_hours = 700
"""


def test_how_often_and_how_gently_sites_are_asked(folder: Path) -> None:
    (folder / "paced.toml").write_text(PACED, encoding="utf-8")
    (folder / "other.toml").write_text(
        '[fetching]\npause_seconds = 20\n\n[[page]]\nid = "d"\naddress = "http://www.d.example/"\n'
    )
    (folder / "silent.toml").write_text('[[page]]\nid = "e"\naddress = "http://www.e.example/"\n')
    paced = load_registry(folder / "paced.toml")
    assert [each.hours for each in paced.pages] == [48, 12.5]
    assert [(each.hours, each.papers_hours) for each in paced.listings] == [(6, 700)]
    assert paced.pause == 10
    whole = read_all([folder / name for name in ("paced.toml", "other.toml", "silent.toml")])
    assert [each.hours for each in whole.pages] == [48, 12.5, 164, None]
    assert whole.pause == 20, "the longest pause that any of them asks for"
    assert load_registry(folder / "silent.toml").pause is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "pause_seconds = 10",
            "pause_seconds = 0.1",
            "line 4: .fetching. pause_seconds: .*equal to 1",
        ),
        (
            "pause_seconds = 10",
            "pause_seconds = 600",
            "line 4: .fetching. pause_seconds: .*equal to 60",
        ),
        ("listings_hours = 6", "listings_hours = 0", "line 2: .fetching. listings_hours"),
        ("listings_hours = 6", 'listings_hours = "daily"', "line 2: .fetching. listings_hours"),
        (
            "listings_hours = 6",
            "listing_hours = 6",
            "line 2: .fetching.: unknown key 'listing_hours'; expected keys listings_hours",
        ),
        ("[fetching]", "[[fetching]]", "line 1: .fetching."),
        ("[fetching]", "[fetch]", "line 1: .'fetch'.; expected tables"),
        ("hours = 12.5", "hours = -1", "line 13"),
        ("papers_hours = 700", "papers_hours = 1e9", "line 21"),
    ],
)
def test_a_pace_that_is_none_says_file_and_line(folder: Path, old: str, new: str, message: str) -> None:
    assert old in PACED
    (folder / "paced.toml").write_text(PACED.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=f"paced.toml {message}"):
        load_registry(folder / "paced.toml")


def test_settings_alone_name_no_source(folder: Path) -> None:
    (folder / "paced.toml").write_text("[fetching]\npause_seconds = 10\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no source"):
        load_registry(folder / "paced.toml")
