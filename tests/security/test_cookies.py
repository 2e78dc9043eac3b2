"""Cookies are one host's alone, and no other host's page writes with them."""

import pytest

from tests.people import PASSWORD
from tests.permissions.requests import send
from tests.permissions.routes import routes_of
from tests.permissions.state import rows_written, tables
from tests.permissions.world import World, server

pytestmark = pytest.mark.django_db
NAMES = {"SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf"}
# The page's own script writes it; a look and no secret.
READ_BY_SCRIPTS = {"theme"}
# They take no cookie for a proof: who sends them proves himself in the body.
NEEDS_NO_ORIGIN = {
    "api:auth-login": "address and password; answers tokens, sets no cookie",
    "api:auth-logout": "a refresh token",
    "api:auth-refresh": "a refresh token",
    "api:auth-register": "an address, which gets a letter",
    "api-schema": "a document; takes nothing but GET",
    "google_login_by_token": "Google's own token, sent twice; unknown until Google is set up",
}
FOREIGN = ["http://beta.localhost", "http://evil.example", "http://localhost:8443", "null"]


@pytest.fixture
def tls(settings):
    """Cookies as config.settings.production has them; test_secrets looks at that file itself."""
    for name, value in NAMES.items():
        setattr(settings, name, value)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def set_by(client, person):
    """Every cookie that a visit sets, from the first page to signing out."""
    steps = [
        client.get("/accounts/login/", secure=True),
        client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}, secure=True),
        client.get("/account/", secure=True),
        client.post("/preferences/language/", {"language": "en"}, secure=True),
        client.post("/preferences/theme/", {"theme": "dark"}, secure=True),
        client.post("/accounts/logout/", secure=True),
    ]
    return [morsel for answer in steps for morsel in answer.cookies.values()]


@pytest.mark.usefixtures("tls")
@pytest.mark.parametrize("host", ["alpha", None])
def test_every_cookie_is_for_one_host_over_tls(client_for, alpha, people, host):
    person = people.citra if host else people.dewi

    found = set_by(client_for(alpha if host else None), person)

    assert {morsel.key for morsel in found} == {*NAMES.values(), "language", "theme"}
    for morsel in found:
        if morsel["max-age"] == 0:  # taken back
            continue
        assert (morsel["path"], morsel["domain"]) == ("/", ""), morsel
        assert morsel["samesite"] == "Lax", morsel
        assert morsel["secure"], morsel
        assert bool(morsel["httponly"]) is (morsel.key not in READ_BY_SCRIPTS), morsel


@pytest.mark.usefixtures("tls")
def test_a_cookie_of_the_parent_domain_is_nothing(client_for, alpha, people):
    """Browsers let a neighbour plant names for all of localhost, but none that begins __Host-."""
    own = client_for(alpha)
    own.post("/accounts/login/", {"login": people.citra.email, "password": PASSWORD}, secure=True)
    key = own.cookies["__Host-session"].value
    for name in ("session", "sessionid", "__Secure-session", "__host-session"):
        planted = client_for(alpha)
        planted.cookies[name] = key
        assert planted.get("/account/", secure=True).status_code == 302

    proper = client_for(alpha)
    proper.cookies["__Host-session"] = key
    assert proper.get("/account/", secure=True).status_code == 200


@pytest.mark.parametrize("planted", ["evil", "a" * 32, "../../x", ""])
def test_a_session_that_somebody_planted_is_not_used(client_for, alpha, people, planted):
    client = client_for(alpha)
    client.cookies["session"] = planted
    client.cookies["csrf"] = "x" * 32

    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": people.citra.email, "password": PASSWORD})

    assert client.cookies["session"].value not in {planted, ""}
    assert client.get("/account/").status_code == 200
    other = client_for(alpha)
    other.cookies["session"] = planted
    assert other.get("/account/").status_code == 302


def from_page_of(world: World, origin: str, column: str):
    """Browsers that look for tokens, each told that the page is another host's."""
    build = type(world).client

    def client(host, who):
        browser = build(world, host, who)
        browser.handler.enforce_csrf_checks = True
        browser.defaults["HTTP_ORIGIN"] = origin
        return browser

    return client


@pytest.mark.slow
@pytest.mark.parametrize("host", ["platform", "studio"])
def test_a_foreign_page_writes_nothing(world: World, monkeypatch, host):
    monkeypatch.setattr(world, "client", from_page_of(world, FOREIGN[0], "team"), raising=False)
    everything, taken = tables("public", "alpha"), {}
    for route in routes_of(host):
        before = rows_written(everything)
        for method in writing(route):
            answer = send(world, host, route, method, "team")
            if answer.status_code != 403 or rows_written(everything) > before:
                taken[route.name] = answer.status_code

    assert set(taken) - set(NEEDS_NO_ORIGIN) == set()


def writing(route):
    return [name.upper() for name in route.handlers if name != "get"] or ["POST"]


@pytest.mark.parametrize("origin", FOREIGN)
def test_every_kind_of_foreign_page(world: World, monkeypatch, origin):
    routes = {route.name: route for route in routes_of("studio")}
    monkeypatch.setattr(world, "client", from_page_of(world, origin, "team"), raising=False)

    for name in ("account", "desk-film-new", "api:desk-movie-list", "account_logout"):
        assert send(world, "studio", routes[name], "POST", "team").status_code == 403, name


def test_our_own_page_writes(world: World):
    """The control: the token of the page and its origin are all that was missing."""
    build, everything = world.client("studio", "team"), tables("public", "alpha")
    build.handler.enforce_csrf_checks = True
    build.defaults["HTTP_ORIGIN"] = f"http://{server('studio')}"
    token = build.get("/account/").context["csrf_token"]
    before = rows_written(everything)

    bare = build.post("/account/", {"name": "Ana B."})
    assert (bare.status_code, rows_written(everything)) == (403, before)
    done = build.post("/account/", {"name": "Ana B.", "csrfmiddlewaretoken": str(token)})

    assert done.status_code == 302
    assert rows_written(everything) > before
