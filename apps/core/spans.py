"""What traces are made of: one span a request, one a task, and below them their statements.

Without OTEL_EXPORTER_OTLP_ENDPOINT nobody records them and they cost next to nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, StatusCode

from apps.core.logs import NOBODY, where
from apps.core.models import Task

# The resource names the release; who it was stays in the log.
TOLD = ("studio", "request_id", "task", "task_id")
tracer = trace.get_tracer("cineradar")


@contextmanager
def span_of(name: str, kind: SpanKind, context: Context | None = None) -> Iterator[Span]:
    """Has failed when the body raises. What was raised is for the errors' own reports: it may hold anything."""
    with tracer.start_as_current_span(
        name, context, kind, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except Exception as error:
            span.set_status(StatusCode.ERROR)
            span.set_attribute("error.type", type(error).__name__)
            raise
        finally:
            if span.is_recording():
                told = where()
                known = {name: told[name] for name in TOLD if told[name] != NOBODY}
                span.set_attributes({f"cineradar.{name}": value for name, value in known.items()})


@contextmanager
def task_span(row: Task, asked_in: Context) -> Iterator[None]:
    """One attempt at a task, in the trace of the request that asked for it."""
    with span_of(row.name, SpanKind.CONSUMER, asked_in) as span:
        span.set_attribute("cineradar.queue", row.queue)
        span.set_attribute("cineradar.attempt", row.attempts)
        span.set_attribute("cineradar.studio", row.studio_schema)
        yield
