"""The permission table's world: something real behind every address."""

from tests.permissions.conftest import world  # noqa: F401 a fixture
