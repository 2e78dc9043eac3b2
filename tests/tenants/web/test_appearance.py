from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from PIL import Image

from apps.core.storage.contract import Sending, media
from apps.core.tenancy import studio_context
from apps.tenants.enums import Picture
from apps.tenants.services.branding import ensure_branding, replace_picture, save_branding


@pytest.fixture
def branding(in_alpha):
    return ensure_branding(in_alpha)


def logo():
    buffer = BytesIO()
    Image.new("RGBA", (300, 100), "#8a2be2").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def test_each_host_wears_its_own_colours(alpha, beta, branding, people, client_for):
    save_branding(branding, by=people.ana, brand_colour="#1f8a70")

    assert "--brand: #1f8a70;" in client_for(alpha).get("/branding.css").text
    assert "--brand: #c81d25;" in client_for(beta).get("/branding.css").text


def test_the_sheet_is_revalidated_by_etag(alpha, branding, people, client_for):
    client = client_for(alpha)
    first = client.get("/branding.css")
    again = client.get("/branding.css", headers={"if-none-match": first["ETag"]})
    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/css; charset=utf-8",
        "public, max-age=60",
    )
    assert (again.status_code, again.content) == (304, b"")

    save_branding(branding, by=people.ana, brand_colour="#1f8a70")
    changed = client.get("/branding.css", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    versioned = client.get(branding.css_url)
    assert versioned["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_platform_has_no_studios_sheet(db, client_for):
    for path in ("/branding.css", "/manifest.webmanifest", "/icons/192.png", "/welcome/x/"):
        assert client_for(None).get(path).status_code == 404


def test_pictures_are_sent_by_the_proxy_from_the_studios_own_folder(
    alpha, beta, branding, people, client_for
):
    replace_picture(branding, Picture.LOGO, logo(), by=people.ana)
    response = client_for(alpha).get("/branding/logo/")

    assert response["X-Accel-Redirect"] == f"/_media/t/alpha/{branding.logo}"
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client_for(beta).get("/branding/logo/").status_code == 404
    assert client_for(alpha).get("/branding/hero_image/").status_code == 404
    assert client_for(alpha).get("/branding/studio/").status_code == 404


@pytest.mark.parametrize("name", ["../beta/x", "/etc/passwd", "a/../../b", "", "a\\b", "a\0b"])
def test_no_name_climbs_out_of_the_folder(in_alpha, name):
    with pytest.raises(SuspiciousFileOperation, match="Not a storage name"):
        media().internal_uri(name, Sending("image/png"))


def test_odd_letters_in_a_name_are_escaped_for_the_proxy(in_alpha):
    address = media().internal_uri("a b/ü%2e.png", Sending("image/png"))

    assert address == "/_media/t/alpha/a%20b/%C3%BC%252e.png"


def test_the_app_is_the_studios_own(alpha, branding, people, client_for):
    save_branding(branding, by=people.ana, pwa_name="Alpha at home", tagline="Films & more")
    answer = client_for(alpha).get("/manifest.webmanifest")

    app = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (app["name"], app["short_name"]) == ("Alpha at home", "Alpha")
    assert app["theme_color"] == "#0d0f14"
    assert [(icon["sizes"], icon["purpose"]) for icon in app["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in app["icons"]:
        assert client_for(alpha).get(icon["src"]).status_code == 200


def test_icons_exist_from_the_first_request(alpha, client_for):
    response = client_for(alpha).get("/favicon.ico")
    assert response["X-Accel-Redirect"] == "/_media/t/alpha/branding/icons/favicon.png"
    assert client_for(alpha).get("/icons/../../x.png").status_code == 404
    assert client_for(alpha).get("/icons/13.png").status_code == 404


def test_html_in_a_studios_words_stays_words(alpha, branding, people, client_for):
    with studio_context(alpha):
        save_branding(branding, by=people.ana, tagline="<script>alert(1)</script>")
    response = client_for(alpha, people.ana).get("/studio/branding/preview/")
    assert b"<script>alert(1)" not in response.content
    assert b"&lt;script&gt;alert(1)" in response.content
