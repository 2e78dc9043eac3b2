"""Primary keys: UUIDv7 (RFC 9562), sortable by time and unguessable enough to name rows outside."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new time-ordered UUID."""
    return UUID(int=_uuid7().int)
