"""What may be done with a studio as it is now. Who may do it stands in accounts.rules."""

from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio

OPEN_TO_INSPECTION = {StudioStatus.ACTIVE, StudioStatus.SUSPENDED}


def can_be_inspected(studio: Studio) -> bool:
    """Finished and not closed. Never the platform's own row: it has an admin of its own."""
    return not studio.is_platform and studio.status in OPEN_TO_INSPECTION
