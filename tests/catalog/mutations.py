"""Addresses that a viewer may make of his own, to get what is not his. None of them may be answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from apps.catalog.domain.media_address import CAPS, Pass, prefix_of, signature_of

HOST, OTHER_HOST = "alpha.localhost", "beta.localhost"
TRACK = "01a1ffdc-c66e-76f4-8d54-be2681ddfe07"
CAP = 480
WITHIN = (240, 360, 480)
ABOVE = (720, 1080, 2160)
PIECES = ("index.m3u8", "init.mp4", "seg_00000.m4s")
BESIDE = (
    "a0/seg_00000.m4s",
    "a0/index.m3u8",
    "i/frames.m4s",
    "sprites/thumbnails.vtt",
    "sprites/sheet_001.jpg",
    f"text/{TRACK}-1/seg_00000.vtt",
)
ANSWERS = ("master.m3u8", "key/content.key")
OWN = [*[f"{rung}/{piece}" for rung in WITHIN for piece in PIECES], *BESIDE]
EVERY_FILE = [*OWN, *[f"{rung}/{piece}" for rung in ABOVE for piece in PIECES]]


@dataclass(frozen=True)
class Attempt:
    path: str
    method: str = "GET"
    host: str = HOST
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.host} {self.path} {self.headers or ''}"


@dataclass(frozen=True)
class Others:
    """What exists beside it: another stream, film and version with the same files."""

    sid: str
    film: str
    folder: str


def attempts(own: Pass, secret: str, others: Others) -> list[Attempt]:
    """Each once, in a fixed order."""
    found = [
        *_other_parts(own, secret),
        *_changed_passes(own, secret, others),
        *_spellings(own, secret),
        *_signatures(own, secret),
        *_hosts(own, secret),
        *_ways_round(own),
        *_expired(own, secret),
    ]
    return list({str(attempt): attempt for attempt in found}.values())


def _other_parts(own: Pass, secret: str) -> Iterator[Attempt]:
    """What the ceiling keeps away, asked for in every way."""
    prefix = prefix_of(own, HOST, secret)
    for rung in ABOVE:
        for piece in PIECES:
            yield Attempt(f"{prefix}{rung}/{piece}")
            yield Attempt(f"{prefix}{rung}/{piece}", method="HEAD")
            yield Attempt(f"{prefix}{rung}/{piece}", headers={"Range": "bytes=0-9"})
    for name in ("120/init.mp4", "0480/init.mp4", "0720/init.mp4", "99999/init.mp4", "b0/init.mp4"):
        yield Attempt(prefix + name)
    for name in (
        "original/film.mp4",
        "key/other.key",
        "text/index.m3u8",
        "a10/init.mp4",
        "x/y.txt",
    ):
        yield Attempt(prefix + name)


def _changed_passes(own: Pass, secret: str, others: Others) -> Iterator[Attempt]:
    """Each part of what was signed changed, the signature left as it was."""
    signature = signature_of(own, HOST, secret)
    changes = [
        *[replace(own, cap=cap) for cap in CAPS if cap != own.cap],
        *[replace(own, expires=own.expires + seconds) for seconds in (-1, 1, 3600, 10**8)],
        replace(own, sid=others.sid),
        replace(own, film=others.film),
        replace(own, folder=others.folder),
        replace(own, schema="beta"),
        replace(own, schema="public"),
    ]
    for changed in changes:
        for name in ("240/init.mp4", "720/seg_00000.m4s", *BESIDE, *ANSWERS):
            yield Attempt(f"/m/{signature}/{changed.text}/{name}")


def _spellings(own: Pass, secret: str) -> Iterator[Attempt]:
    """The same file, or one above the ceiling, in other letters."""
    prefix = prefix_of(own, HOST, secret)
    for climb in ("..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "..;", "..%2f.."):
        yield Attempt(f"{prefix}240/{climb}/720/init.mp4")
        yield Attempt(f"{prefix}240/{climb}/240/init.mp4")
        yield Attempt(f"{prefix}240/{climb}/master.m3u8")
        yield Attempt(f"{prefix}240/{climb}/{climb}/{climb}/secret.txt")
    yield Attempt(f"{prefix}240%2finit.mp4")
    yield Attempt(f"{prefix}240\\init.mp4")
    yield Attempt(f"{prefix}./240/init.mp4")
    yield Attempt(f"{prefix}%32%34%30/init.mp4")
    yield Attempt(f"{prefix}240/ini%74.mp4")
    for ending in ("/", ".", "%00", "%0a", "%20", "?", "?x=1", ";x", "~", ".bak", ".m4s"):
        yield Attempt(f"{prefix}240/init.mp4{ending}")
    parts = f"{prefix}240/init.mp4".split("/")
    for at in range(1, len(parts)):
        yield Attempt("/".join([*parts[:at], "", *parts[at:]]))
        yield Attempt("/".join([*parts[:at], *parts[at + 1 :]]))
        if parts[at] != parts[at].upper():
            yield Attempt("/".join([*parts[:at], parts[at].upper(), *parts[at + 1 :]]))


def _signatures(own: Pass, secret: str) -> Iterator[Attempt]:
    signature = signature_of(own, HOST, secret)
    for at, letter in enumerate(signature):
        # The last letter holds four bits of nothing: another one of the same sixteen is the same.
        other = "A" if letter != "A" else "Q"
        yield Attempt(f"/m/{signature[:at]}{other}{signature[at + 1 :]}/{own.text}/240/init.mp4")
    for false in ("", "A" * 22, "-", signature[:-1], signature + "A", signature + "=="):
        yield Attempt(f"/m/{false}/{own.text}/240/init.mp4")
    for guess in ("", "secret", "media", "dev-only"):
        yield Attempt(f"{prefix_of(own, HOST, guess)}240/init.mp4")


def _hosts(own: Pass, secret: str) -> Iterator[Attempt]:
    for name in OWN:
        yield Attempt(f"{prefix_of(own, HOST, secret)}{name}", host=OTHER_HOST)
    for host in ("localhost", "www.beta.localhost", "alpha.localhost.evil.example"):
        yield Attempt(f"{prefix_of(own, HOST, secret)}240/init.mp4", host=host)
    forwarded = {"X-Forwarded-Host": HOST, "X-Original-URL": "/", "X-Rewrite-URL": "/"}
    yield Attempt(f"{prefix_of(own, HOST, secret)}240/init.mp4", host=OTHER_HOST, headers=forwarded)


def _ways_round(own: Pass) -> Iterator[Attempt]:
    """Where nginx itself finds the files, and what it asks."""
    stored = f"t/{own.schema}/films/{own.film}/{own.folder}/720/init.mp4"
    for place in ("/_media/", "/media/", "/_objects/", "/static/../media/", "/m/", "/"):
        yield Attempt(place + stored)
    for path in ("/_play", "/internal/play/check", "/internal/", "/m", "/m/", "/hls/x/master.m3u8"):
        yield Attempt(path)
        yield Attempt(path, headers={"X-Media-Path": "/", "X-Accel-Redirect": f"/_media/{stored}"})


def _expired(own: Pass, secret: str) -> Iterator[Attempt]:
    """Signed by us, and over."""
    for age in (own.expires - 1_600_000_000, own.expires - 1_700_000_000):
        late = replace(own, expires=own.expires - age)
        for name in ("240/init.mp4", *BESIDE, *ANSWERS):
            yield Attempt(f"{prefix_of(late, HOST, secret)}{name}")
