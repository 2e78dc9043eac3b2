"""Files made to harm: each rejected with its reason in time, in little memory, and asking nobody."""

import gzip
import io
import resource
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.catalog.adapters.ffmpeg.process import FFmpegFailed, Limits, run
from apps.catalog.adapters.ffmpeg.subtitles import MOST_BYTES
from apps.catalog.enums import EncodeState
from apps.catalog.errors import UploadRequestMalformed, message_of
from apps.catalog.models import TextTrack
from apps.catalog.selectors.encodes import job_of
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services.uploads import upload_file
from apps.core.enums import JobState
from apps.core.tenancy import studio_context
from tests.canary import Server, listening
from tests.catalog.conftest import BUNNY
from tests.core.test_images import png_that_claims

pytestmark = pytest.mark.slow
SECONDS = 30
MOST_KILOBYTES = 300 * 1024


@pytest.fixture
def canary() -> Iterator[Server]:
    with listening() as server:
        yield server
        assert server.heard == []


@pytest.fixture
def foreign(beta, settings, clip) -> Path:
    """A film of another studio on the same disk."""
    secret = clip("secret.ts", "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1")
    with studio_context(beta):
        target = Path(settings.MEDIA_ROOT) / "t" / "beta" / "x.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(secret.read_bytes())
    return target


@pytest.fixture
def rejected(encoded, tmp_path):
    """Send content as a film; its encode fails in time for this reason, and nothing is kept."""

    def work(content: bytes | Path, reason: str, name: str = "film.mp4") -> None:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        encode = encoded(path)
        assert time.monotonic() - started < SECONDS
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KILOBYTES
        assert (encode.state, encode.error_code) == (EncodeState.FAILED, reason)
        job = job_of(encode)
        assert (job.state, job.error_detail) == (JobState.FAILED, message_of(reason))
        assert str(path) not in job.error_detail

    return work


def playlist(address: str) -> bytes:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{address}\n#EXT-X-ENDLIST\n".encode()


def avi_with(content: bytes) -> bytes:
    """HLS in the subtitles of an AVI (the file disclosure of 2016)."""
    gab2 = b"GAB2\0\2\0" + b"\0" * 20 + content
    chunk = b"00tx" + len(gab2).to_bytes(4, "little") + gab2
    movi = b"LIST" + (4 + len(chunk)).to_bytes(4, "little") + b"movi" + chunk
    return b"RIFF" + (4 + len(movi)).to_bytes(4, "little") + b"AVI " + movi


@pytest.mark.parametrize("wrapped", [lambda content: content, avi_with])
@pytest.mark.parametrize("address", ["{foreign}", "file://{foreign}", "concat:{foreign}"])
def test_no_file_of_another_studio_is_read(rejected, foreign, address, wrapped):
    rejected(wrapped(playlist(address.format(foreign=foreign))), "not_a_video")


@pytest.mark.parametrize("scheme", ["http", "tcp", "rtmp", "rtp", "ftp", "hls+http", "crypto:http"])
def test_no_address_is_asked(rejected, canary, scheme):
    rejected(playlist(f"{scheme}://127.0.0.1:{canary.port}/latest/meta-data"), "not_a_video")


@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile 'http://127.0.0.1:{port}/x'\n",
        "ffconcat version 1.0\nfile '/etc/passwd'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n",
        "<?xml version='1.0'?><MPD><BaseURL>http://127.0.0.1:{port}/</BaseURL></MPD>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1:{port}/'/></svg>",
        "root:x:0:0:root:/root:/bin/bash\n",
        "",
    ],
)
def test_scripts_and_texts_are_no_films(rejected, canary, text):
    rejected((text.replace("{port}", str(canary.port)) or "\n").encode(), "not_a_video")


def test_a_film_that_refers_to_a_file_outside_itself_opens_none(rejected, clip, tmp_path, foreign):
    """QuickTime may keep its pictures elsewhere: the reference is rewritten to point there."""
    whole = clip("plain.mov", "-i", str(BUNNY), "-c", "copy", "-f", "mov").read_bytes()
    elsewhere = whole.replace(b"url \0\0\0\1", b"url \0\0\0\0").replace(
        b"alis\0\0\0\1", b"alis\0\0\0\0"
    )
    assert elsewhere != whole
    hollow = elsewhere[: elsewhere.index(b"mdat") + 4] + b"\0" * 1000
    rejected(hollow, "not_a_video")


def test_a_day_in_a_megabyte_is_too_long(rejected, clip):
    day = clip("day.mp4", "-f", "lavfi", "-i", "color=size=16x16:rate=1/120:duration=86400")

    rejected(day, "video_too_long")


def test_a_picture_of_256_megapixels_is_too_large(rejected, clip, tmp_path):
    """Made of one small PNG, so that not even the test needs the memory."""
    picture = tmp_path / "large.png"
    picture.write_bytes(png_that_claims(16000, 16000))
    large = clip("large.mkv", "-loop", "1", "-t", "1", "-i", str(picture), "-c", "copy")

    rejected(large, "picture_too_large")


