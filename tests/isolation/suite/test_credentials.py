"""Alpha's session and links are nobody's on beta's host and on the platform's."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from tests.isolation.suite.asking import path_of
from tests.isolation.suite.exits import addresses, backoffice, route_of
from tests.isolation.suite.probes import Ask, faults_of, text_of
from tests.permissions.requests import PARAMETER
from tests.permissions.requests import path_of as path_on_platform
from tests.permissions.routes import URLCONFS

STUDIO = [found for found in sorted(addresses()) if found.name.startswith("studio ")]
PLATFORM = [found for found in sorted(addresses()) if found.name.startswith("platform ")]
LINKS = ("signed-file", "job-progress", "job-cancel", "job-retry", "job-letter", "account-keep")
LINKS += ("invitation-accept", "welcome", "catalog-media:media")
REFUSED = {302, 403, 404, 405}


def both_answers(twins, host, path):
    """With alpha's session and without any; each finds everything as it was."""
    answers = []
    for cookies in ({"session": twins.alpha.session}, {}):
        browser = twins.alpha.browser(host=host)
        browser.cookies.clear()
        browser.cookies.load(cookies)
        mark = transaction.savepoint()
        answers.append(browser.get(path))
        transaction.savepoint_rollback(mark)
    return answers


@pytest.mark.parametrize("found", STUDIO, ids=str)
def test_alphas_session_gets_in_beta_what_anybody_gets(twins, found):
    path = path_of(twins.beta, route_of(found))

    cookie, anonymous = both_answers(twins, twins.beta.host, path)

    assert cookie.status_code == anonymous.status_code
    assert cookie.headers.get("Location") == anonymous.headers.get("Location")


@pytest.mark.parametrize("found", PLATFORM, ids=str)
def test_alphas_session_gets_on_the_platform_what_anybody_gets(twins, caplog, found):
    path = platform_path(twins, route_of(found))

    cookie, anonymous = both_answers(twins, "localhost", path)

    assert cookie.status_code == anonymous.status_code
    asks = [Ask(method, path) for method in ("GET", "POST")]
    assert faults_of(twins, asks, twins.alpha.browser(host="localhost"), caplog) == []


def platform_path(twins, route):
    """With beta's rows behind it, where both hosts have the address."""
    if "<" not in route.pattern or twins.beta.arguments(route.name):
        return path_of(twins.beta, route)
    token = twins.beta.arguments("welcome")["token"]
    return path_on_platform(twins.beta.world, "platform", with_token(route, token))


def with_token(route, token):
    return replace(route, name="/" + route.pattern.replace("<str:token>", token))


def test_alphas_session_opens_no_page_of_the_back_office(twins, caplog):
    asks = [
        Ask(method, path_on_platform_of(twins, route_of(found)), foreign=not is_open(found))
        for found in backoffice()
        for method in ("GET", "POST")
    ]

    assert faults_of(twins, asks, twins.alpha.browser(host="localhost"), caplog) == []


def is_open(found):
    return found.name.split()[0] in {
        "admin:login",
        "admin:logout",
        "admin:jsi18n",
        "inspection:login",
    }


def path_on_platform_of(twins, route):
    return PARAMETER.sub(str(twins.beta.studio.pk), f"/{route.pattern}")


@pytest.mark.parametrize("name", LINKS)
def test_alphas_link_leads_nowhere_in_beta_and_on_the_platform(twins, taken_back, name):
    hosts = {"studio": twins.beta.host, "platform": "localhost"}
    for where, host in hosts.items():
        browser = twins.alpha.browser(host=host)
        try:
            path = reverse(name, urlconf=URLCONFS[where], kwargs=twins.alpha.arguments(name))
        except NoReverseMatch:
            continue
        for method in ("GET", "POST"):
            answer = browser.generic(method, path)
            assert answer.status_code in REFUSED, (method, host, path)
            assert "t/alpha/" not in text_of(answer)
