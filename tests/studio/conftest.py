"""What tests of the desk share."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries():
    """``with queries(4):`` exactly so many questions; naming the schema before each is none."""

    @contextmanager
    def exactly(count: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]
        assert len(asked) == count, "\n".join(asked)

    return exactly
