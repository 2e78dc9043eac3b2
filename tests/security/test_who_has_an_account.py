"""Nobody but its owner learns whether an address has an account: the doors beside those of
tests/accounts/web/test_enumeration.py, which looks at a studio's."""

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.google import views as google
from django.core import mail

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services.invitations import invite
from apps.core.signing import sign
from apps.core.tenancy import platform_context, studio_context
from tests.accounts.web.test_enumeration import UNKNOWN, call, page, told
from tests.people import PASSWORD, person

PLATFORM_DOORS = {
    "sign-in page": page("/accounts/login/", password="wrong password"),
    "sign-in API": call("/api/v1/auth/login", password="wrong password"),
    "reset page": page("/accounts/password/reset/"),
    "open a studio": page("/start/"),
    "sign-up API": call("/api/v1/auth/register", name="X", password="a sentence to remember"),
    "sign-up page": page("/accounts/signup/", name="X", password1="a sentence to remember"),
}
WRITES = {"reset page", "open a studio"}


@pytest.fixture
def asked(client_for, django_capture_on_commit_callbacks):
    """What a door answers, and whom the letters that went out were to."""

    def ask(studio, do, email):
        mail.outbox.clear()
        client = client_for(studio)
        client.get("/accounts/login/")
        with django_capture_on_commit_callbacks(execute=True):
            answer = do(client, email)
        return told(answer, email), [letter.to for letter in mail.outbox]

    return ask


@pytest.mark.parametrize("who", ["staff", "member"])
@pytest.mark.parametrize("door", PLATFORM_DOORS)
def test_the_platforms_doors(asked, people, door, who):
    email = (people.eko if who == "staff" else people.dewi).email

    (known, letters), (unknown, others) = (
        asked(None, PLATFORM_DOORS[door], address) for address in (email, UNKNOWN)
    )

    assert known == unknown
    assert letters == ([[email]] if door in WRITES else [])
    assert others == ([[UNKNOWN]] if door in WRITES else [])


@pytest.mark.parametrize("state", ["deactivated", "unconfirmed", "without a password"])
@pytest.mark.parametrize("door", ["sign-in page", "sign-in API", "reset page"])
def test_the_state_of_an_account_is_told_to_nobody(asked, alpha, door, state):
    with studio_context(alpha):
        user = person("Rara", Role.EDITOR, is_active=state != "deactivated")
        if state == "unconfirmed":
            user.emailaddress_set.update(verified=False)
        if state == "without a password":
            user.set_unusable_password()
            user.save()

    (known, _), (unknown, _) = (
        asked(alpha, PLATFORM_DOORS[door], address) for address in (user.email, UNKNOWN)
    )

    assert known == unknown


def test_whoever_invites_learns_nothing_about_viewers(client_for, alpha, people):
    """Who is on the team he sees anyway."""
    ana = client_for(alpha, people.ana)

    answers = [
        ana.post("/studio/team/invite/", {"email": email, "role": "editor"})
        for email in (people.citra.email, UNKNOWN)
    ]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/studio/team/")] * 2


def test_an_invitations_address_is_told_to_whoever_has_the_letter(client_for, alpha, people):
    with studio_context(alpha):
        invite("gita@newcomer.example", role=Role.EDITOR, by=people.ana)
        forged = sign("another purpose", "1")
    browser = client_for(alpha)

    for token in ("x", forged, "1", "a:b:c"):
        answer = browser.get(f"/invitations/{token}/")
        assert answer.status_code == 404
        assert "gita" not in answer.text


def test_addresses_of_studios_are_no_secret_and_tell_of_nobody(client_for, alpha, people):
    """A name is in the DNS as soon as it is taken; whose it is does not show."""
    text = client_for(None).get("/start/address/", {"slug": "alpha"}).text

    assert "alpha is taken" in text
    for named in (people.ana, people.adi):
        assert named.email not in text
        assert named.name not in text


@pytest.fixture
def by_google(client_for, alpha, settings, monkeypatch):
    """Somebody whose mailbox Google vouches for."""
    app = {"client_id": "ours", "secret": "x", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

    def enter(email, *, verified=True, sub="g-1"):
        claims = {"sub": sub, "email": email, "email_verified": verified, "name": "Somebody"}
        monkeypatch.setattr(google, "_verify_and_decode", lambda **kwargs: claims)
        client = client_for(alpha)
        client.cookies["g_csrf_token"] = "t"
        body = {"credential": "signed", "g_csrf_token": "t"}
        return client, client.post("/accounts/google/login/token/", body)

    return enter


@pytest.mark.parametrize("verified", [True, False])
def test_google_opens_no_account_that_was_made_without_it(by_google, alpha, people, verified):
    client, _answer = by_google(people.ana.email, verified=verified)

    assert client.get("/account/").status_code == 302
    with studio_context(alpha):
        assert not SocialAccount.objects.exists()
        assert User.objects.get(pk=people.ana.pk).check_password(PASSWORD)


def test_google_makes_a_viewer_of_a_newcomer(by_google, alpha, people):
    """The control."""
    client, answer = by_google("gita@newcomer.example")

    assert (answer.status_code, client.get("/account/").status_code) == (302, 200)
    with studio_context(alpha):
        assert User.objects.get(email="gita@newcomer.example").role == Role.VIEWER


def test_an_address_that_google_does_not_vouch_for_tells_only_its_mailbox(
    by_google, people, django_capture_on_commit_callbacks
):
    answers = []
    for email in (people.citra.email, UNKNOWN):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            client, answer = by_google(email, verified=False, sub=email)
        answers.append((answer.status_code, answer.headers["Location"]))
        assert [letter.to for letter in mail.outbox] == [[email]]
        assert client.get("/account/").status_code == 302

    assert answers[0] == answers[1]


def test_nobody_comes_to_the_platform_by_google(by_google, client_for, settings):
    client = client_for(None)
    client.cookies["g_csrf_token"] = "t"
    by_google("gita@newcomer.example")

    answer = client.post(
        "/accounts/google/login/token/", {"credential": "signed", "g_csrf_token": "t"}
    )

    assert client.get("/account/").status_code == 302
    assert answer.status_code in {200, 302}
    with platform_context():
        assert not User.objects.filter(email="gita@newcomer.example").exists()
