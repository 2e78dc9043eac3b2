"""Servers that are never silent and never done: an answer has an end all the same."""

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from requests.adapters import HTTPAdapter

from apps.core import http
from apps.core.deadlines import TimedAdapter
from apps.core.http import HttpAway, Patience, fetch

HASTY = Patience(silence_seconds=2, all_seconds=0.4)
PAUSE = 0.02
# Longer than anybody waits here; a control waits for the end of it.
LASTS = 1.5
OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "status line": (b"", b"H"),
    "headers": (OK, b"x"),
    "many headers": (OK, b"a: b\r\n"),
    "body": (OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "body without a length": (OK + b"\r\n", b"x"),
    "chunks": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "size of a chunk": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "not yet": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@contextmanager
def dripping(first: bytes, drop: bytes, context: ssl.SSLContext | None = None):
    """Says ``first`` at once and then a drop every few milliseconds, to everybody who comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer(client):
            with client:
                client.recv(65536)
                client.sendall(first)
                ends = time.monotonic() + LASTS
                while time.monotonic() < ends:
                    client.sendall(drop)
                    time.sleep(PAUSE)

        def serve():
            while True:
                try:
                    client = listener.accept()[0]
                    answer(context.wrap_socket(client, server_side=True) if context else client)
                except OSError:
                    if listener.fileno() < 0:
                        return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def seconds_of(url, patience=HASTY):
    began = time.monotonic()
    with pytest.raises(HttpAway):
        fetch(url, patience=patience)
    return time.monotonic() - began


@pytest.mark.parametrize("part", SLOW)
def test_an_answer_that_drips_is_given_up_in_time(settings, part):
    with dripping(*SLOW[part]) as port:
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{port}"}

        assert seconds_of(f"http://127.0.0.1:{port}/") < LASTS - 0.3


@pytest.mark.parametrize("part", ["headers", "body"])
def test_control_with_the_sockets_time_outs_alone_it_is_waited_for(settings, monkeypatch, part):
    monkeypatch.setattr(
        TimedAdapter,
        "get_connection_with_tls_context",
        HTTPAdapter.get_connection_with_tls_context,
    )
    with dripping(*SLOW[part]) as port:
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{port}"}

        began = time.monotonic()
        with suppress(HttpAway):
            fetch(f"http://127.0.0.1:{port}/", patience=HASTY)
        assert time.monotonic() - began >= LASTS


def certificate(folder: Path) -> Path:
    """One file with the key and what it signs: this machine's address, until tomorrow."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=1)).add_extension(here, critical=False)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signed = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "both.pem").write_bytes(secret + signed)
    return folder / "both.pem"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_the_same_behind_tls(settings, monkeypatch, tmp_path, part):
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    make = http._session

    def trusting(*args, **more):
        session = make(*args, **more)
        session.verify = str(path)
        return session

    monkeypatch.setattr(http, "_session", trusting)
    with dripping(*SLOW[part], context) as port:
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{port}"}

        assert 0.35 < seconds_of(f"https://127.0.0.1:{port}/") < LASTS - 0.3