def zip_of_a_gigabyte() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as a:
        for _ in range(1024):
            a.write(bytes(1024**2))
    return packed.getvalue()


@pytest.mark.parametrize("bomb", [zip_of_a_gigabyte, lambda: gzip.compress(bytes(100 * 1024**2))])
def test_what_unpacks_to_a_gigabyte_is_not_unpacked(rejected, bomb):
    rejected(bomb(), "not_a_video")


def test_nothing_at_all_is_not_even_an_upload(film, people, tmp_path):
    empty = tmp_path / "empty.mp4"
    empty.write_bytes(b"")

    with pytest.raises(UploadRequestMalformed):
        upload_file(empty, film=film, by=people.ana)

    assert film.encodes.count() == 0


@pytest.mark.parametrize("address", ["{secret}", "file://{secret}"])
def test_subtitles_that_refer_to_a_file_show_nothing_of_it(encoded, clip, tmp_path, film, address):
    """Text of a film is read as text, whatever playlist it spells."""
    secret = tmp_path / "secret.txt"
    secret.write_text("1\n00:00:00,000 --> 00:00:01,000\nthe secret\n")
    spelled = tmp_path / "spelled.srt"
    spelled.write_text(
        f"1\n00:00:00,000 --> 00:00:01,000\n#EXTM3U\n{address.format(secret=secret)}\n"
    )
    path = clip(
        f"spelled{len(address)}.mkv",
        *("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1", "-i", str(spelled)),
        *("-c:s", "srt"),
    )

    assert encoded(path).state == EncodeState.READY

    track = TextTrack.objects.get(film=film)
    assert "#EXTM3U" in track.vtt
    assert "the secret" not in track.vtt


def test_a_language_that_is_a_line_of_a_playlist_is_none(encoded, clip):
    """What a file says of itself reaches the playlist as one quoted word."""
    wild = 'x",URI="http://127.0.0.1/"'
    path = clip(
        "wild.mkv",
        *("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1"),
        *("-f", "lavfi", "-i", "sine=duration=1"),
        *("-metadata:s:a:0", f"language={wild}", "-metadata:s:a:0", f"title={wild}\n#EXT-X-EVIL"),
    )

    playlist = manifest_of(encoded(path))

    assert 'LANGUAGE="und"' in playlist
    assert 'URI="http' not in playlist
    assert not [line for line in playlist.splitlines() if line.startswith("#EXT-X-EVIL")]


def test_two_hundred_sound_tracks_are_too_many(rejected, clip):
    tone = clip("tone.m4a", "-f", "lavfi", "-i", "sine=duration=0.2")
    video = clip("video.mp4", "-f", "lavfi", "-i", "color=size=16x16:rate=5:duration=1")
    crowd = clip(
        "crowd.mov",
        *("-i", str(video), "-i", str(tone), "-map", "0:v", *["-map", "1:a"] * 200, "-c", "copy"),
    )

    rejected(crowd, "too_many_tracks")


def test_a_thousand_frames_a_second_are_too_many(rejected, clip):
    fast = clip("fast.mp4", "-f", "lavfi", "-i", "color=size=16x16:rate=1000:duration=1")

    rejected(fast, "frame_rate_too_high")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_what_breaks_off_is_refused(rejected, share):
    whole = BUNNY.read_bytes()

    rejected(whole[: int(len(whole) * share)], "not_a_video")


def test_other_films_go_on(rejected, encoded, silent_clip, film, people):
    rejected(playlist("/etc/passwd"), "not_a_video")

    assert encoded(silent_clip).state == EncodeState.READY


def test_a_program_that_talks_too_much_is_stopped():
    limits = Limits(wall_seconds=20, cpu_seconds=20, memory_bytes=1024**3, output_bytes=100_000)

    with pytest.raises(FFmpegFailed, match="too much"):
        run(["yes", "a word that is said again and again"], limits)


@pytest.mark.parametrize(
    "content",
    [
        png_that_claims(16000, 16000),
        b"GIF89a" + bytes(500),
        bytes(32768) + b"\1CD001" + bytes(2048),
    ],
    ids=["png", "gif", "iso"],
)
def test_what_is_something_else_is_refused_whatever_it_is_called(rejected, content):
    rejected(content, "not_a_video")


def test_subtitles_as_long_as_a_book_keep_no_film_from_being_shown(encoded, clip, tmp_path, film):
    book = tmp_path / "book.srt"
    page = "00:00:00,000 --> 00:00:01,000\n" + f"{'word ' * 200}\n" * 20 + "\n"
    book.write_text("".join(f"{number}\n{page}" for number in range(300)))
    path = clip(
        "book.mkv",
        *("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1", "-i", str(book)),
        *("-c:s", "srt"),
    )

    encode = encoded(path)

    assert (encode.state, encode.is_complete) == (EncodeState.READY, True)
    assert all(len(row.vtt) <= MOST_BYTES for row in TextTrack.objects.filter(film=film))
