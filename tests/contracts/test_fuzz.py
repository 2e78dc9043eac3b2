"""Schemathesis in all its phases, for a minute, against the API with somebody signed in.

Nothing may fail: no 5xx, no answer that is not as described, no operation open without a sign-in.
deploy.attack.fuzz_api does the same for hours.
"""

import tomllib
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from werkzeug.serving import make_server

from apps.accounts.enums import Role
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests import database
from tests.factories.catalog import published
from tests.people import person

CONFIG = Path(__file__).parents[2] / "deploy/attack/fuzzing.toml"
HOST = "alpha.localhost"
SECONDS = 14
PHASES = ("examples", "coverage", "fuzzing", "stateful")


@pytest.fixture
def token(committed_db, settings):
    settings.JWT_ACCESS_SECONDS = 3600
    with studio_context(database.studio_row("alpha")):
        ana = person("Ana", Role.OWNER)
        published(create_film("Rain", by=ana, genres=["Drama"]))
        create_film("Snow", by=ana)
        return issue_tokens(ana).access


@cache
def application():
    return WSGIHandler()


def answer_as_alpha(environ, start_response):
    """The application, whatever host the client believes to talk to."""
    response = application()({**environ, "HTTP_HOST": HOST}, start_response)
    body = b"".join(response)
    response.close()
    connections.close_all()
    return [body]


@pytest.fixture
def address():
    """The application behind a socket: schemathesis follows no redirect and no cookie elsewhere."""
    server = make_server("127.0.0.1", 0, answer_as_alpha, threaded=True)
    running = Thread(target=server.serve_forever)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}/api/schema/"
    server.shutdown()
    running.join()
    server.server_close()


def schema_at(address, token, phase):
    shared = tomllib.loads(CONFIG.read_text())
    few = {"max-examples": 4, "deterministic": True, "no-shrink": True}
    config = SchemathesisConfig.from_dict(
        {
            **shared,
            "phases": {name: {"enabled": name == phase} for name in PHASES},
            "seed": 1,
            "max-time": SECONDS,
            "headers": {"Authorization": f"Bearer {token}"},
            "generation": {**shared["generation"], **few},
        }
    )
    return schemathesis.openapi.from_url(address, config=config)


@pytest.mark.slow
@pytest.mark.parametrize("phase", PHASES)
def test_nothing_breaks_it(token, address, phase):
    failures, ran, cases = [], set(), 0
    for event in from_schema(schema_at(address, token, phase)).execute():
        if isinstance(event, events.PhaseFinished) and event.status != Status.SKIP:
            ran.add(event.phase.name.value)
        if isinstance(event, events.NonFatalError | events.FatalError):
            failures.append(str(event.info if hasattr(event, "info") else event.exception))
        if isinstance(event, events.ScenarioFinished):
            cases += len(event.recorder.cases)
            failures += told(event.recorder)

    assert failures == [], "\n\n".join(failures)
    assert phase in ran
    assert cases >= 15


def told(recorder):
    """Each failed check with the request that shows it and the answer it got."""
    return [
        f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}\n"
        f"{recorder.interactions[case].response.status_code}"
        for case, checks in recorder.checks.items()
        for check in checks
        if check.failure_info is not None
    ]
