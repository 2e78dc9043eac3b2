"""What stands behind the platform's own addresses: a sign-up at each stage, a closed studio."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from apps.core.enums import JobState
from apps.core.jobs import start_job
from apps.core.models import Job
from apps.core.signing import sign
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Domain, SignUp, Studio
from apps.tenants.services.letters import closed_stamp
from tests.database import acting_as_owner
from tests.permissions.everywhere import NEWCOMER, SENTENCE
from tests.permissions.world import World


def furnish_platform(world: World) -> None:
    asked = SignUp.objects.create(email=NEWCOMER)
    failed = {"token": _token(_sign_up("gamma", StudioStatus.PROVISIONING))}
    opened = {"token": _token(_sign_up("delta", StudioStatus.ACTIVE))}
    now = timezone.now()
    ends = now + timedelta(days=30)
    closed = _studio("omega", StudioStatus.CLOSED, closed_at=now, erase_after=ends)
    _give_an_audit_log(closed)
    routes = {
        "start-form": {"token": _token(asked)},
        "start-opening": failed,
        "start-retry": failed,
        "start-enter": opened,
        "studio-reopen": {"token": sign("reopen", [str(closed.pk), closed_stamp(closed)])},
    }
    world.arguments |= {("platform", route): values for route, values in routes.items()}
    world.bodies["platform", "start"] = {"email": "new@newcomer.example"}
    world.bodies["platform", "start-form"] = {
        "name": "Sigma Films",
        "slug": "sigma",
        "owner_name": "Gita",
        "password": SENTENCE,
        "language": "id",
        "time_zone": "Asia/Jakarta",
        "currency": "IDR",
    }


def _token(sign_up: SignUp) -> str:
    return sign("sign-up", str(sign_up.pk))


def _sign_up(slug: str, status: StudioStatus) -> SignUp:
    """Of a studio whose setting up has failed, unless it is open."""
    studio = _studio(slug, status)
    job = start_job("tenants.provision", subject_pk=studio.pk)
    state = JobState.DONE if status == StudioStatus.ACTIVE else JobState.FAILED
    Job.everywhere.filter(pk=job.pk).update(state=state)
    return SignUp.objects.create(
        email=f"{slug}@newcomer.example", owner_name=slug, studio=studio, job_pk=job.pk
    )


def _give_an_audit_log(studio: Studio) -> None:
    """All of its schema that reopening writes to."""
    with acting_as_owner(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {studio.schema_name}")
        cursor.execute(
            f"CREATE TABLE {studio.schema_name}.accounts_auditevent"
            " (LIKE alpha.accounts_auditevent INCLUDING ALL)"
        )


def _studio(slug: str, status: StudioStatus, **fields: object) -> Studio:
    studio = Studio(schema_name=slug, slug=slug, name=slug.title(), status=status, **fields)
    studio.save(verbosity=0)
    Domain.objects.create(domain=f"{slug}.localhost", tenant=studio, is_primary=True)
    return studio
