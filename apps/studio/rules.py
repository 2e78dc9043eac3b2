"""What may be done with a studio or a job as it is now. Who may do it stands in accounts.rules."""

from apps.core.enums import JobState
from apps.core.models import Job
from apps.studio.enums import JobKind
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Studio

OPEN_TO_INSPECTION = {StudioStatus.ACTIVE, StudioStatus.SUSPENDED}


def can_be_inspected(studio: Studio) -> bool:
    """Finished and not closed. Never the platform's own row: it has an admin of its own."""
    return not studio.is_platform and studio.status in OPEN_TO_INSPECTION


def can_be_cancelled(job: Job) -> bool:
    """An encode that is not over; opening a studio is finished, not stopped half-way."""
    return job.kind == JobKind.ENCODING and job.state in {JobState.QUEUED, JobState.RUNNING}


def can_be_retried(job: Job) -> bool:
    """It ended without a result, and can be started again."""
    return job.kind in JobKind.values and job.state in {JobState.FAILED, JobState.CANCELLED}
