"""Hostile pictures: each refused at once, in little memory, with the reason; kind ones lose all but pixels."""

import importlib
import io
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFile
from PIL.PngImagePlugin import PngInfo

from apps.core.images import PictureFault, PictureUnreadable, Shape, picture_format, redrawn

BOX = Shape(800, 240)
POSTER = Shape(600, 900, keeps_transparency=False, is_cut=True)
SECONDS = 2
MOST_MEGABYTES = 300


def encoded(form: str, size=(40, 30), mode="RGB", **options) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 1 if mode in {"1", "P", "L"} else "teal").save(target, form, **options)
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A real header, and as many bits of nothing as it promises, packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "81 MP": (lambda: png_that_claims(9000, 9000), PictureFault.TOO_MANY_PIXELS),
    "144 MP": (lambda: png_that_claims(12000, 12000), PictureFault.TOO_MANY_PIXELS),
    "900 MP": (lambda: png_that_claims(30000, 30000), PictureFault.TOO_MANY_PIXELS),
    "one very long line": (lambda: png_that_claims(40000, 10), PictureFault.TOO_MANY_PIXELS),
    "20 MP WebP": (lambda: encoded("WEBP", (5000, 4000)), PictureFault.TOO_MANY_PIXELS),
    "svg": (lambda: SVG, PictureFault.VECTOR),
    "svg behind a declaration": (lambda: b'<?xml version="1.0"?>' + SVG, PictureFault.VECTOR),
    "svg behind a mark": (lambda: b"\xef\xbb\xbf \n" + SVG, PictureFault.VECTOR),
    "GIF and a script": (
        lambda: b"GIF89a/*" + encoded("GIF")[6:] + b"*/=1;alert(1)//<script>alert(1)</script>",
        PictureFault.NOT_A_PICTURE,
    ),
    "html": (lambda: b"<html><script>alert(1)</script></html>", PictureFault.NOT_A_PICTURE),
    "pdf": (lambda: b"%PDF-1.7\n" + b"x" * 100, PictureFault.NOT_A_PICTURE),
    "tiff": (lambda: encoded("TIFF"), PictureFault.NOT_A_PICTURE),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9", PictureFault.NOT_A_PICTURE),
    "zip": (lambda: b"PK\x03\x04" + b"\0" * 100, PictureFault.NOT_A_PICTURE),
    "nothing": (lambda: b"", PictureFault.EMPTY),
    "half a PNG": (lambda: encoded("PNG", (600, 400))[:200], PictureFault.BROKEN),
    "half a JPEG": (lambda: encoded("JPEG", (600, 400))[:300], PictureFault.BROKEN),
    "a head without a body": (lambda: b"\x89PNG\r\n\x1a\n", PictureFault.BROKEN),
    "a WebP of zeros": (lambda: b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 50, PictureFault.BROKEN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_we_do_not_take_is_refused_at_once_with_its_reason(name):
    make, fault = REFUSED[name]
    content = make()
    started = time.perf_counter()

    with pytest.raises(PictureUnreadable) as refusal:
        redrawn(io.BytesIO(content), BOX)

    assert refusal.value.fault == fault
    assert str(refusal.value.sentence).endswith(".")
    assert time.perf_counter() - started < SECONDS


def test_building_pdfs_does_not_let_broken_pictures_in():
    """Its library allows them for the whole process."""
    importlib.import_module("apps.core.documents.pdf")

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_too_many_bytes_are_refused_before_one_is_decoded():
    with pytest.raises(PictureUnreadable) as refusal:
        redrawn(io.BytesIO(encoded("PNG")), BOX, most_bytes=10)
    assert refusal.value.fault == PictureFault.TOO_LARGE


def test_first_bytes_decide_not_names():
    told = [picture_format(encoded(form)[:512]) for form in ("PNG", "JPEG", "WEBP", "GIF", "BMP")]
    assert told == ["PNG", "JPEG", "WEBP", "", ""]


def test_places_comments_and_profiles_stay_behind():
    exif = Image.Exif()
    exif[0x010E] = "a secret description"
    exif.get_ifd(0x8825)[2] = (6.0, 12.0, 30.0)
    words = PngInfo()
    words.add_text("Comment", "a secret description")
    jpeg = encoded("JPEG", exif=exif, comment=b"a secret description")
    assert b"secret" in jpeg

    for source in (jpeg, encoded("PNG", exif=exif, pnginfo=words), encoded("WEBP", exif=exif)):
        for shape in (BOX, POSTER):
            clean = redrawn(io.BytesIO(source), shape)
            assert b"secret" not in clean
            with Image.open(io.BytesIO(clean)) as picture:
                assert not picture.getexif()
                assert not {"comment", "Comment", "exif", "icc_profile"} & set(picture.info)


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + b"x" * 99])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_second_file_behind_the_picture_is_gone(form, tail):
    clean = redrawn(io.BytesIO(encoded(form) + tail), POSTER)

    assert tail not in clean
    assert picture_format(clean) == "JPEG"


