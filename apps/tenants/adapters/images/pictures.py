"""Pictures people send: read with Pillow under limits, written anew so that nothing else stays.

Re-encoding drops metadata (places, cameras), trailing data and anything that is a second kind of
file at the same time. SVG is never read: it can carry scripts.
"""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.errors import PermanentError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 50_000_000


class PictureFault(StrEnum):
    NOT_A_PICTURE = "not_a_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN = "broken"


class UnreadablePicture(PermanentError):
    """The file is not a picture we accept."""

    def __init__(self, fault: PictureFault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(frozen=True)
class Shape:
    """What a picture becomes: fitted into a box, as PNG (keeps transparency) or JPEG."""

    width: int
    height: int
    keeps_transparency: bool = True

    @property
    def extension(self) -> str:
        return "png" if self.keeps_transparency else "jpg"


def redrawn(file: BinaryIO, shape: Shape) -> bytes:
    """The picture in ``file`` as a new file of ``shape``, never enlarged.

    Raises UnreadablePicture for other formats, more than 50 megapixels (before decoding one of
    them) and broken data.
    """
    picture = _opened(file)
    try:
        picture.draft("RGB", (shape.width, shape.height))
        upright = ImageOps.exif_transpose(picture)
        upright = upright.convert("RGBA" if shape.keeps_transparency else "RGB")
        upright.thumbnail((shape.width, shape.height), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(PictureFault.BROKEN) from error
    return _written(upright, shape)


def _opened(file: BinaryIO) -> Image.Image:
    try:
        picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise UnreadablePicture(PictureFault.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePicture(PictureFault.NOT_A_PICTURE) from error
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise UnreadablePicture(PictureFault.TOO_MANY_PIXELS)
    return picture


def _written(picture: Image.Image, shape: Shape) -> bytes:
    buffer = BytesIO()
    if shape.keeps_transparency:
        picture.save(buffer, "PNG", optimize=True)
    else:
        picture.save(buffer, "JPEG", quality=84, optimize=True, progressive=True)
    return buffer.getvalue()
