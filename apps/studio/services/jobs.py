"""Background work of any studio, stopped and started again by people of the platform."""

from collections.abc import Callable

from django.db import transaction

from apps.accounts import rules
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.catalog.models import Encode
from apps.catalog.services.encodes import end_cancelled, retry_encode
from apps.core.enums import JobState
from apps.core.errors import Forbidden
from apps.core.jobs import request_cancel
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.studio.enums import JobKind
from apps.studio.errors import NotToBeCancelled, NotToBeRetried
from apps.studio.rules import can_be_cancelled, can_be_retried
from apps.tenants.models import Studio
from apps.tenants.services.provisioning import retry_opening


def cancel_job(job: Job, *, by: User) -> None:
    """Stop an encode of any studio; one that nobody works on yet is over at once.

    Raises Forbidden, and NotToBeCancelled for other work or when it is over already.
    """
    if not rules.can_manage_studios(by):
        raise Forbidden
    if not can_be_cancelled(job):
        raise NotToBeCancelled
    with transaction.atomic():
        request_cancel(job)
        if job.state == JobState.CANCELLED:
            _end_encode(job)
        with platform_context():
            audit.record("job.cancelled", by=by, target=job)


def retry_job(job: Job, *, by: User) -> Job:
    """Start the work of a job that ended badly again; returns the new job.

    Raises Forbidden, and NotToBeRetried for work that went well or cannot be repeated.
    """
    if not rules.can_manage_studios(by):
        raise Forbidden
    if not can_be_retried(job):
        raise NotToBeRetried
    with transaction.atomic():
        again = _RETRIES[job.kind](job, by)
        with platform_context():
            audit.record("job.retried", by=by, target=job)
    return again


def _encode_of(job: Job) -> Encode:
    encode = Encode.objects.select_related("upload").filter(job_pk=job.pk).first()
    if encode is None:
        raise NotToBeRetried
    return encode


def _end_encode(job: Job) -> None:
    with studio_context(_studio_of(job)):
        end_cancelled(_encode_of(job))


def _retry_encode(job: Job, by: User) -> Job:
    with studio_context(_studio_of(job)):
        encode = retry_encode(_encode_of(job), by=by)
    return Job.everywhere.get(pk=encode.job_pk)


def _retry_opening(job: Job, by: User) -> Job:
    studio = Studio.objects.filter(pk=job.subject_pk).first() if job.subject_pk else None
    if studio is None:
        raise NotToBeRetried
    return retry_opening(studio, by=by)


def _studio_of(job: Job) -> Studio:
    with platform_context():
        return Studio.objects.get(schema_name=job.studio_schema)


_RETRIES: dict[str, Callable[[Job, User], Job]] = {
    JobKind.ENCODING: _retry_encode,
    JobKind.OPENING: _retry_opening,
}
