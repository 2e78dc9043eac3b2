"""The last step of an encode: pictures for winding, from the rendition that every version has."""

from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded

from apps.catalog.adapters.ffmpeg import trickplay as ffmpeg
from apps.catalog.adapters.ffmpeg.process import FFmpegDiskFull, FFmpegFailed, FFmpegTookTooLong
from apps.catalog.adapters.files import packages
from apps.catalog.domain.encryption import decrypted, encrypted
from apps.catalog.domain.ladder import RUNGS
from apps.catalog.domain.layout import FRAMES, IFRAMES, INIT, PLAYLIST, SPRITES, THUMBNAILS
from apps.catalog.domain.measuring import Segment, bandwidth_of
from apps.catalog.domain.media_playlist import Frame, iframe_playlist
from apps.catalog.domain.mp4 import find, fragments, track_of
from apps.catalog.domain.pace import share_done
from apps.catalog.domain.trickplay import Sheets, frames_of, sheets_for, thumbnails_vtt
from apps.catalog.errors import EncodeDiskFull, EncodeFailed, VideoTookTooLong
from apps.catalog.models import Encode, Rendition
from apps.catalog.services.stages import Run

DRAWN = 0.95
JPEG_END = b"\xff\xd9"


def make_trickplay(run: Run) -> None:
    """One key frame a second with its playlist, and sheets of small pictures with theirs."""
    picture = run.encode.renditions.get(rung=RUNGS[0])
    seconds = run.encode.duration_seconds or 0
    plan = sheets_for(seconds, picture.width, picture.height)
    with run.directory() as work:
        film = work / "film.mp4"
        packages.join_part(
            run.encode.film_id, run.encode.directory, str(picture.rung), film, _opener(run.key)
        )
        _draw(run, film, work, plan, seconds)
        sprites = _lay_out_sheets(work / SPRITES, plan, seconds)
        iframes = _lay_out_frames(work, picture, seconds, run.key)
        run.store(work, [IFRAMES, SPRITES])

    def write() -> None:
        Encode.objects.filter(pk=run.encode.pk).update(trickplay=iframes, sprites=sprites)

    run.finish(write)


def _opener(key: bytes) -> packages.Opened:
    return (lambda data, number: decrypted(data, key, number)) if key else (lambda data, _: data)


def _draw(run: Run, film: Path, work: Path, plan: Sheets, seconds: float) -> None:
    def on_block(block: Any) -> None:
        run.report(DRAWN * share_done(block, duration=seconds))

    try:
        ffmpeg.draw(film, work / "frames.mp4", work / SPRITES, plan, on_block)
    except (FFmpegTookTooLong, SoftTimeLimitExceeded) as error:
        raise VideoTookTooLong from error
    except FFmpegDiskFull as error:
        raise EncodeDiskFull from error
    except FFmpegFailed as error:
        raise EncodeFailed from error


def _lay_out_sheets(directory: Path, plan: Sheets, seconds: float) -> dict[str, Any]:
    sheets = sorted(directory.glob("*.jpg"))
    if len(sheets) != plan.number or not all(s.read_bytes().endswith(JPEG_END) for s in sheets):
        raise EncodeFailed
    names = [path.name for path in sheets]
    (directory / THUMBNAILS).write_text(thumbnails_vtt(plan, names, seconds))
    return {
        "interval": plan.interval,
        "width": plan.width,
        "height": plan.height,
        "columns": plan.columns,
        "rows": plan.rows,
        "count": plan.count,
        "sheets": len(names),
    }


def _lay_out_frames(work: Path, picture: Rendition, seconds: float, key: bytes) -> dict[str, Any]:
    """Split what ffmpeg wrote into its head and its frames, and name each with its ``moof``."""
    data = (work / "frames.mp4").read_bytes()
    movie = find(data, "moov")
    if movie is None:
        raise EncodeFailed
    init = data[: movie.end]
    found = fragments(data, track_of(init))
    frames = frames_of(found, seconds)
    pieces = [data[one.start : one.start + one.size] for one in found]
    if key:
        pieces = [encrypted(piece, key, number) for number, piece in enumerate(pieces)]
    frames = _placed(frames, pieces)
    directory = work / IFRAMES
    directory.mkdir()
    (directory / INIT).write_bytes(init)
    (directory / FRAMES).write_bytes(b"".join(pieces))
    (directory / PLAYLIST).write_text(iframe_playlist(frames, is_encrypted=bool(key)))
    bandwidth = bandwidth_of([Segment(frame.seconds, frame.size) for frame in frames])
    return {
        "peak_bandwidth": bandwidth.peak,
        "average_bandwidth": bandwidth.average,
        "codecs": track_of(init).codecs,
        "width": picture.width,
        "height": picture.height,
        "frames": len(frames),
    }


def _placed(frames: list[Frame], pieces: list[bytes]) -> list[Frame]:
    """Where each piece lies when they stand one after the other."""
    offset, placed = 0, []
    for frame, piece in zip(frames, pieces, strict=True):
        placed.append(Frame(frame.seconds, offset, len(piece)))
        offset += len(piece)
    return placed
