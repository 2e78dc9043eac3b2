"""Nothing that people write leads our servers to a private address."""

import gzip
import json
import socket
from collections.abc import Iterator

import pytest

from apps.core.http import (
    AddressRefused,
    AnswerTooLarge,
    HttpAway,
    HttpRefused,
    Patience,
    _next_hop,
    fetch,
)
from tests.canary import Server, listening

PUBLIC = "93.184.215.14"


@pytest.fixture
def canary(settings) -> Iterator[Server]:
    """Listens on this machine, on a port that is allowed: only its address keeps us away."""
    with listening() as server:
        settings.OUTGOING_PORTS = {80, 443, server.port}
        yield server
        assert server.heard == []


@pytest.fixture
def provider(settings) -> Iterator[Server]:
    """A stand-in that the operator has named."""
    with listening() as server:
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{server.port}"}
        yield server


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://127.1:{port}/",
        "http://0.0.0.0:{port}/",
        "http://0:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://0177.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://[::]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://[::ffff:7f00:1]:{port}/",
        "http://[::127.0.0.1]:{port}/",
        "http://[64:ff9b::7f00:1]:{port}/",
        "http://[2002:7f00:1::]:{port}/",
        "http://[fe80::1]:{port}/",
        "http://[fd00::1]:{port}/",
        "http://169.254.169.254/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://127.0.0.1:6379/",
        "http://93.184.215.14:22/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/_GET",
        "ftp://127.0.0.1/",
        "//127.0.0.1:{port}/",
        "http://",
        "http://user:secret@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\\@example.com/",
        "http://127.0.0.1:{port} .example.com/",
        "http://127.0.0.1:99999/",
        "http://exa\nmple.com/",
        "http://[::1/",
        "http://" + "a" * 3000,
    ],
)
def test_what_is_not_public_is_refused_before_a_connection(canary, url):
    url = url.replace("{port}", str(canary.port))

    with pytest.raises(AddressRefused):
        fetch(url)


class Resolver:
    """Gives a name's addresses one after the other, as an attacker's name server with TTL 0."""

    def __init__(self, *addresses: str) -> None:
        self.addresses, self.asked = list(addresses), []
        self.system = socket.getaddrinfo

    def __call__(self, host, port, *args, **kwargs):
        if host == "rebind.example":
            self.asked.append(host)
            host = self.addresses.pop(0)
        return self.system(host, port, *args, **kwargs)


def test_a_name_that_leads_home_is_refused(canary, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", Resolver("127.0.0.1", "127.0.0.1"))

    with pytest.raises(AddressRefused):
        fetch(f"http://rebind.example:{canary.port}/")


def test_a_name_that_changes_its_mind_is_connected_to_as_it_was_checked(canary, monkeypatch):
    resolver, reached = Resolver(PUBLIC, "127.0.0.1"), []

    def connect(self, address):
        reached.append(address[0])
        raise OSError("there is no internet in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(socket.socket, "connect", connect)

    with pytest.raises(HttpAway):
        fetch(f"http://rebind.example:{canary.port}/")

    assert resolver.asked == ["rebind.example"]
    assert set(reached) == {PUBLIC}


def test_a_name_without_an_address_may_get_one_later(monkeypatch):
    def nothing(*args, **kwargs):
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)

    with pytest.raises(HttpAway):
        fetch("https://new.example/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_home_is_refused(canary, provider, status):
    provider.replies["/away"] = (status, {"Location": f"{canary.origin}/"}, b"")

    with pytest.raises(AddressRefused):
        fetch(f"{provider.origin}/away")
    assert provider.heard == ["GET /away HTTP/1.1"]


def test_a_redirect_elsewhere_is_judged_as_a_whole(provider):
    """From outside into a stand-in, from TLS into the open, to another scheme."""
    provider.replies["/away"] = (302, {"Location": "file:///etc/passwd"}, b"")

    with pytest.raises(AddressRefused):
        fetch(f"{provider.origin}/away")
    with pytest.raises(AddressRefused, match="private"):
        _next_hop("http://example.com/", f"{provider.origin}/")
    with pytest.raises(AddressRefused, match="plain"):
        _next_hop("https://example.com/", "http://example.com/")


def test_redirects_are_followed_thrice(provider):
    for hop in range(5):
        provider.replies[f"/{hop}"] = (302, {"Location": f"/{hop + 1}"}, b"")

    assert fetch(f"{provider.origin}/2").body == b"here"
    assert fetch(f"{provider.origin}/2").url == f"{provider.origin}/5"
    with pytest.raises(AddressRefused):
        fetch(f"{provider.origin}/1")


def test_what_changes_things_is_never_redirected(provider):
    provider.replies["/hook"] = (307, {"Location": "/elsewhere"}, b"")

    with pytest.raises(HttpRefused):
        fetch(f"{provider.origin}/hook", method="POST", json={"a": 1})
    assert provider.heard == ["POST /hook HTTP/1.1"]


def test_secrets_stay_with_their_origin(provider, settings):
    with listening() as other:
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{s.port}" for s in (provider, other)}
        provider.replies["/a"] = (302, {"Location": f"{other.origin}/b"}, b"")
        fetch(f"{provider.origin}/a", headers={"Authorization": "Bearer x", "X-Trace": "1"})

    assert provider.headers[0]["Authorization"] == "Bearer x"
    assert "Authorization" not in other.headers[0]
    assert other.headers[0]["X-Trace"] == "1"


def test_proxies_of_the_environment_are_not_asked(canary, provider, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, canary.origin)

    assert fetch(f"{provider.origin}/").body == b"here"


def test_json_goes_out_and_comes_back(provider):
    provider.replies["/api"] = (201, {}, json.dumps({"film": "Hujan"}).encode())

    answer = fetch(f"{provider.origin}/api", method="POST", json={"judul": "Hujan"})

    assert (answer.status, answer.json()) == (201, {"film": "Hujan"})
    assert provider.headers[0]["Content-Type"] == "application/json"


def test_what_claims_to_be_json_and_is_not_is_refused(provider):
    with pytest.raises(HttpRefused):
        fetch(f"{provider.origin}/").json()


def test_an_answer_has_so_many_bytes_also_when_they_were_packed(provider):
    provider.replies["/large"] = (200, {}, b"x" * 20_000)
    provider.replies["/packed"] = (
        200,
        {"Content-Encoding": "gzip"},
        gzip.compress(b"\0" * 50_000_000),
    )

    for path in ("/large", "/packed"):
        with pytest.raises(AnswerTooLarge):
            fetch(f"{provider.origin}{path}", patience=Patience(most_bytes=10_000))


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, HttpRefused), (404, HttpRefused), (429, HttpAway), (408, HttpAway), (503, HttpAway)],
)
def test_refusals_and_troubles_are_told_apart(provider, status, error):
    provider.replies["/"] = (status, {"Retry-After": "7"}, b"why")

    with pytest.raises(error) as caught:
        fetch(f"{provider.origin}/")
    if error is HttpAway:
        assert caught.value.retry_after == 7
    else:
        assert (caught.value.status, caught.value.body) == (status, b"why")


def test_a_silent_server_is_not_waited_for(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.OUTGOING_SANDBOXES = {f"127.0.0.1:{port}"}
        with pytest.raises(HttpAway):
            fetch(f"http://127.0.0.1:{port}/", patience=Patience(silence_seconds=0.2))
