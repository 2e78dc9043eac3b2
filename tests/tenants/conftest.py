"""A sign-up as the form would send it, and a studio that is built for real."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from apps.core.tenancy import platform_context
from apps.tenants.services.provisioning import Opening, open_studio

WISHES: dict[str, Any] = {
    "name": "Gamma Films",
    "slug": "gamma",
    "owner_email": "Dewi@people.example",
    "owner_name": "Dewi",
    "language": "id",
    "time_zone": "Asia/Jakarta",
    "currency": "IDR",
    "by": "dewi@people.example",
}


@pytest.fixture
def wishes() -> dict[str, Any]:
    return {**WISHES, "password_hash": make_password("correct horse battery")}


@pytest.fixture
def opening(db: None, wishes: dict[str, Any]) -> Opening:
    """Reserved, not built: the callbacks of a test's transaction never run."""
    return open_studio(**wishes)


@pytest.fixture
def on_platform(committed_db: None, as_owner: None) -> Iterator[None]:
    """Real commits, on the platform's schema, as the worker that changes schemas."""
    with platform_context():
        yield


@pytest.fixture
def fail_once(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let one step of the provisioning die as a killed worker would: after or before its work."""

    def arrange(steps: dict[Any, Any], step: Any, *, after: bool) -> None:
        work, calls = steps[step], []

        def dying(studio: Any) -> None:
            calls.append(studio)
            if len(calls) > 1:
                work(studio)
                return
            if after:
                work(studio)
            raise KilledWorker

        monkeypatch.setitem(steps, step, dying)

    return arrange


class KilledWorker(BaseException):
    """Like SIGKILL, nothing of ours catches it."""
