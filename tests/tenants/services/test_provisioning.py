import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent, User
from apps.core.enums import JobState
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.enums import ProvisioningStep, SlugFault, StudioStatus
from apps.tenants.errors import SlugRefused, SlugTaken, WrongStatus
from apps.tenants.models import Branding, Domain, SignUp, Studio
from apps.tenants.services import provisioning
from apps.tenants.services.provisioning import (
    open_studio,
    provision_studio,
    resume_half_made_studios,
    retry_opening,
)
from apps.tenants.services.schemas import schema_exists, sole_worker_on
from tests.tenants.conftest import KilledWorker

TABLES = "select count(*) from information_schema.tables where table_schema = %s"


def table_count(schema):
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [schema])
        return cursor.fetchone()[0]


def test_reserving_writes_the_studio_and_queues_the_work(
    platform, wishes, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as queued:
        opening = open_studio(**wishes)

    studio = Studio.objects.get(slug="gamma")
    assert (studio.schema_name, studio.status) == ("s_gamma", StudioStatus.PROVISIONING)
    assert (studio.language, len(studio.languages), studio.currency) == ("id", 6, "IDR")
    assert (opening.job.state, opening.job.subject_pk) == (JobState.QUEUED, studio.pk)
    assert opening.sign_up.job_pk == opening.job.pk
    assert len(queued) == 1
    assert not schema_exists("s_gamma")
    assert AuditEvent.objects.get().action == "studio.requested"


@pytest.mark.parametrize(
    ("slug", "fault"),
    [("pg_x", SlugFault.CHARACTERS), ("admin", SlugFault.RESERVED), ("Аlpha", SlugFault.NOT_LATIN)],
)
def test_a_bad_address_reserves_nothing(platform, wishes, slug, fault):
    before = Studio.objects.count()
    with pytest.raises(SlugRefused) as refusal:
        open_studio(**{**wishes, "slug": slug})

    assert refusal.value.context == {"rule": fault.value}
    assert Studio.objects.count() == before
    assert not Job.objects.across_studios().exists()
    assert not SignUp.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_taken_address_reserves_nothing(platform, wishes):
    open_studio(**wishes)
    with pytest.raises(SlugTaken):
        open_studio(**{**wishes, "name": "Another"})

    assert Studio.objects.filter(slug="gamma").count() == 1
    assert Job.objects.across_studios().count() == 1
    assert SignUp.objects.count() == 1


@pytest.mark.slow
def test_the_whole_studio_stands_when_the_job_is_done(on_platform, wishes):
    opening = open_studio(**wishes)  # eager: the task has run when this returns

    studio = Studio.objects.get(slug="gamma")
    job = Job.objects.for_studio().get(pk=opening.job.pk)
    assert (studio.status, job.state, job.percent) == (StudioStatus.ACTIVE, JobState.DONE, 100)
    assert table_count("s_gamma") == table_count("alpha")
    with studio_context(studio):
        owner = User.objects.get()
        assert (owner.email, owner.role) == ("dewi@people.example", Role.OWNER)
        assert owner.check_password("correct horse battery")
        assert EmailAddress.objects.get().verified
    domain = Domain.objects.get(tenant=studio)
    assert (domain.domain, domain.is_primary) == ("gamma.localhost", True)
    assert domain.verified_at
    assert Branding.objects.filter(studio=studio).count() == 1
    assert SignUp.objects.get().password == ""
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [
        ("Gamma Films sudah dibuka", ["dewi@people.example"])
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "after"),
    [*((step, True) for step in ProvisioningStep), (ProvisioningStep.TABLES, False)],
)
def test_a_worker_killed_in_any_step_leaves_what_the_next_one_finishes(
    on_platform, wishes, fail_once, monkeypatch, step, after
):
    fail_once(provisioning.STEPS, step, after=after)
    with pytest.raises(KilledWorker):
        open_studio(**wishes)
    job = Job.objects.for_studio().get()
    assert (job.state, job.step) == (JobState.RUNNING, step.value)

    assert resume_half_made_studios() == 0  # it may still be alive
    with time_machine.travel(timezone.now() + timedelta(seconds=60), tick=True):
        assert resume_half_made_studios() == 1

    studio = Studio.objects.get(slug="gamma")
    job.refresh_from_db()
    assert (studio.status, job.state, job.attempts) == (StudioStatus.ACTIVE, JobState.DONE, 2)
    assert table_count("s_gamma") == table_count("alpha")
    assert Domain.objects.filter(tenant=studio).count() == 1
    assert Branding.objects.filter(studio=studio).count() == 1
    with studio_context(studio):
        assert User.objects.count() == 1
        assert EmailAddress.objects.count() == 1
    assert len(mail.outbox) == 1


