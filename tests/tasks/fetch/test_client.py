"""The client speaks HTTP/2 where the site does, believes certificates, and nothing of the environment."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tasks.fetch.client import Limits, open_client
from tasks.fetch.fetcher import open_fetcher
from tasks.fetch.guard import parse_allowed
from tasks.fetch.timed import Budget
from tests.local_site import Clock, Reply, Site

PAGE = b"<p>" + b"x" * 1000


def certificate(folder: Path, *names: str) -> Path:
    """A certificate of our own for these names, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def serve_one(sock: ssl.SSLSocket, spoken: list[str]) -> None:
    """Answer the one question of a connection, in HTTP/2."""
    spoken.append(sock.selected_alpn_protocol() or "")
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()
    sock.sendall(connection.data_to_send())
    while data := sock.recv(65_536):
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived) and event.stream_id and event.headers:
                path = dict(event.headers)[b":path"].decode()
                spoken.append(dict(event.headers)[b":authority"].decode().partition(":")[0] + path)
                status = "404" if path == "/robots.txt" else "200"
                connection.send_headers(event.stream_id, [(":status", status), ("content-type", "text/html")])
                connection.send_data(event.stream_id, PAGE, end_stream=True)
        sock.sendall(connection.data_to_send())


@contextmanager
def secure_site(pem: Path, spoken: list[str]) -> Iterator[int]:
    """A site that speaks HTTP/2 over TLS, and the port that it is at."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    plain, _ = server.accept()
                except OSError:
                    return  # closed: the test is over
                try:
                    with context.wrap_socket(plain, server_side=True) as sock:
                        serve_one(sock, spoken)
                except OSError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize(
    ("host", "trusted", "reason"),
    [
        ("jyj.example", True, None),
        ("other.example", True, "no secure connection"),
        ("jyj.example", False, "no secure connection"),
    ],
)
def test_a_secure_site_is_asked_by_its_name_at_the_number_that_was_looked_at(
    host: str, trusted: bool, reason: str | None, tmp_path: Path, clock: Clock
) -> None:
    pem = certificate(tmp_path, "jyj.example")
    spoken: list[str] = []
    trust = ssl.create_default_context(cafile=str(pem)) if trusted else None
    with (
        secure_site(pem, spoken) as port,
        open_fetcher(
            tmp_path,
            allowed=parse_allowed(["127.0.0.1"]),
            clock=clock,
            sleep=clock.sleep,
            resolver=lambda *_: ["127.0.0.1"],
            trust=trust,
        ) as fetcher,
    ):
        answer = fetcher.get(f"https://{host}:{port}/page.html")
    assert (answer.reason, answer.tries) == (reason, 1)
    if reason is None:
        assert spoken == ["h2", "jyj.example/robots.txt", "h2", "jyj.example/page.html"]
        assert answer.size == len(PAGE)


def test_the_environment_leads_nowhere_else(
    site: Site, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login who password word")
    monkeypatch.setenv("NETRC", str(netrc))
    site.pages["/page.html"] = Reply(PAGE)
    with open_fetcher(
        tmp_path, allowed=parse_allowed(["127.0.0.1"]), clock=clock, sleep=clock.sleep, contact="a@b.example"
    ) as fetcher:
        assert fetcher.get(site.address()).reason is None
    assert "authorization" not in site.asked[-1].headers
    assert site.asked[-1].headers["user-agent"] == "county-education-indicators/1 (+a@b.example)"


def test_a_connection_ends_with_its_answer(site: Site) -> None:
    site.pages["/page.html"] = Reply(PAGE)
    with open_client(parse_allowed(["127.0.0.1"]), Budget(), Limits()) as client:
        response = client.get(site.address())
        stream = response.extensions["network_stream"]
        assert response.content == PAGE
        assert stream.get_extra_info("socket").fileno() == -1
