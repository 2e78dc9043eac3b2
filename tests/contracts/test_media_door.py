"""A real nginx, as `make run` writes it, before films on a disk: what it sends, to whom, how often it asks."""

import http.client
import time
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from apps.catalog.domain.media_address import Pass, media_address, prefix_of
from tests.canary import listening
from tests.catalog import mutations
from tests.catalog.mutations import EVERY_FILE, HOST, OWN, Attempt, Others
from tests.front_door import front_door as running_front_door

pytestmark = pytest.mark.slow
SECRET = "a-secret-of-this-test-0123456789"
BYTES = b"0123456789" * 200
REFUSED = {400, 403, 404, 405, 410}
CHECK = "/internal/play/check"
OWN_PASS = Pass(
    expires=int(time.time()) + 86_400,
    sid="01a1ffdc-cad5-7680-b11a-25b91f376c50",
    cap=480,
    schema="alpha",
    film="01a1ffdc-c66e-76f4-8d54-be2681ddfe06",
    folder="v1-5f3a91c0",
)
OTHERS = Others(
    sid="01a1ffdc-cad5-7680-b11a-25b91f376c51",
    film="01a1ffdc-c66e-76f4-8d54-be2681ddfe16",
    folder="v2-5f3a91c1",
)


@pytest.fixture(scope="module")
def application():
    with listening() as server:
        yield server


@pytest.fixture(scope="module")
def door(tmp_path_factory, application):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIA_URL_SECRET", SECRET)
        home = tmp_path_factory.mktemp("clone")
        with running_front_door(home, application) as (origin, workspace):
            _store_films(workspace.home / "media" / "t")
            yield origin


