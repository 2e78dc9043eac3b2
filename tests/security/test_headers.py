"""Every answer of every address and status carries the headers that protect its reader."""

from collections import defaultdict

import pytest
from django.db import OperationalError
from django.test import Client

from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio
from tests.permissions.requests import send
from tests.permissions.routes import BACKOFFICE, backoffice_routes, routes_of
from tests.permissions.world import World
from tests.security.policy import INLINE_HANDLER, INLINE_SCRIPT, faults_of, nonce_of

pytestmark = pytest.mark.django_db
HOSTS = ("platform", "studio")
# Answers nginx alone, which shows it to nobody.
FOR_THE_PROXY = {"catalog-media:check"}
HSTS = "Strict-Transport-Security"


@pytest.mark.parametrize("who", ["anonymous", "team"])
@pytest.mark.parametrize("host", HOSTS)
def test_every_address_of_both_hosts(world: World, host: str, who: str):
    routes = routes_of(host) + (backoffice_routes() if host == "platform" else [])
    faults = defaultdict(list)
    for route in routes:
        if route.name in FOR_THE_PROXY:
            continue
        answer = send(world, host, route, "GET", who)
        relaxed = route.pattern.startswith(BACKOFFICE)
        for fault in faults_of(answer.headers, relaxed=relaxed):
            faults[fault].append(route.name)
        if answer.headers.get("Content-Type", "").startswith("text/html") and not relaxed:
            html = answer.content.decode()
            for found in (INLINE_SCRIPT.search(html), INLINE_HANDLER.search(html)):
                if found:
                    faults[found[0][:80]].append(route.name)

    assert dict(faults) == {}


def explode(*args, **kwargs):
    raise RuntimeError


def lose_the_database(*args, **kwargs):
    raise OperationalError


STATUSES = {
    400: lambda client: client.post("/api/v1/auth/login", "{", content_type="application/json"),
    302: lambda client: client.get("/studio/"),
    301: lambda client: client.get("/accounts/login"),
    403: lambda client: Client(headers={"host": "alpha.localhost"}, enforce_csrf_checks=True).post(
        "/accounts/login/"
    ),
    404: lambda client: client.get("/nothing-here/"),
    405: lambda client: client.delete("/robots.txt"),
    413: lambda client: client.post(
        "/api/v1/auth/login", b'"' + b"x" * 12_000_000 + b'"', content_type="application/json"
    ),
}


@pytest.mark.parametrize("status", STATUSES)
def test_every_refusal(alpha: Studio, client_for, status: int):
    answer = STATUSES[status](client_for(alpha))

    assert answer.status_code == status
    assert list(faults_of(answer.headers)) == []


@pytest.mark.parametrize(("fault", "status"), [(explode, 500), (lose_the_database, 503)])
def test_every_fault(alpha: Studio, client_for, monkeypatch, fault, status: int):
    monkeypatch.setattr("apps.core.web.middleware.dressed", fault)

    answer = client_for(alpha, raise_request_exception=False).get("/")

    assert answer.status_code == status
    assert list(faults_of(answer.headers)) == []


def test_a_limit_that_is_reached(alpha: Studio, client_for, settings):
    settings.LIMITS_ENABLED = True
    client = client_for(alpha)
    body = {"email": "ana@alpha.test", "password": "wrong"}
    answers = [
        client.post("/api/v1/auth/login", body, content_type="application/json") for _ in range(8)
    ]

    assert answers[-1].status_code == 429
    assert list(faults_of(answers[-1].headers)) == []


@pytest.mark.parametrize("path", ["/health", "/health/ready", "/nothing"])
def test_who_comes_without_a_known_host(path: str):
    answer = Client(headers={"host": "nobody.example"}).get(path)

    assert list(faults_of(answer.headers)) == []


def test_a_suspended_studio(alpha: Studio, client_for):
    Studio.objects.filter(pk=alpha.pk).update(status=StudioStatus.SUSPENDED)

    answer = client_for(alpha).get("/")

    assert answer.status_code == 503
    assert list(faults_of(answer.headers)) == []


def test_a_nonce_is_used_once(world: World):
    film = next(route for route in routes_of("studio") if route.name == "film")
    nonces = [nonce_of(send(world, "studio", film, "GET", "anonymous").headers) for _ in range(3)]

    assert all(nonces)
    assert len(set(nonces)) == 3


@pytest.fixture
def _tls(settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


@pytest.mark.usefixtures("_tls")
@pytest.mark.parametrize(
    ("host", "value"),
    [
        ("localhost", "max-age=31536000; includeSubDomains; preload"),
        ("localhost:443", "max-age=31536000; includeSubDomains; preload"),
        ("alpha.localhost", "max-age=31536000"),
        ("films.example", "max-age=31536000"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/health", "/nothing-here/"])
def test_only_the_platform_promises_tls_for_the_names_below(host: str, value: str, path: str):
    client = Client(headers={"host": host})

    assert client.get(path, secure=True).headers[HSTS] == value
    assert HSTS not in client.get(path).headers
