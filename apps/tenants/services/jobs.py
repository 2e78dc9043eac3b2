"""The opening of a studio as long work that people watch and staff try again."""

from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import can_manage_studios
from apps.core.job_kinds import JobKind, register
from apps.core.models import Job
from apps.tenants.enums import ProvisioningStep
from apps.tenants.errors import WrongStatus
from apps.tenants.models import Studio
from apps.tenants.services.provisioning import JOB, retry_opening


def _repeat(job: Job, by: User) -> Job:
    """Raises WrongStatus for a studio that is open, or gone."""
    studio = Studio.objects.filter(pk=job.subject_pk).first() if job.subject_pk else None
    if studio is None:
        raise WrongStatus
    return retry_opening(studio, by=by)


OPENING = register(
    JobKind(
        key=JOB,
        label=_("Opening a studio"),
        steps=dict(ProvisioningStep.choices),
        managed_by=can_manage_studios,
        # Half a studio is of no use to anybody: it is finished, not stopped.
        is_stoppable=False,
        repeat=_repeat,
    )
)
