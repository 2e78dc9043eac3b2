"""allauth's pages on our hosts, through the door."""

import re

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession

from apps.accounts.models import AuditEvent, User
from apps.core.tenancy import platform_context, studio_context
from tests.people import PASSWORD

NEWCOMER = {"name": "Gita", "email": "Gita@People.example", "password1": "a long sentence"}


def log_in(client, person, password=PASSWORD):
    return client.post("/accounts/login/", {"login": person.email, "password": password})


def is_signed_in(client):
    return client.get("/account/").status_code == 200


@pytest.fixture
def sign_up(client_for, alpha, django_capture_on_commit_callbacks):
    def send(**changes):
        client = client_for(alpha)
        with django_capture_on_commit_callbacks(execute=True):
            return client, client.post("/accounts/signup/", {**NEWCOMER, **changes})

    return send


def test_a_viewer_signs_up_and_confirms(sign_up, alpha, mailoutbox):
    client, answer = sign_up()

    assert (answer.status_code, answer.url) == (302, "/accounts/confirm-email/")
    assert not is_signed_in(client)
    letter = mailoutbox[0]
    assert letter.to == ["gita@people.example"]
    assert letter.subject == "Welcome to Alpha Pictures: confirm your e-mail address"
    link = re.search(r"http://alpha\.localhost(/accounts/confirm-email/\S+/)", letter.body)[1]
    assert 'href="http://alpha.localhost' in letter.alternatives[0].content

    assert client.get(link).status_code == 200
    with studio_context(alpha):
        assert not EmailAddress.objects.get().verified  # opening the link changes nothing
    done = client.post(link)

    assert (done.status_code, done.url) == (302, "/")
    assert is_signed_in(client)
    with studio_context(alpha):
        gita = User.objects.get()
        assert EmailAddress.objects.get().verified
    assert (gita.name, gita.email, gita.role) == ("Gita", "gita@people.example", "viewer")


def test_the_letter_is_in_the_language_of_the_page(
    client_for, alpha, mailoutbox, settings, django_capture_on_commit_callbacks
):
    client = client_for(alpha)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/signup/", NEWCOMER)

    assert 'lang="id"' in mailoutbox[0].alternatives[0].content
    with studio_context(alpha):
        assert User.objects.get().language == "id"


def test_signing_up_with_a_known_address_tells_only_its_owner(sign_up, people, alpha, mailoutbox):
    _, fresh = sign_up()
    _, known = sign_up(email=people.citra.email)

    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert mailoutbox[1].to == ["citra@people.example"]
    assert "already" in mailoutbox[1].subject
    with studio_context(alpha):
        assert User.objects.filter(email=people.citra.email).count() == 1


def test_a_confirmation_of_one_studio_confirms_nothing_in_another(sign_up, client_for, alpha, beta):
    sign_up()
    with studio_context(alpha):
        key = EmailConfirmation.objects.get().key
        pk = EmailAddress.objects.get().pk
    with studio_context(beta):
        victim = User.objects.create_user("victim@people.example", PASSWORD, name="Victim")
        EmailAddress.objects.create(pk=pk, user=victim, email=victim.email, primary=True)

    client_for(beta).post(f"/accounts/confirm-email/{key}/")

    with studio_context(beta):
        assert not EmailAddress.objects.get(pk=pk).verified


def test_nobody_signs_up_on_the_platform(client_for, db):
    answer = client_for(None).post("/accounts/signup/", NEWCOMER)

    assert "Accounts are made by invitation" in answer.content.decode()
    with platform_context():
        assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "place"), [("ana", "/studio/"), ("adi", "/studio/"), ("citra", "/")]
)
def test_each_lands_where_he_works(client_for, alpha, people, who, place):
    client = client_for(alpha)

    answer = log_in(client, getattr(people, who))

    assert (answer.status_code, answer.url) == (302, place)
    with studio_context(alpha):
        assert [e.action for e in AuditEvent.objects.all()] == ["person.signed_in"]


def test_staff_land_in_the_back_office(client_for, people):
    assert log_in(client_for(None), people.eko).url == "/admin/"
    assert log_in(client_for(None), people.dewi).url == "/"


