"""Where the current request came from: for the audit log, limits, and links in e-mails."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """The caller's address and program, and the site he is on (``http://kush.localhost:8000``)."""

    ip: str | None = None
    user_agent: str = ""
    site: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current_origin() -> Origin:
    """The origin of this work; ``NOWHERE`` for work that no request asked for."""
    return _current.get()


@contextmanager
def origin_context(origin: Origin) -> Iterator[Origin]:
    """Run the body as asked for from ``origin``."""
    token = _current.set(origin)
    try:
        yield origin
    finally:
        _current.reset(token)
