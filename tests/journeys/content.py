"""Fills the running product, from inside it: one of everything that a page can show."""

import json
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.services import audit
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.enums import JobState
from apps.core.jobs import start_job
from apps.core.models import Job
from apps.core.signing import sign
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Domain, DomainClaim, SignUp, Studio
from apps.tenants.selectors.schemas import studio_tables
from apps.tenants.services.letters import closed_stamp
from deploy.local.workspace import ROOT
from tests.database import studio_row
from tests.factories.catalog import complete_upload
from tests.journeys.catalogue import catalogue_around
from tests.journeys.stack import Stack
from tests.journeys.work import is_over, migration_of, work_of_the_studio
from tests.people import person

CLIP = Path(__file__).parents[1] / "assets" / "big_buck_bunny_5s_720p.mp4"
COMMAND = "from tests.journeys.content import furnish; furnish()"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Content = dict[str, str]


def content_of(stack: Stack) -> Content:
    """Furnish the product; what the paths of its pages are made of."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", COMMAND]
    # It makes schemas, which only the owner of the database may.
    environ = {**stack.environ, "DATABASE_URL": stack.environ["DATABASE_OWNER_URL"]}
    made = subprocess.run(
        command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(made.stdout)


def furnish() -> None:
    """Runs in a process of the product; prints what it made."""
    alpha = studio_row("alpha")
    with studio_context(alpha):
        owner = person("Oki", Role.OWNER)
        content = {**_people(owner), **_films(owner), **work_of_the_studio(alpha, owner)}
    with platform_context():
        content |= _platform(alpha)
    with studio_context(alpha):
        _wait_for_the_workers(content)
    sys.stdout.write(json.dumps(content))


def _people(owner: User) -> Content:
    viewer = person("Vino", Role.VIEWER)
    member = person("Mira", Role.ANALYST)
    guarded = person("Gunnar", Role.VIEWER)
    TOTP.activate(guarded, SECRET)
    RecoveryCodes.activate(guarded)
    audit.record("person.signed_in", by=owner)
    key = default_token_generator.make_token(member)
    return {
        "member": str(member.pk),
        "reset": f"{user_pk_to_url_str(member)}-{key}",
        "confirm": _confirmation(),
        "offer": _offer("newcomer@newcomer.example", Role.EDITOR, owner),
        "offer_to_viewer": _offer(viewer.email, Role.MARKETER, owner),
    }


def _confirmation() -> str:
    user = User.objects.create_user("unproved@newcomer.example", "", name="Unproved")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    confirmation = EmailConfirmation.create(address)
    confirmation.sent = timezone.now()
    confirmation.save()
    return str(confirmation.key)


def _offer(email: str, role: Role, by: User | None) -> str:
    ends = timezone.now() + timedelta(days=7)
    offer = Invitation.objects.create(email=email, role=role, invited_by=by, expires_at=ends)
    return sign("invitation", str(offer.pk))


def _films(owner: User) -> Content:
    """One that the workers encode and publish, one without a video, one whose encode failed."""
    bunny = create_film(
        "Meadow", by=owner, synopsis="A rabbit wakes.", publish_when_ready=True, tagline="Wake up."
    )
    upload_file(CLIP, film=bunny, by=owner)
    draft = create_film("Unfinished", by=owner)
    failed = create_film("Broken reel", by=owner)
    job = start_job("catalog.transcode", subject_pk=failed.pk)
    Job.everywhere.filter(pk=job.pk).update(state=JobState.FAILED)
    Encode.objects.create(
        film=failed,
        upload=complete_upload(failed),
        version=1,
        state=EncodeState.FAILED,
        job_pk=job.pk,
        error_code="video_unreadable",
        ended_at=timezone.now(),
    )
    pks = {"film": bunny, "draft": draft, "failed": failed}
    keys = {key: str(film.pk) for key, film in pks.items()}
    return {"slug": bunny.slug, "job": str(job.pk), **keys, **catalogue_around(bunny, owner)}


def _wait_for_the_workers(content: Content) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if Film.objects.published().filter(title="Meadow").exists() and is_over(content):
            return
        time.sleep(0.5)
    raise AssertionError("The workers have not published the film, or not made the report")


def _platform(alpha: Studio) -> Content:
    staff, dewi = person("Eko", Role.STAFF), person("Dewi", Role.MEMBER)
    DomainClaim.objects.create(studio=alpha, name="cinema.example.com", token="t0ken")
    asked = SignUp.objects.create(email="asked@newcomer.example")
    audit.record("studio.opened", by=staff, target=alpha)
    closed = _studio("closedown", StudioStatus.CLOSED)
    _studio("holiday", StudioStatus.SUSPENDED)
    stuck = _sign_up(_studio("halfway", StudioStatus.PROVISIONING), JobState.FAILED)
    return {
        "studio": str(alpha.pk),
        "person": str(dewi.pk),
        "run": migration_of(alpha),
        "event": str(AuditEvent.objects.latest("id").pk),
        "offer_on_platform": _offer("newcomer@newcomer.example", Role.SUPPORT, staff),
        "asked": sign("sign-up", str(asked.pk)),
        "stuck": sign("sign-up", str(stuck.pk)),
        "opened": sign("sign-up", str(_sign_up(alpha, JobState.DONE).pk)),
        "reopen": sign("reopen", [str(closed.pk), closed_stamp(closed)]),
    }


def _studio(slug: str, status: StudioStatus) -> Studio:
    now, fields = timezone.now(), dict[str, Any]()
    if status == StudioStatus.CLOSED:
        fields = {"closed_at": now, "erase_after": now + timedelta(days=30)}
    studio = Studio(schema_name=slug, slug=slug, name=slug.title(), status=status, **fields)
    if status != StudioStatus.PROVISIONING:
        studio.opened_at = now
        _make_tables(slug)
    studio.save(verbosity=0)
    domain = f"{slug}.localhost"
    Domain.objects.create(domain=domain, tenant=studio, is_primary=True, verified_at=now)
    return studio


def _make_tables(schema: str) -> None:
    """Empty ones, enough for a studio whose pages nobody opens."""
    with connection.cursor() as cursor:
        cursor.execute(f'create schema "{schema}"')
        for table in studio_tables():
            cursor.execute(f'create table "{schema}"."{table}" (like "alpha"."{table}")')


def _sign_up(studio: Studio, state: JobState) -> SignUp:
    job = start_job("tenants.provision", subject_pk=studio.pk)
    Job.everywhere.filter(pk=job.pk).update(state=state)
    return SignUp.objects.create(
        email=f"{studio.slug}@newcomer.example", studio=studio, job_pk=job.pk
    )
