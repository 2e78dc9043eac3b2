"""Every log line says where it belongs, stays one line, and holds no secret.

Where: studio, request, person, task. One line: nothing that a visitor sends can end it and begin
another. No secret: values of telling names and what looks like a token or a card are hidden.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from apps.core.routes import route_of
from apps.core.tenancy import current_studio_or_none

NOBODY = "-"
HIDDEN = "[hidden]"
TELLING = r"passw(?:or)?d|passphrase|token|secret|authorization|cookie|api[-_]?key|signing[-_]?key|session[-_]?key|card|cvc|cvv|otp"
SECRET_NAME = re.compile(TELLING, re.IGNORECASE)
SECRETS_IN_TEXT = [
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(\w+://[^\s:/@]*):[^\s@/]+@"), rf"\1:{HIDDEN}@"),
    # These lines have several words, each of them a secret.
    (
        re.compile(r"(?i)\b((?:(?:set-)?cookie|authorization)[\"']?\s*[:=]\s*)[^\r\n]+"),
        rf"\1{HIDDEN}",
    ),
    (
        re.compile(
            rf"(?i)([\w-]*(?:{TELLING})[\w-]*[\"']?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|(?!\[hidden|bearer|basic)[^\s,;&}})]+)"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?<![\w-])(?:\d[ -]?){12,18}\d(?![\w-])"), HIDDEN),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"), HIDDEN),
]
# Whatever a terminal or a collector could take for the end of a line, or for a command.
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")

request_id: ContextVar[str] = ContextVar("request_id", default=NOBODY)
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# The request, or the visit, whose person is only known when the line is written.
_asker: ContextVar[Any] = ContextVar("asker", default=None)
_task: ContextVar[tuple[str, str]] = ContextVar("task", default=(NOBODY, NOBODY))


@contextmanager
def identified(given: str) -> Iterator[str]:
    """Lines of the body have the id that a proxy gave, if it is one, else a new one."""
    token = request_id.set(given if SAFE_ID.fullmatch(given) else uuid4().hex)
    try:
        yield request_id.get()
    finally:
        request_id.reset(token)


@contextmanager
def asked_by(asker: Any) -> Iterator[None]:
    """Lines of the body name the person of ``asker``: a request or a websocket's visit."""
    token = _asker.set(asker)
    try:
        yield
    finally:
        _asker.reset(token)


@contextmanager
def at_task(name: str, pk: Any) -> Iterator[None]:
    """Lines of the body name the task."""
    token = _task.set((name, str(pk)))
    try:
        yield
    finally:
        _task.reset(token)


def asker() -> Any:
    """The request or the visit at hand; None for neither."""
    return _asker.get()


def person_of_line() -> str:
    """The person's key, where it is known already: a log line must not ask the database."""
    visitor = getattr(asker(), "person_pk", None)
    if visitor:
        return str(visitor)
    known = getattr(asker(), "__dict__", {})
    person = known.get("_cached_user") or known.get("user")
    if person is None or hasattr(person, "_wrapped"):
        return NOBODY
    return str(getattr(person, "pk", None) or NOBODY)


def where() -> dict[str, str]:
    """Whose work this is; a dash for what there is none of."""
    studio = current_studio_or_none()
    task, task_id = _task.get()
    return {
        "studio": studio.schema_name if studio else NOBODY,
        "request_id": request_id.get(),
        "user": person_of_line(),
        "task": task,
        "task_id": task_id,
        "release": settings.RELEASE or NOBODY,
    }


class ContextFilter(logging.Filter):
    """Adds ``studio``, ``request_id``, ``user``, ``task``, ``task_id`` and ``release``."""

    def filter(self, record: logging.LogRecord) -> bool:
        _without_address(record)
        for name, value in where().items():
            # Who writes the line may know better: the studio is left before a request is over.
            record.__dict__.setdefault(name, value)
        return True


def _without_address(record: logging.LogRecord) -> None:
    """Django's own lines name the address, which may be a key: to a new password, to a file."""
    request = record.__dict__.pop("request", None)
    if isinstance(request, HttpRequest):
        record.__dict__["route"] = route_of(request)
        if isinstance(record.args, tuple):
            record.args = tuple(
                route_of(request) if arg == request.path else arg for arg in record.args
            )


def scrubbed(text: str) -> str:
    """``text`` with what looks like a secret hidden."""
    for pattern, replacement in SECRETS_IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


def without_secrets(value: Any) -> Any:
    """The same structure with secrets hidden, by name and by look."""
    if isinstance(value, Mapping):
        return {
            key: HIDDEN if SECRET_NAME.search(str(key)) else without_secrets(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(item) for item in value]
    return scrubbed(value) if isinstance(value, str) else value


def on_one_line(text: str) -> str:
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class PlainFormatter(logging.Formatter):
    """For people: one line, and a traceback set in so that none of its lines passes for another."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 logging's own name
        return on_one_line(scrubbed(super().formatMessage(record)))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        lines = scrubbed(super().formatException(ei)).splitlines()
        return "\n".join(f"    {on_one_line(line)}" for line in lines)


class LineFormatter(JsonFormatter):
    """For programs: one JSON object a line, whose time is UTC."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        written = datetime.fromtimestamp(record.created, tz=UTC)
        told = {"time": written.isoformat(timespec="milliseconds"), "level": record.levelname}
        found = told | log_data
        log_data.clear()
        log_data.update(without_secrets(found))
