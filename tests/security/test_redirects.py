"""No answer leads away from its own host, whatever the visitor was made to bring along."""

from urllib.parse import quote, urlsplit

import pytest

from tests.people import PASSWORD
from tests.permissions.requests import path_of
from tests.permissions.routes import routes_of
from tests.permissions.world import World, server

TARGETS = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "https://localhost@evil.example",
    "\t//evil.example",
    "//evil。example",
    "javascript:alert(1)",
)


# Its visitor has just opened that studio.
ELSEWHERE = {"start-enter"}


def leads_away(location: str, host: str) -> bool:
    """As browsers read it: backslashes are slashes, and tabs and line ends are not there."""
    read = urlsplit(location.translate({9: "", 10: "", 13: ""}).replace("\\", "/").strip())
    return (read.netloc or host) != host or (bool(read.scheme) and not read.netloc)


@pytest.mark.parametrize("who", ["anonymous", "team"])
@pytest.mark.parametrize("host", ["platform", "studio"])
def test_addresses_with_a_next(world: World, host: str, who: str):
    target = "&".join(f"{name}={quote(TARGETS[0])}" for name in ("next", "redirect_to", "url"))
    away = []
    for route in routes_of(host):
        location = (
            world.client(host, who)
            .get(f"{path_of(world, host, route)}?{target}")
            .headers.get("Location", "")
        )
        if route.name in ELSEWHERE:
            assert urlsplit(location).hostname == "delta.localhost"
        elif leads_away(location, server(host)):
            away.append((route.name, location))

    assert away == []


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/logout/", "/studio/"])
def test_every_spelling(world: World, path: str, target: str):
    for who in ("anonymous", "team"):
        client = world.client("studio", who)
        for answer in (
            client.get(path, {"next": target}),
            client.post(path, {"next": target, "login": "ana@alpha.test", "password": PASSWORD}),
        ):
            assert not leads_away(answer.headers.get("Location", ""), "alpha.localhost")


@pytest.mark.parametrize("target", TARGETS)
def test_signing_in_stays_here(world: World, target: str):
    person = world.people["studio", "customer"]

    answer = world.client("studio", "anonymous").post(
        "/accounts/login/", {"next": target, "login": person.email, "password": PASSWORD}
    )

    assert answer.status_code == 302
    assert not leads_away(answer.headers["Location"], "alpha.localhost")
