"""Carries a request's id and trace from the process that asked for work to the one that does it."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import propagate

from apps.core.logs import at_task, request_id
from apps.core.models import Task
from apps.core.spans import task_span

HEADER = "traceparent"
NONE = "-"


def trace_here() -> dict[str, str]:
    """What a row remembers of the work in which it is written."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    known = request_id.get()
    return {
        "request_id": "" if known == NONE else known[:64],
        "traceparent": carrier.get(HEADER, "")[:64],
    }


@contextmanager
def continuing(row: Task) -> Iterator[None]:
    """Log lines and spans of the body belong to the request that asked for it."""
    log_token = request_id.set(row.request_id or NONE)
    asked_in = propagate.extract({HEADER: row.traceparent})
    try:
        with at_task(row.name, row.pk), task_span(row, asked_in):
            yield
    finally:
        request_id.reset(log_token)
