"""Posters, backdrops and clips of the demo, made once and kept beside the media.

A file is named by a digest of what it is made from (the film's data and the code that paints), so
that a changed palette is painted anew and an unchanged one never.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from PIL.Image import Image

from apps.studio.adapters import artwork, clips
from apps.studio.adapters.artwork.posters import BACKDROP, backdrop_of, poster_of, staged
from apps.studio.adapters.clips.ffmpeg import make_clip
from apps.studio.domain.demo.showcase import DemoFilm

QUALITY = 92


def poster_file(film: DemoFilm, *, studio_name: str) -> Path:
    return _kept(
        film, "jpg", "poster", lambda path: _save(poster_of(film, studio_name, fonts_root()), path)
    )


def backdrop_file(film: DemoFilm) -> Path:
    return _kept(
        film, "jpg", "backdrop", lambda path: _save(backdrop_of(staged(film, BACKDROP)), path)
    )


def clip_file(film: DemoFilm) -> Path:
    """The film's clip. Raises PermanentError with ffmpeg's words."""
    return _kept(
        film,
        "mkv" if film.sounds else "mp4",
        "clip",
        lambda path: make_clip(film, path, ffmpeg=settings.FFMPEG, fonts=fonts_root()),
    )


def fonts_root() -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / "@fontsource-variable"


def _kept(film: DemoFilm, extension: str, kind: str, make: Callable[[Path], None]) -> Path:
    folder = Path(settings.MEDIA_ROOT).parent / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{film.slug}-{kind}-{_digest(film)}.{extension}"
    if not path.exists():
        make(path)
    return path


def _digest(film: DemoFilm) -> str:
    return hashlib.sha256(f"{film!r}{_painters()}".encode()).hexdigest()[:16]


@cache
def _painters() -> str:
    """A digest of the code that paints and plays."""
    digest = hashlib.sha256()
    for package in (artwork, clips):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _save(picture: Image, path: Path) -> None:
    """Whole or not at all: an interrupted run must not leave half a poster behind."""
    with NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as file:
        picture.save(file, "JPEG", quality=QUALITY)
    Path(file.name).replace(path)