def test_a_failed_sign_in_is_on_record(client_for, alpha, people):
    client = client_for(alpha)

    known = log_in(client, people.ana, "wrong password")
    unknown = client.post("/accounts/login/", {"login": "no@people.example", "password": "x" * 12})

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert not is_signed_in(client)
    with studio_context(alpha):
        events = AuditEvent.objects.order_by("id")
        assert [(e.action, e.target_label) for e in events] == [
            ("person.sign_in_failed", "Ana"),
            ("person.sign_in_failed", ""),
        ]


@pytest.mark.parametrize("host", ["beta", None])
def test_a_session_of_one_studio_is_nobody_elsewhere(client_for, alpha, beta, people, host):
    home = client_for(alpha, people.ana)
    away = client_for({"beta": beta, None: None}[host])
    away.cookies = home.cookies

    assert home.get("/account/").status_code == 200
    assert away.get("/account/").status_code == 302


def test_resetting_a_password_signs_every_device_out(
    client_for, alpha, people, mailoutbox, django_capture_on_commit_callbacks
):
    device, forgetful = client_for(alpha), client_for(alpha)
    log_in(device, people.citra)
    with django_capture_on_commit_callbacks(execute=True):
        forgetful.post("/accounts/password/reset/", {"email": people.citra.email})
    link = re.search(
        r"http://alpha\.localhost(/accounts/password/reset/key/\S+/)", mailoutbox[0].body
    )[1]
    form = forgetful.get(link, follow=True)
    forgetful.post(
        form.redirect_chain[-1][0],
        {"password1": "another sentence", "password2": "another sentence"},
    )

    assert device.get("/account/").status_code == 302
    with studio_context(alpha):
        assert User.objects.get(pk=people.citra.pk).check_password("another sentence")
        assert AuditEvent.objects.filter(action="person.password_reset").count() == 1


def test_asking_for_a_password_of_an_unknown_address_looks_the_same(
    client_for, alpha, people, mailoutbox, django_capture_on_commit_callbacks
):
    client = client_for(alpha)
    with django_capture_on_commit_callbacks(execute=True):
        known = client.post("/accounts/password/reset/", {"email": people.citra.email})
        unknown = client.post("/accounts/password/reset/", {"email": "no@people.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to[0] for letter in mailoutbox] == ["citra@people.example", "no@people.example"]


def test_ending_one_device_and_not_anothers(client_for, alpha, people):
    mine, phone, other = client_for(alpha), client_for(alpha), client_for(alpha)
    for client, person in [(mine, people.citra), (phone, people.citra), (other, people.ana)]:
        log_in(client, person)
    with studio_context(alpha):
        pks = dict(UserSession.objects.values_list("session_key", "pk"))

    refused = mine.post(f"/account/devices/{pks[other.session.session_key]}/end/")
    done = mine.post(f"/account/devices/{pks[phone.session.session_key]}/end/")

    assert (refused.status_code, done.status_code) == (404, 302)
    assert other.get("/account/").status_code == 200
    assert phone.get("/account/").status_code == 302
    assert mine.get("/account/").status_code == 200


PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/none/",
    "/accounts/inactive/",
]
OWN_PAGES = [
    "/account/",
    "/account/delete/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/3rdparty/",
]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_before_sign_in_wears_our_design(client_for, alpha, path):
    page = client_for(alpha).get(path, follow=True).content.decode()

    assert "auth__card" in page
    assert re.search(r"<[^>]+ (style|onclick|onload)=", page) is None
    assert re.search(r"<script(?![^>]*(src=|application/json))", page) is None


@pytest.mark.parametrize("path", OWN_PAGES)
@pytest.mark.parametrize("host", ["alpha", None])
def test_each_page_of_the_account_wears_our_design(client_for, alpha, people, path, host):
    person = people.citra if host else people.dewi
    client = client_for(alpha if host else None)
    log_in(client, person)

    page = client.get(path).content.decode()

    assert '<main id="main"' in page
    assert re.search(r"<[^>]+ (style|onclick|onload)=", page) is None
    assert re.search(r"<script(?![^>]*(src=|application/json))", page) is None
