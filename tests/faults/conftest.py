import pytest

from deploy.attack.field import laid_out


@pytest.fixture
def field(committed_db, tmp_path):
    """Relays and workers that are real, on a database and a Redis of their own."""
    with laid_out(tmp_path) as made:
        yield made
