"""Who gets in where. There is one back-office, on the platform's host."""

import re

import pytest
from django.urls import get_resolver

from apps.core.ids import uuid7
from apps.core.tenancy import platform_context

TABLES = [
    "tenants/studio",
    "tenants/domain",
    "tenants/domainclaim",
    "tenants/signup",
    "accounts/user",
    "accounts/invitation",
    "accounts/auditevent",
    "core/job",
    "core/deadletter",
]


def test_a_stranger_is_sent_to_the_products_own_sign_in(client_for, platform):
    first = client_for(None).get("/admin/core/job/", follow=True)

    assert first.redirect_chain[-1][0] == "/accounts/login/?next=/admin/core/job/"


def test_a_platform_account_without_a_role_is_refused(client_for, people):
    response = client_for(None, people.dewi).get("/admin/", follow=True)

    assert response.status_code == 403


def test_studio_people_are_nobody_here(client_for, alpha, people):
    on_alpha = client_for(alpha, people.ana)

    response = client_for(None).get("/admin/", headers={"cookie": _cookies(on_alpha)})

    assert response.status_code == 302


def _cookies(client):
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@pytest.mark.parametrize("path", ["/admin/", "/admin/open/", "/admin/tenants/studio/"])
def test_no_studio_host_has_a_back_office(client_for, alpha, people, path):
    assert client_for(alpha, people.ana).get(path).status_code == 404


@pytest.mark.parametrize("table", TABLES)
def test_staff_and_support_see_every_table(as_eko, as_sari, table):
    assert as_eko.get(f"/admin/{table}/").status_code == 200
    assert as_sari.get(f"/admin/{table}/").status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_finance_sees_the_dashboard_only(client_for, office, table):
    client = client_for(None, office.fajar)

    assert client.get("/admin/").status_code == 200
    assert client.get(f"/admin/{table}/").status_code == 403
    assert client.get(f"/admin/{table}/export/").status_code == 403


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_edited_or_deleted_in_a_form(as_eko, table, people, alpha):
    row = {"tenants/studio": alpha.pk, "accounts/user": people.eko.pk}.get(table, alpha.pk)

    assert as_eko.post(f"/admin/{table}/{row}/delete/", {"post": "yes"}).status_code in {403, 302}
    assert as_eko.post(f"/admin/{table}/{row}/change/", {"name": "x"}).status_code in {403, 302}
    alpha.refresh_from_db()
    assert alpha.name == "Alpha Pictures"


def test_support_has_no_button_that_changes_anything(as_sari, alpha, people):
    page = as_sari.get(f"/admin/tenants/studio/{alpha.pk}/change/").content.decode()

    assert "/open_read_only/" in page
    assert "/suspend/" not in page
    for button in ("suspend", "reactivate", "close", "reopen"):
        answer = as_sari.post(f"/admin/tenants/studio/{alpha.pk}/{button}/", {"reason": "x"})
        assert answer.status_code == 403
    assert as_sari.post("/admin/accounts/user/add/", {}).status_code == 403
    assert as_sari.post("/admin/tenants/studio/add/", {}).status_code == 403
    alpha.refresh_from_db()
    assert alpha.status == "active"


def test_another_language_shows_the_same_page(as_eko):
    page = "/admin/tenants/studio/?status__exact=active"
    assert f'name="next" type="hidden" value="{page}"' in as_eko.get(page).content.decode()

    response = as_eko.post("/preferences/language/", {"language": "id", "next": page})

    assert response.url == page
    assert '<html lang="id"' in as_eko.get(page).content.decode()


def test_signing_out_ends_the_session(as_eko):
    assert as_eko.get("/admin/logout/").status_code == 405
    assert as_eko.post("/admin/logout/").status_code == 302
    assert as_eko.get("/admin/").status_code == 302


def test_staff_without_a_second_factor_set_one_up_first(as_eko, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True

    response = as_eko.get("/admin/")

    assert response.status_code == 302
    assert response.url.startswith("/accounts/2fa/")


def test_signing_in_is_limited(client_for, platform, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip", "login_failed": "3/m/ip"}
    client = client_for(None)
    wrong = {"login": "eko@people.example", "password": "wrong"}

    statuses = [client.post("/accounts/login/", wrong).status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]


def test_scripts_are_our_own_files_and_never_inline(as_eko):
    policy = as_eko.get("/admin/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))

    assert rules["style-src"] == "'self' 'unsafe-inline'"
    assert rules["script-src"].startswith("'self'")
    assert "unsafe-inline" not in rules["script-src"]


def test_the_policy_is_relaxed_for_the_back_office_alone(client_for, platform):
    policy = client_for(None).get("/accounts/login/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy


def test_the_password_is_never_on_a_page(as_eko, people):
    with platform_context():
        page = as_eko.get(f"/admin/accounts/user/{people.eko.pk}/change/").content.decode()

    assert people.eko.password not in page
    assert "md5$" not in page


def back_office_paths():
    """Every address below /admin/, with a made-up key where one is needed."""
    key = uuid7()
    found = get_resolver("config.urls.public").url_patterns
    for resolver in [one for one in found if str(one.pattern).startswith("admin/")]:
        for pattern in walk(resolver, ""):
            filled = re.sub(r"<[^>]*>", str(key), pattern)
            if "(" not in filled:
                yield f"/{filled}"


def walk(resolver, prefix):
    for one in resolver.url_patterns:
        here = f"{prefix}{resolver.pattern}"
        if hasattr(one, "url_patterns"):
            yield from walk(one, here)
        else:
            yield f"{here}{one.pattern}"


def test_every_page_of_the_back_office_asks_who_is_there(client_for, platform):
    paths = sorted(set(back_office_paths()))
    assert len(paths) > 60
    anonymous = client_for(None)

    answers = {path: anonymous.get(path).status_code for path in paths}

    # Signing out and leaving a studio are for POST; everything else sends to the sign-in page.
    assert {path for path, status in answers.items() if status not in {302, 405}} == set()


def test_a_platform_account_without_a_role_opens_none_of_them(client_for, people):
    dewi = client_for(None, people.dewi)

    for path in sorted(set(back_office_paths())):
        assert dewi.get(path).status_code in {302, 405, 403}, path
