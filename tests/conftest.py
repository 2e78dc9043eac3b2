"""Two studios, one cast, and a template database that is built once and cloned per worker."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from tests import database
from tests.people import Cast, make_cast

pytest_plugins = ["tests.services", "tests.object_store"]
# A busy machine is no fault of the product's.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


# Files of few tests that take half a minute and more: begun last, they would be waited for alone.
LONG = (
    "tests/journeys/",
    "tests/faults/",
    "tests/contracts/test_fuzz.py",
    "tests/core/test_realtime_server.py",
    "tests/races/",
    "tests/tenants/services/test_new_indexes.py",
)


def group_of(nodeid: str) -> str:
    """A file's tests stay on one worker; so do all journeys, which share one running product."""
    return "journeys" if nodeid.startswith("tests/journeys/") else nodeid.partition("::")[0]


class FilesAndJourneys(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesAndJourneys:
    config.option.loadscopereorder = False  # They come in the order below.
    return FilesAndJourneys(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, then those of many tests; what is left at the end is short."""
    sizes = Counter(group_of(item.nodeid) for item in items)

    def place(item: pytest.Item) -> tuple[bool, int]:
        return not item.nodeid.startswith(LONG), -sizes[group_of(item.nodeid)]

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays: the collector need not look through it again."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database.use_clone(worker)
    yield
    with django_db_blocker.unblock():
        database.drop_clone(worker)


@pytest.fixture
def platform(db: None) -> Iterator[None]:
    """The body runs on the platform's own schema."""
    with platform_context():
        yield


@pytest.fixture
def alpha(db: None) -> Studio:
    return database.studio_row("alpha")


@pytest.fixture
def beta(db: None) -> Studio:
    return database.studio_row("beta")


@pytest.fixture
def in_alpha(alpha: Studio) -> Iterator[Studio]:
    with studio_context(alpha):
        yield alpha


@pytest.fixture
def people(alpha: Studio, beta: Studio) -> Cast:
    """Ana owns alpha, Adi is its admin, Bima owns beta, Citra watches in both, Eko is staff."""
    return make_cast(alpha, beta)


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser on a studio's host (None: the platform's), signed in as ``user`` if given."""

    def build(studio: Studio | None, user: Any = None, **extra: Any) -> Client:
        host = f"{studio.slug}.localhost" if studio else "localhost"
        client = Client(SERVER_NAME=host, headers={"host": host}, **extra)
        if user is not None:
            with studio_context(studio) if studio else platform_context():
                client.force_login(user, backend=database.LOGIN_BACKEND)
        return client

    return build


@pytest.fixture
def as_owner(request: pytest.FixtureRequest) -> Iterator[None]:
    """Acts as the owner of the database: for what only worker-schemas does."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")
    with database.acting_as_owner():
        yield


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For threads, workers and sockets: commits are real, the database is thrown away after."""
    with django_db_blocker.unblock():
        yield
        database.restore_clone()
