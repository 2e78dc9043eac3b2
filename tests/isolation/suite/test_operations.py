"""Every operation of the API's own document, with alpha's access token and beta's rows."""

import re

import pytest
from django.urls import reverse

from tests.isolation.suite.asking import path_of, twin_keys
from tests.isolation.suite.bodies import WORDS, nested, smuggled
from tests.isolation.suite.exits import fields_of_operation, operations, route_of_operation
from tests.isolation.suite.probes import JSON, Ask, faults_of, send, swapped
from tests.isolation.suite.twins import Side
from tests.permissions.requests import raw_kind

STUDIO = [found for found in sorted(operations()) if found.name.startswith("studio ")]
# Names of fields that point at something.
POINTS = re.compile(r"(^|_)(id|ids|pk|pks|film|movie|upload|encode|genres?|key|user)$")

# Addresses by a slug that both studios have.
SLUGS = {
    "api:movie-detail",
    "api:movie-next",
    "api:movie-similar",
    "api:series-detail",
    "api:person-detail",
    "api:collection-detail",
}


def program(side: Side, **more):
    browser = side.browser(**more, authorization=f"Bearer {side.access}")
    browser.cookies.clear()
    return browser


@pytest.mark.parametrize("found", STUDIO, ids=str)
def test_nothing_of_beta_comes_by(twins, caplog, found):
    _host, method, path = found.name.split()
    route = route_of_operation("studio", path)
    names_a_row = route.name not in SLUGS and "{" in path
    kind = raw_kind(route) or JSON
    body = twins.alpha.world.bodies.get(("studio", route.name), {})
    asks = [Ask(method, path_of(twins.beta, route), body, kind, foreign=names_a_row)]
    if method != "GET" and kind == JSON:
        mine = path_of(twins.alpha, route)
        asks += [Ask(method, mine, each, kind) for each in bodies(twins, found, body)]

    assert faults_of(twins, asks, program(twins.alpha), caplog) == []


def bodies(twins, found, body):
    """One field at a time, so that what refuses one does not hide the next; then all at once."""
    _host, method, path = found.name.split()
    keys, film = smuggled(twins.beta), str(twins.beta.keys["catalog.Film"][0])
    for name, schema in fields_of_operation("studio", path, method).items():
        if POINTS.search(name) and name not in WORDS:
            value = keys.get(name, film)
            yield {**body, name: [value] if schema.get("type") == "array" else value}
    yield swapped(body, twin_keys(twins))
    yield nested(body, keys)


@pytest.mark.parametrize("found", STUDIO, ids=str)
def test_alphas_access_token_is_nobody_in_beta(twins, found):
    _host, method, path = found.name.split()
    route = route_of_operation("studio", path)
    ask = Ask(method, path_of(twins.beta, route), {}, JSON)
    anonymous = twins.beta.browser()
    anonymous.cookies.clear()

    # A token that is not beta's is refused, even where nobody needs one.
    told = send(program(twins.alpha, host=twins.beta.host), ask).status_code
    assert told in {401, send(anonymous, ask).status_code}
    assert told == 401 or not 200 <= told < 300 or route.name in PUBLIC


# Answers that anybody gets, with beta's own data: a token changes nothing there.
PUBLIC = {"api:auth-login", "api:auth-register", "api:auth-refresh", "api:auth-logout"}


def test_a_cursor_of_beta_starts_alphas_list_anew_or_is_refused(twins):
    path = reverse("v1:desk-movie-list", urlconf="config.urls.tenant")
    first = program(twins.beta).get(path, {"page_size": 1}).json()
    cursor = re.search(r"cursor=([^&]+)", str(first))
    assert cursor, first

    answer = program(twins.alpha).get(path, {"page_size": 1, "cursor": cursor[1]})

    assert answer.status_code in {400, 404}
    assert twins.word not in answer.content.decode()


def test_alphas_refresh_token_is_nobodys_in_beta_and_on_the_platform(twins):
    for host in (twins.beta.host, "localhost"):
        ask = Ask("POST", "/api/v1/auth/refresh", {"refresh": twins.alpha.refresh}, JSON)
        assert send(twins.alpha.browser(host=host), ask).status_code == 401


def test_an_answer_that_is_kept_for_beta_is_not_given_to_alpha(twins, taken_back):
    """One Idempotency-Key, one body, in both studios: two films."""
    path = reverse("v1:desk-movie-list", urlconf="config.urls.tenant")
    made = {}
    for side in (twins.beta, twins.alpha):
        browser = program(side)
        options = {"content_type": JSON, "headers": {"Idempotency-Key": "0123456789-same"}}
        made[side.host] = browser.post(path, {"title": "Kites"}, **options)

    assert [answer.status_code for answer in made.values()] == [201, 201]
    assert len({answer.content for answer in made.values()}) == 2
