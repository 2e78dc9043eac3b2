"""Addresses of bytes: what they say, what their signature covers, which spellings there are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from apps.catalog.domain import media_address as media
from apps.catalog.domain.media_address import Pass, is_signed, prefix_of

SECRET, HOST = "s" * 64, "alpha.localhost"
TRACK = "01a1ffdc-c66e-76f4-8d54-be2681ddfe07"
PASS = Pass(
    expires=1795297742,
    sid="01a1ffdc-cad5-7680-b11a-25b91f376c50",
    cap=480,
    schema="alpha",
    film="01a1ffdc-c66e-76f4-8d54-be2681ddfe06",
    folder="v1-5f3a91c0",
)
PREFIX = prefix_of(PASS, HOST, SECRET)


def test_the_signature_is_nginxs():
    """As the manual of secure_link makes one: openssl md5 -binary | openssl base64 | tr +/ -_ | tr -d ="""
    assert f"/m/nGeIT9dDvKko5R2NLmiyNg/{PASS.text}/" == PREFIX


@pytest.mark.parametrize(
    ("name", "content_type", "stored"),
    [
        ("240/index.m3u8", "application/vnd.apple.mpegurl", "v1-5f3a91c0/240/index.m3u8"),
        ("240/seg_00000.m4s", "video/iso.segment", "v1-5f3a91c0/240/seg_00000.m4s"),
        ("480/init.mp4", "video/mp4", "v1-5f3a91c0/480/init.mp4"),
        ("a0/seg_00000.m4s", "audio/mp4", "v1-5f3a91c0/a0/seg_00000.m4s"),
        ("a9/index.m3u8", "application/vnd.apple.mpegurl", "v1-5f3a91c0/a9/index.m3u8"),
        ("audio/init.mp4", "audio/mp4", "v1-5f3a91c0/audio/init.mp4"),
        ("i/frames.m4s", "video/iso.segment", "v1-5f3a91c0/i/frames.m4s"),
        ("sprites/thumbnails.vtt", "text/vtt", "v1-5f3a91c0/sprites/thumbnails.vtt"),
        ("sprites/sheet_001.jpg", "image/jpeg", "v1-5f3a91c0/sprites/sheet_001.jpg"),
        (f"text/{TRACK}-3/seg_00001.vtt", "text/vtt", f"text/{TRACK}-3/seg_00001.vtt"),
    ],
)
def test_a_file_has_a_type_and_a_place(name, content_type, stored):
    address = media.media_address(PREFIX + name)

    assert address is not None
    assert address.allows == PASS
    assert address.content_type == content_type
    assert address.storage_name == f"films/{PASS.film}/{stored}"
    assert is_signed(address, HOST, SECRET)
    assert address.is_within_cap


def test_the_playlist_and_the_key_are_answers():
    master, key = (media.media_address(PREFIX + n) for n in ("master.m3u8", "key/content.key"))

    assert (master.is_master, master.is_key) == (True, False)
    assert (key.is_master, key.is_key) == (False, True)


@pytest.mark.parametrize(("cap", "within"), [(240, 1), (360, 2), (480, 3), (1080, 5), (2160, 6)])
def test_renditions_end_at_the_ceiling(cap, within):
    prefix = prefix_of(replace(PASS, cap=cap), HOST, SECRET)
    shown = [media.media_address(f"{prefix}{rung}/init.mp4").is_within_cap for rung in media.CAPS]

    assert shown == [True] * within + [False] * (6 - within)


@pytest.mark.parametrize(
    "change",
    [
        {"expires": PASS.expires + 1},
        {"sid": PASS.sid[:-1] + "1"},
        {"cap": 1080},
        {"schema": "beta"},
        {"film": PASS.film[:-1] + "7"},
        {"folder": "v2-5f3a91c0"},
    ],
)
def test_the_signature_covers_everything(change):
    other = f"{PREFIX.split(PASS.text)[0]}{replace(PASS, **change).text}/240/init.mp4"

    assert not is_signed(media.media_address(other), HOST, SECRET)


def test_the_signature_is_for_one_host_and_secret():
    address = media.media_address(f"{PREFIX}240/init.mp4")

    assert not is_signed(address, "beta.localhost", SECRET)
    assert not is_signed(address, HOST, "another")


@pytest.mark.parametrize(
    "path",
    [
        PREFIX,
        f"{PREFIX}240",
        f"{PREFIX}240/",
        f"{PREFIX}240//init.mp4",
        f"/{PREFIX}240/init.mp4",
        f"{PREFIX}240/init.mp4/",
        f"{PREFIX}240/init.mp4?x",
        f"{PREFIX}240/init.mp4\n",
        f"{PREFIX}240/../480/init.mp4",
        f"{PREFIX}240/%2e%2e/480/init.mp4",
        f"{PREFIX}240/%69nit.mp4",
        f"{PREFIX}240/INIT.MP4",
        f"{PREFIX}./240/init.mp4",
        f"{PREFIX}240/init.mp4.txt",
        f"{PREFIX}240/.init.mp4",
        f"{PREFIX}text/{TRACK}-3",
        f"{PREFIX}text/../240/init.mp4",
        f"{PREFIX}key/other.key",
        PREFIX.replace("/480/", "/500/") + "240/init.mp4",
        PREFIX.upper() + "240/init.mp4",
        "",
        "/m/",
    ],
)
def test_there_is_one_spelling(path):
    assert media.media_address(path) is None


def test_the_last_second_is_good():
    address = media.media_address(f"{PREFIX}240/init.mp4")

    assert not media.is_expired(address, datetime.fromtimestamp(PASS.expires, UTC))
    assert media.is_expired(address, datetime.fromtimestamp(PASS.expires + 1, UTC))
