"""Every log line says which studio and which request it belongs to."""

import logging
from contextvars import ContextVar

from apps.core.tenancy import current_studio_or_none

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class StudioFilter(logging.Filter):
    """Adds ``studio`` and ``request_id`` to the record."""

    def filter(self, record: logging.LogRecord) -> bool:
        studio = current_studio_or_none()
        record.studio = studio.schema_name if studio else "-"
        record.request_id = request_id.get()
        return True