def test_the_third_failure_is_final_and_visible(opening, platform, monkeypatch):
    def broken(studio):
        raise RuntimeError("no space left")

    monkeypatch.setitem(provisioning.STEPS, ProvisioningStep.SCHEMA, broken)
    for _attempt in range(3):
        with pytest.raises(RuntimeError, match="no space"):
            provision_studio(opening.studio.pk, job_pk=opening.job.pk)
    provision_studio(opening.studio.pk, job_pk=opening.job.pk)  # a late message changes nothing

    opening.job.refresh_from_db()
    assert (opening.job.state, opening.job.attempts) == (JobState.FAILED, 3)
    assert opening.job.error_code == "provisioning_failed"
    assert Studio.objects.get(slug="gamma").status == StudioStatus.PROVISIONING
    assert AuditEvent.objects.filter(action="studio.opening_failed").count() == 1


def test_a_failed_opening_can_be_tried_again(opening, platform, monkeypatch):
    Job.objects.across_studios().update(state=JobState.FAILED)
    job = retry_opening(opening.studio, by="dewi@people.example")

    assert (job.state, SignUp.objects.get().job_pk) == (JobState.QUEUED, job.pk)
    assert retry_opening(opening.studio, by="dewi@people.example").pk == job.pk
    assert Job.objects.across_studios().count() == 2


def test_an_open_studio_is_not_built_again(alpha, platform):
    with pytest.raises(WrongStatus):
        retry_opening(alpha, by="dewi@people.example")
    assert not Job.objects.across_studios().exists()


@pytest.mark.slow
def test_a_second_worker_leaves_the_studio_alone_meanwhile(on_platform, wishes, monkeypatch):
    monkeypatch.setattr(provisioning, "enqueue", lambda *args, **kwargs: None)
    opening = open_studio(**wishes)
    seen = []

    def second_worker():
        with platform_context():
            provision_studio(opening.studio.pk, job_pk=opening.job.pk)
            seen.append(Job.objects.for_studio().get().attempts)
        connections.close_all()

    with sole_worker_on(opening.studio.pk) as mine:
        assert mine
        thread = threading.Thread(target=second_worker)
        thread.start()
        thread.join(20)

    assert seen == [0]
    assert not schema_exists("s_gamma")


@pytest.fixture
def constraints_alone(on_platform, monkeypatch):
    """Without django-tenants' look before the write, and with nothing built."""
    monkeypatch.setattr(Studio, "_check_schema_name_is_unique", lambda studio: None)
    monkeypatch.setattr(provisioning, "enqueue", lambda *args, **kwargs: None)


def race_for(slug, wishes):
    barrier, outcomes = threading.Barrier(4), []

    def sign_up(number):
        with platform_context():
            barrier.wait()
            try:
                open_studio(**{**wishes, "slug": slug, "name": f"Studio {number}"})
                outcomes.append("won")
            except SlugTaken:
                outcomes.append("taken")
        connections.close_all()

    threads = [threading.Thread(target=sign_up, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


@pytest.mark.slow
def test_of_four_who_want_one_address_at_once_one_gets_it(constraints_alone, wishes):
    assert race_for("gamma", wishes) == ["taken", "taken", "taken", "won"]
    assert Studio.objects.filter(slug="gamma").count() == 1
    assert Job.objects.for_studio().count() == 1
    assert SignUp.objects.count() == 1


@pytest.mark.slow
def test_control_without_the_constraints_all_four_would_get_it(constraints_alone, wishes):
    with connection.cursor() as cursor:
        cursor.execute(
            "select conname from pg_constraint where conrelid = 'public.tenants_studio'::regclass"
            " and contype = 'u'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'alter table public.tenants_studio drop constraint "{name}"')

    assert race_for("gamma", wishes) == ["won", "won", "won", "won"]
    assert Studio.objects.filter(slug="gamma").count() == 4