@pytest.mark.parametrize("size", [(40, 30), (4000, 3000)])
def test_a_turned_photo_stands_upright(size):
    photo = Image.new("RGB", size, "white")
    ImageDraw.Draw(photo).rectangle((0, 0, size[0] // 2, size[1]), fill="black")
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    photo.save(target, "PNG", exif=exif)

    with Image.open(io.BytesIO(redrawn(io.BytesIO(target.getvalue()), Shape(300, 300)))) as kept:
        assert kept.width < kept.height
        assert kept.convert("L").getpixel((kept.width // 2, 5)) == 0
        assert kept.convert("L").getpixel((kept.width // 2, kept.height - 5)) == 255


def test_shapes_fit_or_cut_and_keep_transparency():
    source = encoded("PNG", (400, 300), "RGBA")

    with Image.open(io.BytesIO(redrawn(io.BytesIO(source), BOX))) as fitted:
        assert (fitted.format, fitted.mode, fitted.size) == ("PNG", "RGBA", (320, 240))
    with Image.open(io.BytesIO(redrawn(io.BytesIO(source), POSTER))) as cut:
        assert (cut.format, cut.mode, cut.size) == ("JPEG", "RGB", (600, 900))
    with Image.open(io.BytesIO(redrawn(io.BytesIO(encoded("PNG", (8, 8))), BOX))) as small:
        assert small.size == (8, 8)


MEASURE = """
import io, resource, sys
from pathlib import Path
import django
from django.conf import settings
settings.configure()
from PIL import Image
from apps.core.images import PictureUnreadable, Shape, redrawn
redrawn(Path(sys.argv[2]), Shape(800, 240))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    redrawn(Path(sys.argv[1]), Shape(2400, 1350, keeps_transparency=False))
except PictureUnreadable as refusal:
    print(refusal.fault)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
LARGEST = {
    "81 MP of one bit": lambda: png_that_claims(9000, 9000),
    "50 MP of one bit": lambda: png_that_claims(7000, 7000),
    "50 MP with transparency": lambda: encoded("PNG", (7000, 7000), "RGBA", compress_level=1),
    "50 MP of colours": lambda: encoded("PNG", (7000, 7000), compress_level=1),
    "50 MP of a palette": lambda: encoded("PNG", (7000, 7000), "P", compress_level=1),
    "50 MP JPEG": lambda: encoded("JPEG", (7000, 7000)),
    "50 MP progressive JPEG": lambda: encoded("JPEG", (7000, 7000), progressive=True),
    "16 MP WebP": lambda: encoded("WEBP", (4096, 4096), quality=1, method=0),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_pictures_cost_bounded_memory(name, tmp_path: Path):
    """In a process of its own, whose peak is this picture's."""
    large, small = tmp_path / "large", tmp_path / "small"
    large.write_bytes(LARGEST[name]())
    small.write_bytes(encoded("PNG"))

    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(large), str(small)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert int(told.stdout.split()[-1]) < MOST_MEGABYTES, told.stdout
