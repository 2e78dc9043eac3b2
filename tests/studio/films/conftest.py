"""Films on alpha's desk, and the people who may or may not touch them."""

import pytest

from apps.accounts.enums import Role
from apps.core.tenancy import studio_context
from tests.people import person


@pytest.fixture
def citra(client_for, alpha, people):
    return client_for(alpha, people.citra)


@pytest.fixture
def mira(client_for, alpha, people):
    with studio_context(alpha):
        analyst = person("Mira", Role.ANALYST)
    return client_for(alpha, analyst)
