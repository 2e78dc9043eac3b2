"""Work that is done in every studio: one message a studio, never a loop over their tables."""

from apps.core.queue import enqueue
from apps.core.tenancy import PUBLIC_SCHEMA, studio_context
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio


def queue_in_every_studio(name: str) -> int:
    """Queue the task ``name`` in each studio that is open; returns how many."""
    studios = list(
        Studio.objects.filter(status=StudioStatus.ACTIVE).exclude(schema_name=PUBLIC_SCHEMA)
    )
    for studio in studios:
        with studio_context(studio):
            enqueue(name)
    return len(studios)
