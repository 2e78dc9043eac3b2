"""Letters keep their one reader, and files that people send get our name and our bytes."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from PIL import Image

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services.invitations import invite
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context

TAG = "<img src=x onerror=alert(1)>"


def test_a_name_stays_a_name_in_letters(
    alpha, people, mailoutbox, django_capture_on_commit_callbacks
):
    with studio_context(alpha), django_capture_on_commit_callbacks(execute=True):
        User.objects.filter(pk=people.ana.pk).update(name=f"{TAG}\r\nBcc: eve@evil.example")
        ana = User.objects.get(pk=people.ana.pk)
        invite("gita@newcomer.example", role=Role.EDITOR, by=ana)
    letter: EmailMultiAlternatives = mailoutbox[0]

    assert letter.recipients() == ["gita@newcomer.example"]
    assert "\n" not in letter.subject
    assert "Bcc" not in letter.message()
    html = letter.alternatives[0].content
    assert TAG not in html
    assert "&lt;img src=x" in html


NAMES = ["../../x.png", "a.php;.png", "..\\..\\x.png", "x.png\x00.html", ".htaccess", "con"]


def photo() -> bytes:
    """With a place, a comment and a page behind it."""
    target, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 10.0, 30.0)}
    exif[0x010E] = "secret description"
    Image.new("RGB", (600, 900), "teal").save(target, "JPEG", exif=exif, comment=b"secret comment")
    return target.getvalue() + b"<script>alert('page')</script>"


@pytest.fixture
def film(alpha, people):
    with studio_context(alpha):
        return create_film("Rain", by=people.ana)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_our_name_and_our_bytes(client_for, alpha, people, film, settings, name):
    picture = SimpleUploadedFile("x.jpg", photo(), "text/html")
    picture.name = picture._name = name
    browser = client_for(alpha, people.ana)

    answer = browser.post(f"/studio/films/{film.pk}/artwork/poster/", {"picture": picture})

    assert answer.status_code == 302
    with studio_context(alpha):
        stored = Film.objects.get(pk=film.pk).poster
    assert re.fullmatch(rf"films/{film.pk}/[\w/-]+\.(jpg|webp|png)", stored), stored
    kept = next(iter((Path(settings.MEDIA_ROOT) / "t" / "alpha").rglob(stored.rpartition("/")[2])))
    assert not re.search(rb"script|secret|Exif", kept.read_bytes())
    served = browser.get(f"/artwork/{film.pk}/poster/{stored.rpartition('/')[2]}")
    assert served.headers["Content-Type"].startswith("image/")
    assert served.headers["X-Content-Type-Options"] == "nosniff"
