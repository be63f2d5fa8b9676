"""One address in, one answer out, from a real server that answers in every way that sites do."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tasks.fetch.answers import Answer
from tasks.fetch.client import Limits
from tasks.fetch.fetcher import Fetcher, open_fetcher
from tasks.fetch.guard import parse_allowed
from tests.local_site import Clock, Raw, Reply, Site

TEXT = "今年全县新建公办幼儿园9所，普惠性幼儿园覆盖率达到92.5%。" * 40
PAGE = f"<html><head><title>教育局2025年工作总结</title></head><body><p>{TEXT}</p></body></html>".encode()


def onward(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


def test_a_page_is_kept_and_told(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = Reply(
        PAGE,
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "ETag": '"7"',
            "Set-Cookie": "who=me",
            "X-Other": "1",
        },
    )
    answer = fetcher.get(site.address() + "#part")
    assert answer.snapshot is not None
    assert fetcher.store.get(answer.snapshot) == PAGE
    assert answer == Answer(
        site.address(),
        site.address(),
        "2026-11-21T21:46:43Z",
        200,
        answer.headers,
        answer.snapshot,
        len(PAGE),
        "text/html",
        "text/html",
    )
    assert answer.header("etag") == '"7"'
    assert {name for name, _ in answer.headers} <= {
        "content-length",
        "content-type",
        "date",
        "etag",
        "server",
    }
    asked = site.asked[-1].headers
    assert asked["user-agent"].startswith("county-education-indicators/")
    assert asked["accept-encoding"] == "gzip"
    assert not {"cookie", "authorization", "if-none-match", "if-modified-since"} & set(asked)


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({"ETag": '"7"'}, {"if-none-match": '"7"'}),
        (
            {"Last-Modified": "Sat, 21 Nov 2026 08:00:00 GMT"},
            {"if-modified-since": "Sat, 21 Nov 2026 08:00:00 GMT"},
        ),
        ({}, {}),
    ],
)
def test_what_did_not_change_is_not_sent_again(
    sent: dict[str, str], asked: dict[str, str], site: Site, fetcher: Fetcher
) -> None:
    def conditional(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == '"7"' or handler.headers.get("If-Modified-Since"):
            handler.send_response(304)
            handler.send_header("ETag", '"8"')
            handler.end_headers()
        else:
            Reply(PAGE, headers=sent)(handler)

    site.pages["/page.html"] = conditional
    first = fetcher.get(site.address())
    second = fetcher.get(site.address(), first)
    assert second.snapshot == first.snapshot
    assert (second.size, second.found) == (first.size, "text/html")
    assert second.when > first.when
    assert second.unchanged == bool(asked)
    seen = site.asked[-1].headers
    assert {name: seen[name] for name in seen if name.startswith("if-")} == asked
    if asked:
        assert second.header("etag") == '"8"'
        assert second.header("last-modified") == sent.get("Last-Modified")


def test_a_snapshot_that_is_lost_is_asked_for_anew(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = Reply(PAGE, headers={"ETag": '"7"'})
    first = fetcher.get(site.address())
    assert first.snapshot is not None
    fetcher.store.path(first.snapshot).write_bytes(b"damaged")
    second = fetcher.get(site.address(), first)
    assert "if-none-match" not in site.asked[-1].headers
    assert second.snapshot is not None
    assert fetcher.store.get(second.snapshot) == PAGE


def test_a_304_that_nobody_asked_for_is_no_page(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = Reply(status=304)
    assert fetcher.get(site.address()).reason == "other status"


def test_a_page_that_changed_is_another_snapshot_and_both_stay(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = [Reply(PAGE), Reply(PAGE + b"<p>more</p>")]
    first = fetcher.get(site.address())
    second = fetcher.get(site.address(), first)
    assert first.snapshot != second.snapshot
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert fetcher.store.get(first.snapshot) == PAGE
    assert fetcher.store.get(second.snapshot) == PAGE + b"<p>more</p>"


def packed(content: bytes, **headers: str) -> Reply:
    return Reply(content, headers={"Content-Encoding": "gzip"} | headers)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (packed(gzip.compress(PAGE)), None),
        (packed(gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:])), None),
        (Reply(zlib.compress(PAGE), headers={"Content-Encoding": "deflate"}), None),
        (packed(gzip.compress(bytes(50_000_000))), "too large"),
        (
            packed(gzip.compress(gzip.compress(bytes(50_000_000))), **{"Content-Encoding": "gzip, gzip"}),
            "encoding",
        ),
        (packed(gzip.compress(PAGE)[:-20]), "cut short"),
        (packed(b"\x1f\x8b" + bytes(40)), "encoding"),
        (packed(PAGE), "encoding"),
        (Reply(PAGE, headers={"Content-Encoding": "br"}), "encoding"),
        (Reply(b"x" * 100_001), "too large"),
        (Reply(b"<p>x", headers={"Content-Length": "5000"}), "cut short"),
        (Reply(b""), "empty"),
        (Reply(b" \r\n"), "empty"),
        (Reply(status=204), "empty"),
        (Reply(b"x", 404), "gone"),
        (Reply(b"x", 410), "gone"),
        (Reply(b"x", 401), "forbidden"),
        (Reply(b"x", 403), "forbidden"),
        (Reply(b"x", 418), "other status"),
        (Reply(b"x", 302), "other status"),
        (Reply(b"x", 500), "server failed"),
        (Reply(b"x", 503), "server failed"),
        (Reply(b"x", 429), "told to wait"),
    ],
)
def test_what_counts_as_a_page(reply: Reply, reason: str | None, site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = reply
    answer = fetcher.get(site.address())
    assert answer.reason == reason
    assert (answer.snapshot is not None) == (reason is None)
    if answer.snapshot is not None:
        assert fetcher.store.get(answer.snapshot) == PAGE


def test_a_body_without_length_that_never_ends_is_too_large(site: Site, fetcher: Fetcher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"x" * 1000)

    site.pages["/page.html"] = endless
    assert fetcher.get(site.address()).reason == "too large"


def test_what_can_pass_is_asked_again_and_what_cannot_is_not(site: Site, fetcher: Fetcher) -> None:
    site.pages["/soon.html"] = [Reply(status=500), Reply(b"<p", headers={"Content-Length": "9"}), Reply(PAGE)]
    site.pages["/never.html"] = Reply(status=503)
    site.pages["/gone.html"] = Reply(status=404)
    soon = fetcher.get(site.address("/soon.html"))
    assert (soon.reason, soon.tries) == (None, 3)
    assert fetcher.get(site.address("/never.html")).tries == 4
    assert fetcher.get(site.address("/gone.html")).tries == 1
    assert site.paths() == ["/soon.html"] * 3 + ["/never.html"] * 4 + ["/gone.html"]


def test_each_further_try_comes_later(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages["/page.html"] = Reply(status=503)
    fetcher.get(site.address())
    # 3 after robots.txt; then back-offs of 2, 4 and 8, the first of them made up to the host's pause of 3
    assert sum(clock.slept) == 3 + 3 + 4 + 8


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", ["60", "Sat, 21 Nov 2026 21:47:43 GMT"])
def test_retry_after_is_kept_by_everybody(
    status: int, header: str, site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/page.html"] = [Reply(status=status, headers={"Retry-After": header}), Reply(PAGE)]
    answer = fetcher.get(site.address())
    assert (answer.reason, answer.tries) == (None, 2)
    assert sum(clock.slept) == pytest.approx(3 + 60)  # the pause after robots.txt, and what was asked for


def test_a_site_that_wants_more_time_than_a_run_has_is_left_alone(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/page.html"] = Reply(status=503, headers={"Retry-After": "7200"})
    site.pages["/other.html"] = Reply(PAGE)
    answer = fetcher.get(site.address())
    assert (answer.reason, answer.tries) == ("told to wait", 2)
    assert fetcher.get(site.address("/other.html")).reason == "told to wait"
    assert site.paths() == ["/page.html"]
    clock.now += 7200
    assert fetcher.get(site.address("/other.html")).reason is None


def slowly(pieces: int, pause: float) -> Callable[[BaseHTTPRequestHandler], None]:
    def tell(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(pieces))
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(b"x")
            time.sleep(pause)

    return tell


def slow_heads(handler: BaseHTTPRequestHandler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (slowly(3, 0.02), None),
        (slowly(1000, 0.05), "too slow"),
        (slowly(2, 1.5), "too slow"),
        (slow_heads, "too slow"),
        (silent, "no answer"),
    ],
)
def test_a_site_that_is_slow_is_not_waited_for(
    page: Callable[[BaseHTTPRequestHandler], None],
    reason: str | None,
    site: Site,
    tmp_path: Path,
    clock: Clock,
) -> None:
    limits = Limits(whole=1.2, step=0.6, tries=1)
    site.pages["/page.html"] = page
    with open_fetcher(
        tmp_path, limits=limits, allowed=parse_allowed(["127.0.0.1"]), clock=clock, sleep=clock.sleep
    ) as fetcher:
        began = time.monotonic()
        assert fetcher.get(site.address()).reason == reason
        assert time.monotonic() - began < 20  # the whole would take fifty


def test_a_connection_that_is_closed_or_refused_is_no_answer(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = lambda handler: handler.connection.close()
    answer = fetcher.get(site.address())
    assert (answer.reason, answer.tries) == ("no answer", 4)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = fetcher.get(f"http://127.0.0.1:{port}/page.html")
    assert answer.reason == "no answer"
    assert "robots.txt" in answer.note


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nNo header\r\n\r\n",
        b"\x00" * 99,
    ],
)
def test_who_speaks_no_http_gives_no_answer(said: bytes, site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = Raw(said)
    assert fetcher.get(site.address()).reason == "no answer"


def test_redirects_are_followed_and_the_end_is_told(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a.html"] = onward("/b.html", 301)
    site.pages["/b.html"] = onward(site.address("/c.html", "other.example") + "#x", 307)
    site.pages["/c.html"] = Reply(PAGE)
    answer = fetcher.get(site.address("/a.html"))
    assert answer.reason is None
    assert answer.asked == site.address("/a.html")
    assert answer.answered == site.address("/c.html", "other.example")
    assert [each.path for each in site.asked] == [
        "/robots.txt",
        "/a.html",
        "/b.html",
        "/robots.txt",
        "/c.html",
    ]


def test_conditions_go_to_the_address_that_the_page_came_from(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a.html"] = onward("/b.html")
    site.pages["/b.html"] = [Reply(PAGE, headers={"ETag": '"7"'}), Reply(status=304)]
    first = fetcher.get(site.address("/a.html"))
    second = fetcher.get(site.address("/a.html"), first)
    assert second.unchanged
    conditions = [(each.path, each.headers.get("if-none-match")) for each in site.asked[-2:]]
    assert conditions == [("/a.html", None), ("/b.html", '"7"')]


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_a_redirect_in_bare_chinese_bytes_leads_where_it_says(
    name: str, site: Site, fetcher: Fetcher
) -> None:
    path = "/总结.html".encode(name)
    quoted = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in path)

    def bare(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + path + b"\r\n\r\n")

    site.pages["/page.html"] = bare
    site.pages[quoted] = Reply(PAGE)
    answer = fetcher.get(site.address())
    assert (answer.reason, answer.answered) == (None, site.address(quoted))


@pytest.mark.parametrize(
    ("to", "reason", "asked"),
    [
        ("/page.html", "too many redirects", 5),
        ("file:///etc/passwd", "address refused", 1),
        ("ftp://127.0.0.1/x", "address refused", 1),
        ("http://10.0.0.1/x", "address refused", 1),
        ("http://[::1]/x", "address refused", 1),
        ("http://169.254.169.254/latest/meta-data", "address refused", 1),
        ("http://inside.example/x", "address refused", 1),
        ("http://who:word@127.0.0.1/x", "address refused", 1),
        ("http://[bad/x", "address refused", 1),
    ],
)
def test_redirects_lead_neither_inside_nor_on_for_ever(
    to: str, reason: str, asked: int, site: Site, tmp_path: Path, clock: Clock
) -> None:
    site.pages["/page.html"] = onward(to)

    def numbers(host: str, port: int) -> Sequence[str]:
        return {"inside.example": ["192.168.1.1"]}.get(host, [host.strip("[]")])

    with open_fetcher(
        tmp_path,
        limits=Limits(redirects=4, step=2),
        allowed=parse_allowed(["127.0.0.0/8", "file:"]),
        clock=clock,
        sleep=clock.sleep,
        resolver=numbers,
    ) as fetcher:
        answer = fetcher.get(site.address())
    assert answer.reason == reason
    assert len(site.paths()) == asked


def test_nothing_inside_is_asked_unless_it_is_allowed(site: Site, tmp_path: Path, clock: Clock) -> None:
    with open_fetcher(tmp_path, clock=clock, sleep=clock.sleep) as fetcher:
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0"):
            answer = fetcher.get(site.address(host=host))
            assert (answer.reason, answer.tries) == ("address refused", 1), host
    assert site.asked == []


def test_a_name_that_means_something_else_a_moment_later_gains_nothing(
    site: Site, tmp_path: Path, clock: Clock
) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1", "10.0.0.1"]])
    site.pages["/page.html"] = Reply(PAGE)
    with open_fetcher(
        tmp_path,
        allowed=parse_allowed(["127.0.0.1"]),
        clock=clock,
        sleep=clock.sleep,
        resolver=lambda *_: next(answers),
    ) as fetcher:
        reasons = [fetcher.get(site.address(host="a.example")).reason for _ in range(3)]
    assert reasons == [None, "address refused", "address refused"]
    assert site.paths() == ["/page.html"]
    assert next(answers, None) is None  # one look at the name for each connection, and no other


@pytest.mark.parametrize(
    ("number", "reason", "tries"),
    [(socket.EAI_NONAME, "no such host", 1), (socket.EAI_AGAIN, "no answer", 1)],
)
def test_a_name_that_nobody_knows(number: int, reason: str, tries: int, tmp_path: Path, clock: Clock) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(number, "not known")

    with open_fetcher(tmp_path, clock=clock, sleep=clock.sleep, resolver=unknown) as fetcher:
        answer = fetcher.get("http://nowhere.example/page.html")
    assert (answer.reason, answer.tries) == (reason, tries)
    assert "nowhere.example" in answer.note


@pytest.mark.parametrize(
    "host",
    [
        "a..b",
        ".",
        "a" * 300,
        "教" * 90,
        ("x" * 60 + ".") * 4 + "example",
        "a_b.example",
        "-",
        "%00",
        "1.2.3",
        "٣",
    ],
)
def test_a_name_that_can_be_none_is_no_host(host: str, tmp_path: Path, clock: Clock) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        host.encode("idna")
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    with open_fetcher(tmp_path, clock=clock, sleep=clock.sleep, resolver=unknown) as fetcher:
        assert fetcher.get(f"http://{host}/page.html").reason in ("no such host", "address refused")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ftp://a.example/x", "ftp://a.example/x"),
        ("//a.example/x", "//a.example/x"),
        ("http:///x", "http:///x"),
        ("http://a.example/x y", "http://a.example/x y"),
        ("http://a.example:port/x", "http://a.example:port/x"),
        ("http://who:word@a.example/x", "https://…@a.example"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("", ""),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str, shown: str, fetcher: Fetcher) -> None:
    answer = fetcher.get(address)
    assert (answer.reason, answer.asked) == ("address refused", shown)


def test_files_are_read_where_the_operator_allows_them(tmp_path: Path, fetcher: Fetcher) -> None:
    page = tmp_path / "总结 1.html"
    page.write_bytes(PAGE)
    allowed = replace(fetcher, allowed=parse_allowed(["file:"]))
    answer = allowed.get(page.as_uri())
    assert answer.snapshot is not None
    assert fetcher.store.get(answer.snapshot) == PAGE
    assert (answer.size, answer.found, answer.status) == (len(PAGE), "text/html", None)
    assert allowed.get(page.as_uri() + "l").reason == "gone"
    assert allowed.get(tmp_path.as_uri()).reason == "forbidden"
    page.write_bytes(bytes(100_001))
    assert allowed.get(page.as_uri()).reason == "too large"


@pytest.mark.parametrize(
    ("declared", "content", "found", "deceived"),
    [
        ("text/html; charset=big5", PAGE, "text/html", False),
        ("text/html", b"%PDF-1.7 ...", "application/pdf", True),
        ("application/pdf", PAGE, "text/html", True),
        ("application/octet-stream", b"%PDF-1.7 ...", "application/pdf", False),
        ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "application/x-ole-storage", False),
        ("text/plain", TEXT.encode("gb18030"), None, False),
    ],
)
def test_declared_and_found_type_may_differ(
    declared: str, content: bytes, found: str | None, deceived: bool, site: Site, fetcher: Fetcher
) -> None:
    site.pages["/page.html"] = Reply(content, headers={"Content-Type": declared})
    answer = fetcher.get(site.address())
    assert answer.snapshot is not None
    assert fetcher.store.get(answer.snapshot) == content
    assert (answer.declared, answer.found) == (declared.partition(";")[0], found)
    assert bool(answer.note) == deceived


MISSING = "<html><head><title>404</title></head><body><p>您访问的页面不存在</p></body></html>"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_site_that_lies_about_its_charset_deceives_nobody(
    charset: str, encoding: str, site: Site, fetcher: Fetcher
) -> None:
    kind = {"Content-Type": f"text/html; charset={charset}"}
    text = MISSING.replace("您访问的页面不存在", "文件不存在").encode(encoding)
    site.pages["/gone.html"] = Reply(text, headers=kind)
    site.pages["/page.html"] = Reply(TEXT.encode(encoding, errors="ignore"), headers=kind)
    assert fetcher.get(site.address("/gone.html")).reason == "not found page"
    answer = fetcher.get(site.address())
    assert answer.snapshot is not None
    assert fetcher.store.get(answer.snapshot) == TEXT.encode(encoding, errors="ignore")


def test_soft_404_and_login_pages_are_no_pages(site: Site, fetcher: Fetcher) -> None:
    form = "<form>用户名<input name=u>密码<input type=Password name=p></form>"
    site.pages["/gone.html"] = Reply(MISSING.encode())
    site.pages["/old/page.html"] = onward("/index.html")
    site.pages["/index.html"] = Reply(PAGE)
    site.pages["/inside.html"] = onward("/sso/login?back=/inside.html")
    site.pages["/sso/login?back=/inside.html"] = Reply(f"<body>{form}</body>".encode())
    site.pages["/script.html"] = Reply(b"<html><body><script>go()</script></body></html>")
    told = {path: fetcher.get(site.address(path)).reason for path in site.pages if path != "/robots.txt"}
    assert told == {
        "/gone.html": "not found page",
        "/old/page.html": "not found page",
        "/index.html": None,
        "/inside.html": "login page",
        "/sso/login?back=/inside.html": "login page",
        "/script.html": "empty",
    }


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx", "no answer"),
        (HEAD + b"Content-Length: -1\r\n\r\nx", "no answer"),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", "no answer"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 20 + b"\r\nabc", "cut short"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", "cut short"),
        (HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 900) for n in range(2000)) + b"\r\n", "no answer"),
        (HEAD + b"Content-Type: te\x00xt\r\n\r\nx", "no answer"),
        (HEAD + b"Content-Encoding: \xff\r\nContent-Length: 1\r\n\r\nx", "encoding"),
        (HEAD + b"Content-Type: \xff; charset=\xff\r\nContent-Length: 1\r\n\r\nx", None),
        (b"HTTP/1.1 101 Upgrade\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n", "no answer"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 2000 + HEAD + b"Content-Length: 1\r\n\r\nx", None),
        (b"HTTP/1.1 302 Found\r\nLocation:\r\nContent-Length: 0\r\n\r\n", "too many redirects"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://a.example:99999/\r\n\r\n", "address refused"),
        (b"HTTP/1.1 302 Found\r\nLocation: http:\\\\10.0.0.1\\x\r\n\r\n", "address refused"),
        (b"HTTP/1.1 302 Found\r\nLocation: /" + b"a" * 200_000 + b"\r\n\r\n", "no answer"),
        (b"HTTP/1.1 503 No\r\nRetry-After: " + b"9" * 9000 + b"\r\n\r\n", "told to wait"),
        (
            b"HTTP/1.1 503 No\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 +99999999999999\r\n\r\n",
            "server failed",
        ),
        (b"HTTP/1.1 429 No\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 -2359\r\n\r\n", "told to wait"),
    ],
)
def test_whatever_a_server_says_is_an_answer(
    said: bytes, reason: str | None, site: Site, fetcher: Fetcher
) -> None:
    site.pages["/page.html"] = Raw(said)
    assert fetcher.get(site.address()).reason == reason
