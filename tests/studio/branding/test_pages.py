from io import BytesIO

import pytest
from PIL import Image

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.core.tenancy import studio_context
from apps.tenants.models import Branding
from apps.tenants.services.branding import ensure_branding
from tests.people import person
from tests.permissions.studio_rows import BRANDING

PAGE = "/studio/branding/"
FORM = {
    **BRANDING,
    "email_sender_name": "Alpha",
    "pwa_name": "Alpha",
    "variables": "--r: 2px",
}


@pytest.fixture
def branding(in_alpha):
    return ensure_branding(in_alpha)


def picture_file():
    buffer = BytesIO()
    Image.new("RGB", (300, 100), "#8a2be2").save(buffer, "PNG")
    buffer.seek(0)
    buffer.name = "logo.png"
    return buffer


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.OWNER, 200),
        (Role.ADMIN, 200),
        (Role.MARKETER, 200),
        (Role.EDITOR, 403),
        (Role.ANALYST, 403),
        (Role.VIEWER, 403),
    ],
)
def test_who_may_brand(branding, in_alpha, client_for, role, status):
    client = client_for(in_alpha, person("Somebody", role))

    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}preview/").status_code == status
    assert client.get(f"{PAGE}check/", FORM).status_code == status
    changed = client.post(PAGE, FORM)
    assert changed.status_code == (302 if status == 200 else 403)
    stored = Branding.objects.get(pk=branding.pk)
    assert stored.brand_colour == ("#1f8a70" if status == 200 else "#c81d25")


@pytest.mark.parametrize("path", ["", "check/", "preview/"])
def test_strangers_sign_in_first(branding, alpha, beta, people, client_for, path):
    for client in (client_for(alpha), client_for(beta)):
        response = client.get(f"{PAGE}{path}")
        assert (response.status_code, response["Location"]) == (
            302,
            f"/accounts/login/?next={PAGE}{path}",
        )


def test_a_session_of_one_studio_is_nobody_in_another(alpha, beta, branding, people, client_for):
    mine = client_for(alpha, people.ana)
    mine.cookies["session"]["domain"] = ""
    response = mine.post(PAGE, FORM, headers={"host": "beta.localhost"})

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    with studio_context(beta):
        assert Branding.objects.get(studio=beta).brand_colour == "#c81d25"


def test_saving(branding, alpha, people, client_for):
    response = client_for(alpha, people.ana).post(PAGE, FORM, follow=True)

    stored = Branding.objects.get(pk=branding.pk)
    assert {name: getattr(stored, name) for name in FORM} == {
        **FORM,
        "brand_colour": "#1f8a70",
        "variables": {"--r": "2px"},
    }
    assert "wears its new look" in response.text
    assert AuditEvent.objects.get(action="branding.changed").actor_pk == people.ana.pk


def test_a_moved_colour_is_said(branding, alpha, people, client_for):
    response = client_for(alpha, people.ana).post(
        PAGE, {**FORM, "brand_colour": "#0d0f14"}, follow=True
    )
    stored = Branding.objects.get(pk=branding.pk).brand_colour
    assert (
        f"The brand colour #0d0f14 would vanish on the background; {stored} is used."
        in response.text
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brand_colour", "red"),
        ("brand_colour", "#12345"),
        ("accent_colour", "#123456;}body{display:none}"),
        ("display_font", "comic-sans"),
        ("body_font", "big-shoulders"),
        ("variables", "--brand: #ffffff"),
        ("variables", "@import url(//evil.example)"),
        ("email_sender_name", "Bank <security@bank.example>"),
        ("email_sender_name", "a\r\nBcc: x@evil.example"),
        ("tagline", "x" * 141),
    ],
)
def test_what_is_refused_changes_nothing(branding, alpha, people, client_for, field, value):
    response = client_for(alpha, people.ana).post(PAGE, {**FORM, field: value})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert Branding.objects.get(pk=branding.pk).tagline == ""
    assert not AuditEvent.objects.filter(action="branding.changed").exists()


def test_the_preview_tells_what_would_be_stored(branding, alpha, people, client_for):
    client = client_for(alpha, people.ana)
    look = client.get(f"{PAGE}check/", {**FORM, "background_colour": "#ffffff"}).json()

    assert look["variables"]["--brand"] == "#1f8a70"
    assert look["variables"]["--font-display"] == '"Fraunces Variable"'
    assert [note["tone"] for note in look["notes"]] == ["success", "warning"]
    assert "background #ffffff" in look["notes"][1]["text"]
    assert client.get(f"{PAGE}check/", {**FORM, "brand_colour": "red"}).status_code == 422
    assert Branding.objects.get(pk=branding.pk).brand_colour == "#c81d25"


def test_only_our_own_desk_may_frame_the_preview(branding, alpha, people, client_for):
    client = client_for(alpha, people.ana)
    preview, page = client.get(f"{PAGE}preview/"), client.get(PAGE)
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_pictures_come_and_go(branding, alpha, people, client_for):
    client = client_for(alpha, people.ana)
    sent = client.post(f"{PAGE}logo/", {"picture": picture_file()}, follow=True)
    assert "The picture is on your site." in sent.text
    assert Branding.objects.get(pk=branding.pk).logo.startswith("branding/logo-")

    gone = client.post(f"{PAGE}logo/remove/", follow=True)
    assert "The picture is gone." in gone.text
    assert Branding.objects.get(pk=branding.pk).logo == ""


def test_a_refused_picture_is_explained(branding, alpha, people, client_for):
    svg = BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    svg.name = "logo.svg"
    response = client_for(alpha, people.ana).post(f"{PAGE}logo/", {"picture": svg}, follow=True)

    assert "SVG pictures are refused." in response.text
    assert Branding.objects.get(pk=branding.pk).logo == ""


@pytest.mark.parametrize("path", ["studio/", "studio/remove/", "variables/"])
def test_only_pictures_are_taken(branding, alpha, people, client_for, path):
    response = client_for(alpha, people.ana).post(f"{PAGE}{path}", {"picture": picture_file()})
    assert response.status_code == 404


def test_an_editor_sends_no_pictures(branding, in_alpha, client_for):
    client = client_for(in_alpha, person("Somebody", Role.EDITOR))
    assert client.post(f"{PAGE}logo/", {"picture": picture_file()}).status_code == 403
    assert Branding.objects.get(pk=branding.pk).logo == ""
