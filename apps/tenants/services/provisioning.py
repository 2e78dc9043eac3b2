"""Opening a studio: reserve its name at once, then build it in steps that may be repeated.

A worker may be killed between any two statements. Each step leaves alone what is there already,
so running the whole job again finishes a half-made studio.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.accounts.services.people import create_person
from apps.core.enums import JobState
from apps.core.jobs import JobProgress, begin_job, fail_job, finish_job, start_job
from apps.core.models import Job
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.domain.slugs import schema_name_for, slug_fault
from apps.tenants.enums import DomainKind, ProvisioningStep, StudioStatus
from apps.tenants.errors import SlugRefused, SlugTaken, WrongStatus
from apps.tenants.models import Domain, SignUp, Studio
from apps.tenants.selectors.hosts import forget_hosts
from apps.tenants.selectors.versions import is_sufficient
from apps.tenants.services.branding import ensure_branding
from apps.tenants.services.icons import draw_icons
from apps.tenants.services.letters import announce_opening
from apps.tenants.services.schemas import migrate_schema, schema_exists, sole_worker_on
from apps.tenants.services.spares import build_schema, mark_version

JOB = "tenants.provision"
TASK = "tenants.provision_studio"
MOST_ATTEMPTS = 3
# A worker reports every few seconds; one that has been silent for longer is dead.
SILENCE = timedelta(seconds=25)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opening:
    """A studio on its way, and the job that people watch."""

    studio: Studio
    sign_up: SignUp
    job: Job


def open_studio(
    *,
    name: str,
    slug: str,
    owner_email: str,
    owner_name: str,
    password_hash: str,
    language: str,
    time_zone: str,
    currency: str,
    by: User | str | None,
    sign_up: SignUp | None = None,
) -> Opening:
    """Reserve the address and start the job that builds the studio.

    ``password_hash`` is the owner's hashed password; empty lets him set one by e-mail. Raises
    SlugRefused for an address that breaks a rule and SlugTaken for one in use; nothing is
    reserved then. The platform's work: call it on the platform's host or in its context.
    """
    fault = slug_fault(slug)
    if fault is not None:
        raise SlugRefused(fault)
    studio = Studio(
        name=name,
        slug=slug,
        schema_name=schema_name_for(slug),
        language=language,
        time_zone=time_zone,
        currency=currency,
    )
    with platform_context(), transaction.atomic():
        _reserve(studio)
        sign_up = sign_up or SignUp(email=owner_email.lower(), verified_at=timezone.now())
        sign_up.owner_name, sign_up.password, sign_up.studio = owner_name, password_hash, studio
        audit.record("studio.requested", by=by, target=studio, changes={"slug": slug})
        return Opening(studio, sign_up, _start(studio, sign_up, by))


def _reserve(studio: Studio) -> None:
    try:
        with transaction.atomic():
            studio.save()
    except (IntegrityError, ValidationError) as error:
        # django-tenants looks before it writes; the constraint decides when two look at once.
        raise SlugTaken from error


def _start(studio: Studio, sign_up: SignUp, by: User | str | None) -> Job:
    job = start_job(JOB, subject_pk=studio.pk, by_pk=by.pk if isinstance(by, User) else None)
    sign_up.job_pk = job.pk
    sign_up.save()
    enqueue(TASK, studio_pk=str(studio.pk), job_pk=str(job.pk))
    return job


def retry_opening(studio: Studio, *, by: User | str | None) -> Job:
    """Start a new job for a studio whose job has failed; the running one if there is one.

    Raises WrongStatus for a studio that is open already or was never signed up.
    """
    with platform_context(), transaction.atomic():
        sign_up = SignUp.objects.select_for_update().filter(studio=studio).first()
        if sign_up is None or studio.status != StudioStatus.PROVISIONING:
            raise WrongStatus
        job: Job | None = Job.objects.for_studio().filter(pk=sign_up.job_pk).first()
        if job is not None and not job.is_over:
            return job
        audit.record("studio.opening_retried", by=by, target=studio)
        return _start(studio, sign_up, by)


def provision_studio(studio_pk: UUID, *, job_pk: UUID) -> None:
    """Build the studio, or the rest of it. Does nothing while another worker is at it.

    After the third failed attempt the job says so and stays failed until somebody retries it.
    """
    with platform_context(), sole_worker_on(studio_pk) as mine:
        studio = Studio.objects.filter(pk=studio_pk).first()
        job: Job | None = Job.objects.for_studio().filter(pk=job_pk).first()
        if mine and studio is not None and job is not None and begin_job(job):
            _attempt(studio, job)


def _attempt(studio: Studio, job: Job) -> None:
    if job.attempts > MOST_ATTEMPTS:
        return _give_up(studio, job)
    try:
        _build(studio, JobProgress(job))
    except Exception:
        logger.exception("Attempt %s to open studio %s failed.", job.attempts, studio.slug)
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(studio, job)
        raise
    finish_job(job)
    return None


def _give_up(studio: Studio, job: Job) -> None:
    with translation.override(studio.language):
        detail = _("The studio could not be set up. We have been told and will look into it.")
    fail_job(job, code="provisioning_failed", detail=detail)
    audit.record("studio.opening_failed", by="platform", target=studio)


def _build(studio: Studio, progress: JobProgress) -> None:
    for index, (step, work) in enumerate(STEPS.items()):
        progress.report(index * 100 / len(STEPS), step=step)
        work(studio)


def _make_schema(studio: Studio) -> None:
    """A ready schema, or a copy of the template; its version says that it is whole."""
    if studio.status == StudioStatus.PROVISIONING and not _is_built(studio):
        build_schema(studio)


def _is_built(studio: Studio) -> bool:
    return is_sufficient(studio.schema_version) and schema_exists(studio.schema_name)


def _make_tables(studio: Studio) -> None:
    """Nothing is left to do, unless the template could not be copied."""
    if not is_sufficient(studio.schema_version):
        mark_version(studio, migrate_schema(studio))


def _make_owner(studio: Studio) -> None:
    sign_up = SignUp.objects.get(studio=studio)
    with studio_context(studio), translation.override(studio.language), transaction.atomic():
        if not User.objects.filter(email=sign_up.email).exists():
            create_person(
                sign_up.email,
                name=sign_up.owner_name,
                role=Role.OWNER,
                password_hash=sign_up.password,
                by="platform",
            )


def _make_branding(studio: Studio) -> None:
    with studio_context(studio):
        draw_icons(ensure_branding(studio))


def _make_domain(studio: Studio) -> None:
    name = f"{studio.slug}.{settings.BASE_DOMAIN}"
    Domain.objects.get_or_create(
        domain=name,
        defaults={
            "tenant": studio,
            "kind": DomainKind.SUBDOMAIN,
            "is_primary": True,
            "verified_at": timezone.now(),
        },
    )
    forget_hosts([name])


def _open_doors(studio: Studio) -> None:
    with transaction.atomic():
        opened = Studio.objects.filter(pk=studio.pk, status=StudioStatus.PROVISIONING).update(
            status=StudioStatus.ACTIVE, opened_at=timezone.now()
        )
        if opened:
            announce_opening(studio)
            SignUp.objects.filter(studio=studio).update(password="")  # nosec B106  # no secret
            audit.record("studio.opened", by="platform", target=studio)
    forget_hosts([f"{studio.slug}.{settings.BASE_DOMAIN}"])


STEPS: dict[ProvisioningStep, Callable[[Studio], None]] = {
    ProvisioningStep.SCHEMA: _make_schema,
    ProvisioningStep.TABLES: _make_tables,
    ProvisioningStep.OWNER: _make_owner,
    ProvisioningStep.BRANDING: _make_branding,
    ProvisioningStep.DOMAIN: _make_domain,
    ProvisioningStep.OPENING: _open_doors,
}


def resume_half_made_studios() -> int:
    """Queue again every opening whose worker has fallen silent; how many."""
    with platform_context():
        silent = [job for job in _unfinished() if _is_silent(job)]
        for job in silent:
            enqueue(TASK, studio_pk=str(job.subject_pk), job_pk=str(job.pk))
    return len(silent)


def _unfinished() -> list[Job]:
    alive = Job.objects.for_studio().filter(kind=JOB, state__in=[JobState.QUEUED, JobState.RUNNING])
    return list(alive)


def _is_silent(job: Job) -> bool:
    return (job.seen_at or job.created_at) < timezone.now() - SILENCE
