"""Sends spans to a collector by OTLP over HTTP; only imported where an endpoint is set.

A sampled trace has requests, tasks and statements with placeholders. Addresses, values and what
exceptions say stay here: links are keys, and PostgreSQL quotes people's data in its errors.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import (
    Decision,
    ParentBased,
    Sampler,
    SamplingResult,
    TraceIdRatioBased,
)
from opentelemetry.trace import SpanKind, Status

ENTRANCES = {SpanKind.SERVER, SpanKind.CONSUMER}
TOLD_OF_EVENTS = ("exception.type",)


class AtEntrances(Sampler):
    """A share of requests and tasks. Statements of loops that look for work begin no trace."""

    def __init__(self, share: float) -> None:
        self._share = TraceIdRatioBased(share)

    def should_sample(
        self,
        parent_context: Any,
        trace_id: int,
        name: str,
        kind: Any = None,
        *rest: Any,
        **more: Any,
    ) -> SamplingResult:
        if kind not in ENTRANCES:
            return SamplingResult(Decision.DROP)
        return self._share.should_sample(parent_context, trace_id, name, kind, *rest, **more)

    def get_description(self) -> str:
        return f"AtEntrances{{{self._share.get_description()}}}"


class Discreet(SpanExporter):
    """Hands spans on without what exceptions said."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exporter.export([_told_of(span) for span in spans])

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _told_of(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=span.attributes,
        events=[_told_of_event(event) for event in span.events],
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )


def _told_of_event(event: Event) -> Event:
    known = event.attributes or {}
    told = {name: known[name] for name in TOLD_OF_EVENTS if name in known}
    return Event(event.name, told, event.timestamp)


def start() -> None:
    """Record from now on. Processes that are forked later send their own."""
    resource = Resource.create(
        {"service.name": "cineradar", "service.version": settings.RELEASE or "unknown"}
    )
    sampler = ParentBased(AtEntrances(settings.OTEL_TRACES_PERCENT / 100))
    provider = TracerProvider(sampler=sampler, resource=resource)
    exporter = OTLPSpanExporter(f"{settings.OTEL_EXPORTER_OTLP_ENDPOINT.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(Discreet(exporter)))
    trace.set_tracer_provider(provider)
    PsycopgInstrumentor().instrument(tracer_provider=provider)
