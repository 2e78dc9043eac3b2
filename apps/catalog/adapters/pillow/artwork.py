"""Posters and backdrops: every picture is decoded under a pixel limit and written anew."""

import io
import warnings
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.errors import PermanentError

MOST_PIXELS = 50_000_000
FORMATS = ["JPEG", "PNG", "WEBP"]
QUALITY = 85


class PictureUnreadable(PermanentError):
    """Not a picture we take: another format, damaged, or far too many pixels."""


def fitted(source: IO[bytes] | Path, size: tuple[int, int]) -> bytes:
    """The picture cut and scaled to ``size`` as JPEG, without its metadata."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _encoded(source, size)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise PictureUnreadable from error


def _encoded(source: IO[bytes] | Path, size: tuple[int, int]) -> bytes:
    with Image.open(source, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureUnreadable
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    target = io.BytesIO()
    ImageOps.fit(upright, size).save(target, "JPEG", quality=QUALITY, progressive=True)
    return target.getvalue()
