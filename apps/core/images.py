"""Pictures that people send: looked at under limits, and always written anew.

A picture written anew has no places and cameras in it, no second file behind its end, and no
script that pretends to be one. SVG is never read: it is a program. Nothing of the file that came
is kept, not even its name.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.errors import PermanentError

# What the first bytes must be, whatever the file's name and declared type say.
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
HEAD_BYTES = 512
MOST_PIXELS = 50_000_000
# libwebp holds the whole picture several times while it decodes.
MOST_WEBP_PIXELS = 16_800_000
MOST_SIDE = 16_384
STRIP_ROWS = 512
# A picture is halved and halved again until it is at least this many times its final size.
SHRUNK_TO = 2


class PictureFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_PICTURE = "not_a_picture"
    VECTOR = "vector"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN = "broken"


SENTENCES = {
    PictureFault.EMPTY: _("The file is empty. Choose the picture again."),
    PictureFault.TOO_LARGE: _("The file is too large. Send a smaller picture."),
    PictureFault.NOT_A_PICTURE: _("Send a PNG, JPEG or WebP picture. SVG and others are refused."),
    PictureFault.VECTOR: _("SVG pictures are refused. Export it as a PNG and send that."),
    PictureFault.TOO_MANY_PIXELS: _(
        "The picture has more than 50 megapixels (WebP: 16). Send a smaller one."
    ),
    PictureFault.BROKEN: _("The picture is damaged. Export it again and send it anew."),
}


class PictureUnreadable(PermanentError):
    """Not a picture we take; ``fault`` says why and ``sentence`` what to do."""

    def __init__(self, fault: PictureFault) -> None:
        self.fault = fault
        self.sentence = SENTENCES[fault]
        super().__init__(str(fault))


@dataclass(frozen=True)
class Shape:
    """What a picture becomes: PNG (keeps transparency) or JPEG, fitted into a box or cut to it."""

    width: int
    height: int
    keeps_transparency: bool = True
    is_cut: bool = False
    quality: int = 84

    @property
    def extension(self) -> str:
        return "png" if self.keeps_transparency else "jpg"

    @property
    def mode(self) -> str:
        return "RGBA" if self.keeps_transparency else "RGB"


def redrawn(source: IO[bytes] | Path, shape: Shape, *, most_bytes: int | None = None) -> bytes:
    """The picture as a new file of ``shape``; one that is only fitted is never enlarged.

    Raises PictureUnreadable: for other formats by their first bytes, for too many bytes or pixels
    before one of them is decoded, and for broken data.
    """
    with _opened(source, most_bytes) as picture:
        small = _shrunk(picture, shape)
        upright = ImageOps.exif_transpose(small)
    return _written(_shaped(upright.convert(shape.mode), shape), shape)


@contextmanager
def _opened(source: IO[bytes] | Path, most_bytes: int | None) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Whatever goes wrong inside leaves as PictureUnreadable."""
    if isinstance(source, Path):
        with source.open("rb") as file, _opened(file, most_bytes) as picture:
            yield picture
        return
    kind = _kind_of(source, most_bytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=[kind]) as picture:
                _refuse_pixels(picture)
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureUnreadable(PictureFault.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureUnreadable(PictureFault.BROKEN) from error


def _kind_of(file: IO[bytes], most_bytes: int | None) -> str:
    """Pillow's name of the format, by size and first bytes alone."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head:
        raise PictureUnreadable(PictureFault.EMPTY)
    if most_bytes is not None and size > most_bytes:
        raise PictureUnreadable(PictureFault.TOO_LARGE)
    if kind := picture_format(head):
        return kind
    is_vector = b"<svg" in head.lower() or head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    raise PictureUnreadable(PictureFault.VECTOR if is_vector else PictureFault.NOT_A_PICTURE)


def picture_format(head: bytes) -> str:
    """PNG, JPEG or WEBP by a file's first bytes; empty for anything else."""
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    return "WEBP" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def _refuse_pixels(picture: Image.Image) -> None:
    most = MOST_WEBP_PIXELS if picture.format == "WEBP" else MOST_PIXELS
    if picture.width * picture.height > most or max(picture.size) > MOST_SIDE:
        raise PictureUnreadable(PictureFault.TOO_MANY_PIXELS)


def _shrunk(picture: Image.Image, shape: Shape) -> Image.Image:
    """Much smaller before anything else is done with it, so that memory stays bounded."""
    most = max(shape.width, shape.height) * SHRUNK_TO
    picture.draft("RGB", (most, most))
    if (factor := min(picture.size) // most) < SHRUNK_TO:
        return picture
    rows = STRIP_ROWS * factor
    small = Image.new(shape.mode, (picture.width // factor, picture.height // factor))
    for top in range(0, picture.height - factor + 1, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        small.paste(strip.convert(shape.mode).reduce(factor), (0, top // factor))
    small.getexif().update(picture.getexif())
    return small


def _shaped(picture: Image.Image, shape: Shape) -> Image.Image:
    if shape.is_cut:
        return ImageOps.fit(picture, (shape.width, shape.height))
    picture.thumbnail((shape.width, shape.height), Image.Resampling.LANCZOS)
    return picture


def _written(picture: Image.Image, shape: Shape) -> bytes:
    """Only the pixels: what the file said about itself stays behind."""
    picture.info.clear()
    target = BytesIO()
    if shape.keeps_transparency:
        picture.save(target, "PNG", optimize=True)
    else:
        picture.save(target, "JPEG", quality=shape.quality, optimize=True, progressive=True)
    return target.getvalue()
