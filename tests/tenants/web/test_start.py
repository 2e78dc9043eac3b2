"""Signing a studio up through the pages, from the first address to the open desk."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services.sessions import end_all
from apps.core.enums import JobState
from apps.core.models import Job
from apps.core.signing import sign
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.enums import StudioStatus
from apps.tenants.models import SignUp, Studio
from apps.tenants.services import provisioning
from apps.tenants.services.sign_ups import welcome_token

EMAIL = "dewi@people.example"
FORM = {
    "name": "Gamma  Films",
    "slug": "gamma",
    "owner_name": "Dewi",
    "password": "correct horse battery",
    "language": "id",
    "time_zone": "Asia/Jakarta",
    "currency": "IDR",
}


def on(host="localhost"):
    return Client(headers={"host": host})


def link_in(letter):
    found = re.search(r"http://localhost(?::\d+)?(/start/\S+)", letter.body)
    return found[1]


@pytest.fixture
def link(platform, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        on().post("/start/", {"email": EMAIL})
    return link_in(mail.outbox[0])


@pytest.fixture
def open_gamma(platform, link, monkeypatch):
    """Signed up and open, with alpha's tables standing in for new ones."""
    on().post(link, FORM)
    studio = Studio.objects.get(slug="gamma")
    provisioning._make_domain(studio)
    Studio.objects.filter(pk=studio.pk).update(status=StudioStatus.ACTIVE, schema_name="alpha_twin")
    return studio


def test_the_answer_is_the_same_for_every_address(
    platform, people, django_capture_on_commit_callbacks
):
    pages = []
    for email in (EMAIL, "nobody@people.example", people.eko.email):
        page = on().post("/start/", {"email": email}).text
        pages.append(
            re.sub(
                r"nonce=\"[^\"]+\"|[0-9a-f]{32}|value=\"[^\"]+\"|content=\"[^\"]+\"", "", page
            ).replace(email, "X")
        )
    assert pages[0] == pages[1] == pages[2]


def test_the_fourth_letter_in_an_hour_is_not_sent(platform, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answers = [on().post("/start/", {"email": EMAIL}).status_code for _time in range(5)]
    assert answers == [200] * 5
    assert len(mail.outbox) == 3


def test_the_letter_is_in_the_visitors_language(platform, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        on().post("/start/", {"email": EMAIL.upper()}, headers={"accept-language": "en"})
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert mail.outbox[0].subject == "Open your studio on CineRadar"


@pytest.mark.parametrize("token", ["x", "a:b:c", "..%2f", "0" * 400])
def test_links_of_our_own_making_only(platform, token):
    for path in ("", "opening/", "enter/"):
        assert on().get(f"/start/{token}/{path}").status_code == 404
    assert on().post(f"/start/{token}/retry/").status_code == 404


def test_a_link_is_worth_nothing_after_a_day(link):
    assert on().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        expired = on().get(link)
    assert expired.status_code == 404
    assert b"expired" in expired.content


def test_a_link_of_another_studio_or_purpose_is_worth_nothing(platform, alpha, link):
    sign_up = SignUp.objects.get()
    with studio_context(alpha):
        foreign = sign("sign-up", str(sign_up.pk))
    assert on().get(f"/start/{foreign}/").status_code == 404
    assert on().get(f"/start/{sign('welcome', str(sign_up.pk))}/").status_code == 404


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("gamma", "gamma is free."),
        ("alpha", "alpha is taken."),
        ("admin", "reserved"),
        ("xn--80ak6aa92e", "single hyphens"),
        ("аlpha", "Cyrillic"),
        ("a'b", "digits and hyphens only"),
        ("<script>", "digits and hyphens only"),
    ],
)
def test_availability_is_told_while_one_types(platform, alpha, slug, said):
    answer = on().get("/start/address/", {"slug": slug})
    assert said in answer.text
    assert "<script>" not in answer.text
    assert answer["Cache-Control"].startswith("max-age=0")


BAD_SLUGS = ["pg_x", "public", "www", "admin", "api", "a'b", 'x","beta', "\x00", "%00", "-a", "a" * 64,
             "Аlpha", "ALPHA", "xn--80ak6aa92e", "alpha", " gamma", "", "ab"]  # fmt: skip


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_no_bad_address_gets_through(link, alpha, slug):
    before = Studio.objects.count()
    response = on().post(link, {**FORM, "slug": slug})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"slug"}
    assert Studio.objects.count() == before
    assert SignUp.objects.get().studio_id is None
    assert not Job.objects.across_studios().exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "dewi@people.example"),
        ("password", "password123"),
        ("owner_name", ""),
        ("time_zone", "Mars/Olympus"),
        ("currency", "XXX"),
        ("language", "xx"),
        ("name", " "),
    ],
)
def test_every_field_is_checked(link, field, value):
    response = on().post(link, {**FORM, field: value})
    assert set(response.context["form"].errors) == {field}
    assert not Studio.objects.filter(slug="gamma").exists()


def test_the_form_reserves_once_and_leads_to_the_progress(link):
    first = on().post(link, FORM)
    assert (first.status_code, first["Location"]) == (302, f"{link}opening/")
    second = on().post(link, {**FORM, "slug": "delta"})
    assert second["Location"] == f"{link}opening/"
    assert on().get(link)["Location"] == f"{link}opening/"

    studio = Studio.objects.get(slug="gamma")
    assert (studio.name, studio.language) == ("Gamma Films", "id")
    assert not Studio.objects.filter(slug="delta").exists()
    assert SignUp.objects.get().password != FORM["password"]


