"""The twins are made once for a module; whatever a request does to them is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from apps.tenants.adapters.dns import client as dns_client
from tests.fakes.dns import NameServer
from tests.isolation.suite.twins import Twins, make_twins


@pytest.fixture(scope="module")
def twins(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Twins]:
    files = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(files)),
        transaction.atomic(),
    ):
        yield make_twins(files)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_of_the_twins(
    request: pytest.FixtureRequest, settings: Any, _private_directories: None
) -> None:
    if "twins" in request.fixturenames:
        settings.MEDIA_ROOT = str(request.getfixturevalue("twins").files)


@pytest.fixture
def name_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    """Domains are asked about at a name server of our own."""
    monkeypatch.setattr(dns_client, "SECONDS_IN_ALL", 0.4)
    with NameServer() as server:
        settings.DNS_RESOLVER = server.address
        yield server


@pytest.fixture
def taken_back(twins: Twins) -> Iterator[None]:
    """What the test does to the rows of the twins is undone."""
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)
