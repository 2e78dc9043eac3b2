import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from apps.accounts.models import AuditEvent
from apps.core.images import MOST_PIXELS
from apps.core.tenancy import studio_context
from apps.tenants.enums import Picture, VariableFault
from apps.tenants.errors import PictureRefused, VariableRefused
from apps.tenants.models import Branding
from apps.tenants.selectors.branding import branding_of
from apps.tenants.services.branding import (
    Adjusted,
    ensure_branding,
    remove_picture,
    replace_picture,
    save_branding,
)
from apps.tenants.services.icons import ICONS, icon_name


def picture(size=(1600, 900), fmt="JPEG", **save):
    buffer = BytesIO()
    mode = "RGB" if fmt == "JPEG" else "RGBA"
    Image.new(mode, size, "#8a2be2").save(buffer, fmt, **save)
    buffer.seek(0)
    return buffer


def png_that_claims(width, height):
    """A few bytes that unpack into a huge one-bit picture."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    signature = b"\x89PNG\r\n\x1a\n"
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return BytesIO(signature + body)


@pytest.fixture
def branding(in_alpha):
    return ensure_branding(in_alpha)


def files():
    return (
        set(default_storage.listdir("branding")[1]) if default_storage.exists("branding") else set()
    )


def test_saving_renews_icons_version_cache_and_log(branding, in_alpha, people):
    assert branding_of(in_alpha.pk).brand_colour == "#c81d25"
    version = branding.version
    moved = save_branding(branding, by=people.ana, brand_colour="#1f8a70", tagline="Hello")

    assert moved == []
    assert branding_of(in_alpha.pk).brand_colour == "#1f8a70"
    assert branding.version != version
    assert AuditEvent.objects.get().changes == {
        "brand_colour": ["#c81d25", "#1f8a70"],
        "tagline": ["", "Hello"],
    }
    for key, (size, _maskable) in ICONS.items():
        with default_storage.open(icon_name(key)) as file, Image.open(file) as icon:
            assert icon.size == (size, size)
            assert icon.convert("RGB").getpixel((1, 1)) == (0x1F, 0x8A, 0x70)


def test_colours_that_would_vanish_are_moved_and_reported(branding, people):
    moved = save_branding(branding, by=people.ana, brand_colour="#0d0f14")

    assert [(item.field, item.wanted) for item in moved] == [("brand_colour", "#0d0f14")]
    assert moved == [Adjusted("brand_colour", "#0d0f14", branding.brand_colour)]
    assert Branding.objects.get(pk=branding.pk).brand_colour == branding.brand_colour != "#0d0f14"


def test_foreign_css_is_refused_and_nothing_is_stored(branding, people):
    with pytest.raises(VariableRefused) as refusal:
        save_branding(branding, by=people.ana, variables="--r: 1px; } body { display: none")

    assert refusal.value.context["rule"] == VariableFault.VALUE
    assert Branding.objects.get(pk=branding.pk).variables == {}
    assert not AuditEvent.objects.exists()


def test_a_picture_is_drawn_anew_under_our_name(branding, people):
    exif = Image.Exif()
    exif[0x9286] = "secret place"
    sent = picture((4000, 3000), exif=exif.tobytes())
    sent.seek(0, 2)
    sent.write(b"<script>alert(1)</script>")

    replace_picture(branding, Picture.HERO, sent, by=people.ana)

    stored = Branding.objects.get(pk=branding.pk).hero_image
    assert stored.startswith("branding/hero_image-")
    with default_storage.open(stored) as file:
        raw = file.read()
    with Image.open(BytesIO(raw)) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (1800, 1350))
        assert not drawn.getexif()
    assert b"secret place" not in raw
    assert b"<script>" not in raw


def test_the_picture_before_goes_once_the_new_one_is_stored(
    branding, people, django_capture_on_commit_callbacks
):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            replace_picture(branding, Picture.LOGO, picture((900, 300), "PNG"), by=people.ana)
    assert files() == {branding.logo.removeprefix("branding/")}

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(branding, Picture.LOGO, by=people.ana)
    assert files() == set()
    assert Branding.objects.get(pk=branding.pk).logo == ""


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "svg": (lambda: BytesIO(SVG), "vector"),
    "html": (lambda: BytesIO(b"<html><script>alert(1)</script></html>"), "not_a_picture"),
    "gif": (lambda: picture((10, 10), "GIF"), "not_a_picture"),
    "tiff": (lambda: picture((10, 10), "TIFF"), "not_a_picture"),
    "empty": (lambda: BytesIO(b""), "empty"),
    "81 megapixels in a few bytes": (lambda: png_that_claims(9000, 9000), "too_many_pixels"),
    "900 megapixels in a few bytes": (lambda: png_that_claims(30000, 30000), "too_many_pixels"),
    "cut off": (lambda: BytesIO(picture((600, 400), "PNG").read()[:200]), "broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_of_ours_is_refused(branding, people, name):
    make, fault = REFUSED[name]
    with pytest.raises(PictureRefused) as refusal:
        replace_picture(branding, Picture.LOGO, make(), by=people.ana)

    assert refusal.value.context["fault"] == fault
    assert Branding.objects.get(pk=branding.pk).logo == ""
    assert files() == set()
    assert not AuditEvent.objects.exists()


def test_too_many_bytes_are_refused_unread(branding, people):
    with pytest.raises(PictureRefused) as refusal:
        replace_picture(branding, Picture.LOGO, BytesIO(b"\0" * (4 * 1024**2 + 1)), by=people.ana)
    assert (refusal.value.context["field"], refusal.value.context["megabytes"]) == ("logo", 4)
    assert "4 MB" in str(refusal.value)


def test_the_limit_of_pixels_is_the_promised_one():
    assert MOST_PIXELS == 50_000_000


def test_icons_come_from_the_studios_own_picture(branding, people):
    replace_picture(branding, Picture.FAVICON, picture((512, 512), "PNG"), by=people.ana)
    with default_storage.open(icon_name("192")) as file, Image.open(file) as icon:
        assert icon.convert("RGB").getpixel((96, 96)) == (0x8A, 0x2B, 0xE2)
        assert icon.convert("RGB").getpixel((1, 1)) == (0x0D, 0x0F, 0x14)


def test_two_studios_never_share_a_file_or_a_look(branding, alpha, beta, people):
    save_branding(branding, by=people.ana, brand_colour="#1f8a70")
    replace_picture(branding, Picture.LOGO, picture((90, 30), "PNG"), by=people.ana)
    with studio_context(beta):
        other = ensure_branding(beta)
        assert branding_of(beta.pk).brand_colour == "#c81d25"
        replace_picture(other, Picture.LOGO, picture((60, 60), "PNG"), by=people.bima)
        assert files() == {other.logo.removeprefix("branding/")}
        assert not default_storage.exists(branding.logo)
    assert files() == {branding.logo.removeprefix("branding/")}