@pytest.fixture(scope="module")
def door_to_a_store(tmp_path_factory, application):
    """The same, with films in an object store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIA_URL_SECRET", SECRET)
        patch.setenv("MEDIA_STORAGE", "s3")
        with running_front_door(tmp_path_factory.mktemp("store"), application) as (origin, _home):
            yield origin


@pytest.fixture(autouse=True)
def allowing(application):
    application.heard.clear()
    application.headers.clear()
    application.replies.clear()
    application.replies[CHECK] = (204, {}, b"")
    # What no location of nginx answers reaches the application, whose views refuse it: see the twin.
    for path in ("/", "/m", "/m/", "/media/"):
        application.replies[path] = (404, {}, b"")
    return application


def _store_films(root):
    for schema in ("alpha", "beta"):
        for film in (OWN_PASS.film, OTHERS.film):
            for folder in (OWN_PASS.folder, OTHERS.folder):
                for name in EVERY_FILE:
                    part = name if name.startswith("text/") else f"{folder}/{name}"
                    path = root / schema / "films" / film / part
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(BYTES)


def ask(door, attempt):
    """Byte for byte as it is written."""
    connection = http.client.HTTPConnection(urlsplit(door).netloc, timeout=10)
    connection.putrequest(attempt.method, attempt.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": attempt.host, **attempt.headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def own(name, **more):
    fresh = more.pop("allows", OWN_PASS)
    return Attempt(prefix_of(fresh, HOST, SECRET) + name, **more)


def another_stream(number):
    """One nginx has not asked about yet."""
    return replace(OWN_PASS, sid=f"01a1ffdc-cad5-7680-b11a-{number:012x}")


def test_own_files_come_whole_in_ranges_and_with_their_types(door):
    types = {"m3u8": "application/vnd.apple.mpegurl", "vtt": "text/vtt", "jpg": "image/jpeg"}
    for name in OWN:
        answer, body = ask(door, own(name))
        part, ten = ask(door, own(name, headers={"Range": "bytes=10-19"}))
        sound = name.startswith("a0")
        types |= {"mp4": "video/mp4", "m4s": "audio/mp4" if sound else "video/iso.segment"}
        assert (answer.status, body) == (200, BYTES), name
        assert answer.headers["Content-Type"] == types[name.rpartition(".")[2]], name
        assert (part.status, ten) == (206, BYTES[10:20]), name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    head, nothing = ask(door, own("240/init.mp4", method="HEAD"))
    assert (head.status, nothing, head.headers["Content-Length"]) == (200, b"", str(len(BYTES)))


def test_no_address_made_of_it_is_answered(door, application):
    tried = mutations.attempts(OWN_PASS, SECRET, OTHERS)
    asked_python = []
    answered = []
    for attempt in tried:
        application.heard.clear()
        answer, body = ask(door, attempt)
        # What falls through to the application is refused there: see test_media_mutations.
        asked_python += application.heard
        if application.heard and CHECK not in application.heard[0]:
            assert body in {b"here", b""}, attempt
            continue
        if answer.status not in REFUSED or BYTES in body or b"0123456789" in body:
            answered.append(f"{answer.status} {attempt}")

    assert len(tried) >= 200
    assert answered == []
    # Every refusal of bytes was nginx's own: nothing was asked about a forged address.
    assert not [line for line in asked_python if CHECK in line]


def test_playlists_are_compressed_however_short(door):
    answer, body = ask(door, own("240/index.m3u8", headers={"Accept-Encoding": "gzip"}))

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(body) < len(BYTES)


def test_nginx_asks_once_in_ten_seconds_for_a_stream_and_a_film(door, application):
    fresh = another_stream(1)
    for name in OWN * 3:
        assert ask(door, own(name, allows=fresh))[0].status == 200

    assert application.heard == [f"GET {CHECK} HTTP/1.1"]
    told = application.headers[0]
    assert told["X-Media-Path"] == own(OWN[0], allows=fresh).path
    assert told["Host"] == HOST
    assert "Cookie" not in told


def test_a_stream_that_was_revoked_stops_within_ten_seconds(door, application):
    fresh = another_stream(2)
    assert ask(door, own("240/init.mp4", allows=fresh))[0].status == 200
    application.replies[CHECK] = (403, {}, b"")
    revoked = time.monotonic()

    while ask(door, own("240/init.mp4", allows=fresh))[0].status == 200:
        time.sleep(0.2)

    assert time.monotonic() - revoked < 12
    assert ask(door, own("a0/seg_00000.m4s", allows=fresh))[0].status == 403


def test_it_is_asked_anew_for_another_version_film_or_host(door, application):
    fresh = another_stream(3)
    for changed in (
        fresh,
        replace(fresh, folder=OTHERS.folder),
        replace(fresh, film=OTHERS.film),
        replace(fresh, cap=720),
    ):
        assert ask(door, own("240/init.mp4", allows=changed))[0].status == 200
    elsewhere = prefix_of(fresh, "beta.localhost", SECRET) + "240/init.mp4"
    ask(door, Attempt(elsewhere, host="beta.localhost"))

    assert len(application.heard) == 5


@pytest.mark.parametrize("status", [500, 502, 503])
def test_who_cannot_be_asked_is_refused_and_told_so(door, application, status):
    fresh = another_stream(10 + status)
    application.replies[CHECK] = (status, {}, b"")

    answer, body = ask(door, own("240/init.mp4", allows=fresh))

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"
    assert BYTES not in body
    application.replies[CHECK] = (204, {}, b"")
    assert ask(door, own("240/init.mp4", allows=fresh))[0].status == 200


def test_an_address_that_is_over_says_so(door):
    late = replace(OWN_PASS, expires=1_600_000_000)

    assert ask(door, own("240/init.mp4", allows=late))[0].status == 410


def test_the_playlist_and_the_key_come_from_the_application(door, application):
    for name in ("master.m3u8", "key/content.key"):
        answer, body = ask(door, own(name))
        assert (answer.status, body) == (200, b"here"), name
    assert len(application.heard) == 2


def test_what_is_missing_is_missing(door):
    answer, _body = ask(door, own("240/seg_99999.m4s"))

    assert answer.status == 404
    assert "Location" not in answer.headers


def test_films_in_a_store_are_checked_here_and_named_by_the_application(
    door_to_a_store, application
):
    """nginx refuses forgeries by itself; what is left the web process checks and looks up."""
    answer, body = ask(door_to_a_store, own("240/init.mp4"))
    assert (answer.status, body) == (200, b"here")
    assert application.heard == [f"GET {own('240/init.mp4').path} HTTP/1.1"]

    application.heard.clear()
    tried = mutations.attempts(OWN_PASS, SECRET, OTHERS)
    forged = [attempt for attempt in tried if attempt.path.startswith("/m/")]
    for attempt in forged:
        ask(door_to_a_store, attempt)
    # The application sees what is an answer of its own, and what it knows to be no address at all.
    seen = [media_address(line.split()[1]) for line in application.heard]
    assert [found for found in seen if found and not (found.is_master or found.is_key)] == []