def test_the_progress_page_works_live_and_without_scripts(link):
    on().post(link, FORM)
    page = on().get(f"{link}opening/")

    assert [step["state"] for step in page.context["steps"]] == ["todo"] * 6
    assert 'data-job-socket="/ws/jobs/' in page.text
    progress = on().get(page.context["job_url"]).json()
    assert (progress["state"], progress["kind"]) == ("queued", "tenants.provision")
    assert "<noscript>" in page.text
    assert on().get(f"{link}enter/")["Location"] == f"{link}opening/"


def test_a_failed_opening_is_shown_and_tried_again(link):
    on().post(link, FORM)
    Job.objects.across_studios().update(state=JobState.FAILED, step="tables")
    page = on().get(f"{link}opening/")
    assert [step["state"] for step in page.context["steps"]] == ["done", "failed"] + ["todo"] * 4
    assert "Try again" in page.text

    assert on().post(f"{link}retry/").status_code == 302
    assert Job.objects.across_studios().filter(state=JobState.QUEUED).count() == 1


def test_the_way_in_is_to_the_new_studios_host(open_gamma, link):
    entry = on().get(f"{link}enter/")
    assert re.fullmatch(r"http://gamma\.localhost:\d+/welcome/[^/]+/", entry["Location"])
    assert on().get(f"{link}opening/").context["is_open"] is True


@pytest.fixture
def owner_of_alpha(platform, alpha, people):
    """Ana's sign-up of alpha, as if it had just been opened."""
    return SignUp.objects.create(email=people.ana.email, studio=alpha, verified_at=timezone.now())


def test_the_key_signs_the_owner_in_once(alpha, people, owner_of_alpha):
    token, browser = welcome_token(owner_of_alpha), on("alpha.localhost")
    page = browser.get(f"/welcome/{token}/")
    assert (page.status_code, settings.SESSION_COOKIE_NAME in browser.cookies) == (200, False)
    response = browser.post(f"/welcome/{token}/")

    assert (response.status_code, response["Location"]) == (302, "/studio/")
    assert browser.get("/studio/").status_code == 200
    with studio_context(alpha):
        end_all(people.ana)
    assert browser.get("/studio/").status_code == 302
    stranger = on("alpha.localhost")
    assert stranger.post(f"/welcome/{token}/").status_code == 404
    assert settings.SESSION_COOKIE_NAME not in stranger.cookies


def test_the_key_opens_no_other_studio_and_not_the_platform(alpha, beta, people, owner_of_alpha):
    with studio_context(beta):
        User.objects.create_user(people.ana.email, "x", name="Ana", role=Role.OWNER)
    token = welcome_token(owner_of_alpha)
    for host in ("beta.localhost", "localhost"):
        browser = on(host)
        assert browser.post(f"/welcome/{token}/").status_code == 404
        assert settings.SESSION_COOKIE_NAME not in browser.cookies
    assert SignUp.objects.get(pk=owner_of_alpha.pk).welcomed_at is None


def test_the_key_lasts_ten_minutes(alpha, people, owner_of_alpha):
    token = welcome_token(owner_of_alpha)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=5)):
        assert on("alpha.localhost").get(f"/welcome/{token}/").status_code == 404


@pytest.mark.parametrize("change", [{"role": Role.EDITOR}, {"is_active": False}])
def test_the_key_is_for_an_active_owner(alpha, people, owner_of_alpha, change):
    with studio_context(alpha):
        User.objects.filter(pk=people.ana.pk).update(**change)
    browser = on("alpha.localhost")
    assert browser.post(f"/welcome/{welcome_token(owner_of_alpha)}/").status_code == 404
    assert settings.SESSION_COOKIE_NAME not in browser.cookies


def test_later_the_link_leads_to_the_sign_in(platform, alpha, people, owner_of_alpha):
    SignUp.objects.filter(pk=owner_of_alpha.pk).update(welcomed_at=timezone.now())
    entry = on().get(f"/start/{sign('sign-up', str(owner_of_alpha.pk))}/enter/")
    assert re.fullmatch(r"http://alpha\.localhost:\d+/studio/", entry["Location"])


@pytest.mark.slow
def test_the_whole_way_with_a_real_studio(committed_db, as_owner):
    browser = on()
    browser.post("/start/", {"email": EMAIL})
    link = link_in(mail.outbox[0])
    browser.post(link, FORM)
    location = browser.get(f"{link}enter/")["Location"]
    host, path = re.fullmatch(r"http://([^/:]+)(?::\d+)?(/.*)", location).groups()

    studio = on(host)
    assert "Go to the desk" in studio.get(path, headers={"accept-language": "en"}).text
    assert studio.post(path)["Location"] == "/studio/"
    desk = studio.get("/studio/")
    assert (desk.status_code, desk.context["user"].email) == (200, EMAIL)
    assert desk.context["user"].check_password(FORM["password"])
    with platform_context():
        assert Studio.objects.get(slug="gamma").status == StudioStatus.ACTIVE
