from dataclasses import dataclass

import pytest

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import platform_context
from tests.people import person, proved


@dataclass(frozen=True)
class Office:
    """The platform's people besides Eko, who is staff."""

    sari: User  # support
    fajar: User  # finance


@pytest.fixture
def office(people):
    with platform_context():
        return Office(sari=person("Sari", Role.SUPPORT), fajar=person("Fajar", Role.FINANCE))


@pytest.fixture
def as_eko(client_for, people):
    """Staff, on the platform's host, whose password has just been asked for."""
    return proved(client_for(None, people.eko))


@pytest.fixture
def as_sari(client_for, office):
    """Support, on the platform's host."""
    return client_for(None, office.sari)
