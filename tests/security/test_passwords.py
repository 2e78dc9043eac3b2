"""Passwords by ASVS 6.2: long ones of any letters are taken as they are, common ones are not."""

import re
import socket

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.selectors.invitations import PURPOSE
from apps.accounts.services.invitations import invite
from apps.core.signing import sign
from apps.core.tenancy import studio_context
from apps.tenants.web.forms import NewStudioForm
from tests.accounts.api.test_auth import post
from tests.people import PASSWORD

NEW = "gita@newcomer.example"
GOOD = {
    "ten small letters": "kuplungxab",
    "digits that nobody lists": "8150927463518",
    "words": "a sentence to remember",
    "128": "wayang kulit " * 9 + "x" * 11,
    "200": ("hujan di bulan juni, " * 10)[:200],
    "blanks at the edges": "  rain on the roof ",
    "other scripts": "बारिश की आवाज़ सुनो",
    "all signs": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "an emoji": "🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬",
}
BAD = {
    "seven": "kTq9!zx",
    "nine": "kTq9!zxRw",
    "common": "1234567890",
    "a row of keys": "qwertyuiop",
    "common and long": "1234567890qwertyuiop",
    "the own address": NEW,
}


def by_sign_up_page(client, alpha, password):
    client.post("/accounts/signup/", {"name": "Gita", "email": NEW, "password1": password})


def by_api(client, alpha, password):
    post(client, "/api/v1/auth/register", email=NEW, name="Gita", password=password)


def by_invitation(client, alpha, password):
    with studio_context(alpha):
        invitation = invite(NEW, role=Role.EDITOR, by=User.objects.get(role=Role.OWNER))
        token = sign(PURPOSE, str(invitation.pk))
    client.post(f"/invitations/{token}/", {"name": "Gita", "password": password})


DOORS = [by_sign_up_page, by_api, by_invitation]


@pytest.fixture
def made(client_for, alpha, people):
    """The person that a door made with this password, confirmed; None when it refused."""

    def make(door, password):
        door(client_for(alpha), alpha, password)
        with studio_context(alpha):
            user = User.objects.filter(email=NEW).first()
            if user is not None:
                user.emailaddress_set.update(verified=True)
            return user

    return make


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("door", DOORS)
def test_every_good_one_is_taken_as_it_is(client_for, alpha, made, door, kind):
    password = GOOD[kind]
    user = made(door, password)

    page = client_for(alpha).post("/accounts/login/", {"login": NEW, "password": password})
    api = post(client_for(alpha), "/api/v1/auth/login", email=NEW, password=password)

    assert user is not None
    assert (page.status_code, api.status_code) == (302, 200)
    if password != password.strip():
        cut = client_for(alpha).post(
            "/accounts/login/", {"login": NEW, "password": password.strip()}
        )
        assert cut.status_code == 200


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("door", DOORS)
def test_no_bad_one_is(made, door, kind):
    assert made(door, BAD[kind]) is None


@pytest.mark.parametrize("kind", [*GOOD, *BAD])
def test_whoever_opens_a_studio_chooses_by_the_same_rules(platform, kind):
    password = {**GOOD, **BAD}[kind]
    form = NewStudioForm({"password": password, "owner_name": "Gita"}, email=NEW)

    assert ("password" in form.errors) is (kind in BAD)


@pytest.mark.parametrize("kind", [*GOOD, *BAD])
def test_changing_it_follows_the_same_rules(client_for, alpha, people, kind):
    password = {**GOOD, **BAD}[kind]
    with studio_context(alpha):
        User.objects.filter(pk=people.citra.pk).update(email=NEW)
    browser = client_for(alpha, people.citra)

    body = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = browser.post("/accounts/password/change/", body)

    assert answer.status_code == (200 if kind in BAD else 302)
    with studio_context(alpha):
        assert User.objects.get(pk=people.citra.pk).check_password(password) is (kind in GOOD)


def test_the_list_of_common_ones_is_ours_and_long(monkeypatch):
    """Nothing is asked of anybody outside."""
    monkeypatch.setattr(socket, "create_connection", None)

    common = CommonPasswordValidator().passwords

    assert len(common) > 19_000
    assert len([word for word in common if len(word) >= 10]) > 300


PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/reauthenticate/", "/account/delete/"]


@pytest.mark.parametrize("path", [*PAGES, "/accounts/password/change/"])
def test_fields_let_one_paste_look_and_use_a_manager(client_for, alpha, people, path):
    is_own = path not in PAGES[:2]
    html = client_for(alpha, people.citra if is_own else None).get(path).text
    fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", html)

    assert fields
    assert html.count("data-reveal") == len(fields)
    for field in fields:
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert not re.search(r"maxlength|onpaste|autocomplete=\"off\"|readonly", field), field


def test_nobody_has_us_hash_megabytes(client_for, alpha, people):
    answer = post(
        client_for(alpha), "/api/v1/auth/login", email="citra@people.example", password="x" * 1001
    )

    assert answer.status_code == 400
