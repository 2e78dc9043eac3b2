"""Host headers that are none, and names of studios that must not be: through the front pages."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from apps.core.models import Job
from apps.core.tenancy import platform_context
from apps.tenants.models import Domain, SignUp, Studio
from apps.tenants.services.sign_ups import request_sign_up
from tests.accounts.api.test_auth import post
from tests.tenants.web.test_start import FORM, link_in

RESET = "/accounts/password/reset/"
HOSTS = {
    "empty": "",
    "a stranger's": "evil.example",
    "a person at ours": "alpha.localhost@beta.localhost",
    "two": "alpha.localhost, beta.localhost",
    "an address": "[::1]",
    "a number": "2130706433",
    "with a tab": "alpha.localhost\tx",
    "with a path": "alpha.localhost/evil.example",
    "with an empty label": "alpha..localhost",
    "Cyrillic": "аlpha.localhost",
    "below ours": "evil.alpha.localhost",
    "ours below theirs": "alpha.localhost.evil.example",
    "with a port that is none": "alpha.localhost:evil.example",
}
PATHS = ["/", "/accounts/login/", "/api/v1/me", "/admin/", "/branding.css"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", HOSTS)
def test_a_host_that_is_none_opens_nothing(alpha, beta, kind, path):
    answer = Client().get(path, headers={"host": HOSTS[kind]})

    if kind == "with a port that is none":  # what stands behind a colon is not read
        assert "evil" not in answer.text + answer.headers.get("Location", "")
        return
    assert answer.status_code in {400, 404}
    assert "Alpha Pictures" not in answer.text
    assert "session" not in answer.cookies


LYING = {
    "X-Forwarded-Host": "evil.example",
    "X-Original-Host": "evil.example",
    "X-Host": "evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Port": "6666",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
}
LETTERS = {
    "reset page": lambda client, email: client.post(RESET, {"email": email}),
    "sign-up page": lambda client, email: client.post(
        "/accounts/signup/", {"name": "G", "email": "g@new.example", "password1": FORM["password"]}
    ),
    "sign-up API": lambda client, email: post(
        client, "/api/v1/auth/register", name="G", email="g@new.example", password=FORM["password"]
    ),
    "sign-up of a known one": lambda client, email: post(
        client, "/api/v1/auth/register", name="G", email=email, password=FORM["password"]
    ),
}


def links_in_letters():
    return [
        link
        for letter in mail.outbox
        for text in (letter.body, *(part.content for part in letter.alternatives))
        for link in re.findall(r"https?://([^/\s\"'<>]+)", text)
    ]


@pytest.mark.parametrize("header", LYING)
@pytest.mark.parametrize("door", LETTERS)
def test_links_of_letters_lead_to_the_host_that_was_asked(
    client_for, alpha, people, django_capture_on_commit_callbacks, door, header
):
    client = client_for(alpha)
    client.defaults["HTTP_" + header.upper().replace("-", "_")] = LYING[header]

    with django_capture_on_commit_callbacks(execute=True):
        LETTERS[door](client, people.citra.email)

    found = links_in_letters()
    assert found
    assert {link.partition(":")[0] for link in found} == {"alpha.localhost"}
    letters = [str(letter.message()) for letter in mail.outbox]
    # With what stands around them: keys and boundaries of letters are random, and hold any digits.
    assert not any("evil.example" in letter or ":6666" in letter for letter in letters)


@pytest.mark.parametrize("header", LYING)
def test_no_header_makes_one_studio_another(client_for, alpha, beta, header):
    with platform_context():
        Studio.objects.filter(pk=beta.pk).update(name="Beta Pictures")
    value = LYING[header].replace("evil.example", "beta.localhost")

    answer = client_for(alpha).get("/manifest.webmanifest", headers={header: value})

    assert answer.json()["name"] == "Alpha Pictures"


FORBIDDEN = {
    "pg_x": "pg_x",
    "pg-x": "pg-x",
    "public": "public",
    "www": "www",
    "admin": "admin",
    "api": "api",
    "quote": "a'b",
    "leaving quotes": 'x","beta',
    "encoded nothing": "%00",
    "nothing": "a\x00b",
    "hyphen first": "-abc",
    "hyphen last": "abc-",
    "64 letters": "a" * 64,
    "41 letters": "a" * 41,
    "too short": "ab",
    "Cyrillic": "Аlpha",
    "capitals": "GAMMA",
    "punycode": "xn--80ak6aa92e",
    "a dot": "a.b",
    "a slash": "../x",
    "a line": "gamma\n",
    "blanks": " gamma ",
    "semicolon": "x; drop schema alpha cascade",
    "empty": "",
    "taken": "alpha",
}


def traces() -> list[object]:
    """All that a studio would leave behind, schemas first."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("select array_agg(nspname order by nspname) from pg_namespace")
        kept = [cursor.fetchone()]
        rows = [Studio.objects, Domain.objects, Job.objects.across_studios()]
        return kept + [found.count() for found in rows]


@pytest.fixture
def link(platform, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request_sign_up("dewi@people.example", language="en")
    return link_in(mail.outbox[0])


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_name_that_must_not_be_stays_a_wish(link, alpha, kind):
    before = traces()

    answer = Client(headers={"host": "localhost"}).post(link, {**FORM, "slug": FORBIDDEN[kind]})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["slug"]
    assert 'id="id_slug_error"' in answer.text or 'aria-invalid="true"' in answer.text
    assert traces() == before
    assert SignUp.objects.get().studio_id is None


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_not_from_the_back_office_either(client_for, alpha, people, kind):
    before = traces()
    wish = {key: value for key, value in FORM.items() if key != "password"}
    wish |= {"slug": FORBIDDEN[kind], "owner_email": "dewi@people.example"}

    answer = client_for(None, people.eko).post("/admin/tenants/studio/add/", wish)

    stripped = FORBIDDEN[kind].strip() == "gamma"  # the form cuts what stands around it
    assert answer.status_code == (302 if stripped else 422)
    if not stripped:
        assert list(answer.context["form"].errors) == ["slug"]
        assert traces() == before


def test_a_name_that_may_be_becomes_a_studio(link, alpha):
    """The control."""
    before = traces()

    answer = Client(headers={"host": "localhost"}).post(link, FORM)

    assert answer.status_code == 302
    assert traces() != before
    assert Studio.objects.get(slug="gamma").schema_name == "s_gamma"
