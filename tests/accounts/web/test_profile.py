from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from apps.accounts.models import User
from apps.accounts.web.middleware import LanguageMiddleware
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.selectors.hosts import host_named

PROFILE = "/account/"
LANGUAGE = "/preferences/language/"


def reload(studio, user):
    with studio_context(studio):
        return User.objects.filter(pk=user.pk).first()


def test_strangers_are_sent_to_sign_in(client_for, alpha):
    answer = client_for(alpha).get(PROFILE)

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/account/")


def test_i_change_my_profile(client_for, alpha, people):
    body = {"name": "Citra D.", "language": "hi", "time_zone": "Asia/Kolkata"}

    answer = client_for(alpha, people.citra).post(PROFILE, body)

    assert (answer.status_code, answer.url) == (302, PROFILE)
    citra = reload(alpha, people.citra)
    assert (citra.name, citra.language, citra.time_zone) == ("Citra D.", "hi", "Asia/Kolkata")


def test_a_time_zone_nobody_has_is_refused(client_for, alpha, people):
    body = {"name": "Citra D.", "language": "", "time_zone": "Mars/Olympus"}

    answer = client_for(alpha, people.citra).post(PROFILE, body)

    assert answer.status_code == 200
    assert reload(alpha, people.citra).name == "Citra"


def test_choosing_a_language_keeps_it_for_me_and_this_browser(client_for, alpha, people):
    client = client_for(alpha, people.citra)

    answer = client.post(LANGUAGE, {"language": "ta", "next": "/account/"})

    assert (answer.status_code, answer.url) == (302, "/account/")
    assert reload(alpha, people.citra).language == "ta"
    assert answer.cookies["language"].value == "ta"
    assert client.get(PROFILE).headers["Content-Language"] == "ta"


@pytest.mark.parametrize(
    ("language", "following", "lands"),
    [("xx", "/account/", "/account/"), ("hi", "https://evil.example/", "/"), ("", "//x", "/")],
)
def test_a_language_we_lack_or_a_foreign_address_counts_as_none(
    client_for, alpha, people, language, following, lands
):
    answer = client_for(alpha, people.citra).post(
        LANGUAGE, {"language": language, "next": following}
    )

    assert answer.url == lands
    if language != "hi":
        assert reload(alpha, people.citra).language == ""
        assert "language" not in answer.cookies


def test_looking_at_the_switch_changes_nothing(client_for, alpha):
    assert client_for(alpha).get(LANGUAGE).status_code == 405


@pytest.fixture
def seen(alpha):
    """The language and time zone in force while a request like this is answered."""

    def ask(user=None, cookie=None, accept=""):
        request = RequestFactory().get("/", headers={"accept-language": accept})
        request.user = user
        if cookie:
            request.COOKIES["language"] = cookie
        request.host = host_named("alpha.localhost")
        found = []

        def view(_request):
            found.extend([translation.get_language(), str(timezone.get_current_timezone())])
            return HttpResponse()

        LanguageMiddleware(view)(request)
        return tuple(found)

    return ask


def test_language_by_person_then_browser_choice_then_browser_then_studio(seen):
    person = User(language="hi", time_zone="")

    assert seen(person, cookie="ta", accept="bn")[0] == "hi"
    assert seen(User(), cookie="ta", accept="bn")[0] == "ta"
    assert seen(None, accept="fr-FR, bn-IN;q=0.8, en;q=0.5")[0] == "bn"
    assert seen(None, accept="fr")[0] == "en"
    assert seen(User(language="xx"), cookie="yy", accept="*")[0] == "en"


def test_time_zone_by_person_then_studio(seen):
    assert seen(User(time_zone="Asia/Kolkata"))[1] == "Asia/Kolkata"
    assert seen(User())[1] == "Asia/Jakarta"
    assert seen(User(time_zone="../etc/passwd"))[1] == "UTC"
    assert ZoneInfo("UTC") == timezone.get_default_timezone()


@pytest.fixture
def mfa_required(settings):
    settings.MFA_REQUIRED_FOR_STAFF = True


@pytest.mark.parametrize("path", ["/admin/", "/account/", "/api/v1/me", "/accounts/sessions/"])
def test_staff_without_a_second_factor_reach_nothing_but_its_setup(
    client_for, people, mfa_required, path
):
    answer = client_for(None, people.eko).get(path)

    assert (answer.status_code, answer.url) == (302, "/accounts/2fa/totp/activate/")


def test_staff_may_still_sign_out_and_set_it_up(client_for, people, mfa_required):
    client = client_for(None, people.eko)

    setup = client.get("/accounts/2fa/totp/activate/")
    assert setup.url.startswith("/accounts/reauthenticate/")
    assert client.get(setup.url).status_code == 200
    assert client.post("/accounts/logout/").url == "/"


def test_others_are_left_alone(client_for, alpha, people, mfa_required):
    assert client_for(alpha, people.ana).get(PROFILE).status_code == 200
    assert client_for(None, people.dewi).get(PROFILE).status_code == 200
    with platform_context():
        assert User.objects.count() == 2
