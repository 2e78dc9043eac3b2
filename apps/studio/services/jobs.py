"""Background work of any studio, stopped and started again by people of the platform."""

from django.db import transaction

from apps.accounts import rules
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core import job_control
from apps.core.errors import Forbidden
from apps.core.models import Job
from apps.core.tenancy import StudioRef, platform_context, ref_of, studio_context
from apps.tenants.models import Studio


def cancel_job(job: Job, *, by: User) -> None:
    """Stop work of any studio; what nobody works on yet is over at once.

    Raises Forbidden, and JobNotStoppable for work that is over or finished rather than stopped.
    """
    if not rules.can_manage_studios(by):
        raise Forbidden
    with transaction.atomic():
        with studio_context(_studio_of(job)):
            job_control.cancel_job(job, by=by)
        with platform_context():
            audit.record("job.cancelled", by=by, target=job)


def retry_job(job: Job, *, by: User) -> Job:
    """Start the work of a job that ended badly again; returns the new job.

    Raises Forbidden, JobNotRepeatable, and what the kind raises when its subject is gone.
    """
    if not rules.can_manage_studios(by):
        raise Forbidden
    with transaction.atomic():
        with studio_context(_studio_of(job)):
            again = job_control.retry_job(job, by=by)
        with platform_context():
            audit.record("job.retried", by=by, target=job)
    return again


def _studio_of(job: Job) -> StudioRef:
    with platform_context():
        return ref_of(Studio.objects.get(schema_name=job.studio_schema))
