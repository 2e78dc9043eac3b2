"""Icons of the installed app: the studio's own picture on its colour, or its initial."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageDraw, ImageFont

# The part of a maskable icon that no device cuts off (W3C manifest: a circle of 80 %).
SAFE_SHARE = 0.62
PLAIN_SHARE = 0.86


def picture_icon(picture: IO[bytes], *, size: int, background: str, maskable: bool) -> bytes:
    """``picture`` (one of ours, already re-encoded) centred on a square of ``background``."""
    icon = Image.new("RGB", (size, size), background)
    inner = round(size * (SAFE_SHARE if maskable else PLAIN_SHARE))
    with Image.open(picture) as source:
        drawing = source.convert("RGBA")
    scale = min(inner / drawing.width, inner / drawing.height)
    fitted = drawing.resize(
        (max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale))),
        Image.Resampling.LANCZOS,
    )
    icon.paste(fitted, ((size - fitted.width) // 2, (size - fitted.height) // 2), fitted)
    return _png(icon)


def letter_icon(letter: str, *, size: int, background: str, ink: str) -> bytes:
    """One capital Latin letter or digit on a square."""
    icon = Image.new("RGB", (size, size), background)
    font = ImageFont.load_default(size * SAFE_SHARE)
    ImageDraw.Draw(icon).text(
        (size / 2, size / 2),
        letter.upper(),
        font=font,
        fill=ink,
        anchor="mm",
        stroke_width=size / 90,
    )
    return _png(icon)


def _png(icon: Image.Image) -> bytes:
    buffer = BytesIO()
    icon.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
