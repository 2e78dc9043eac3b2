from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.enums import StudioStatus
from apps.tenants.errors import GraceIsOver, NameMismatch, StudioIsThePlatform, WrongStatus
from apps.tenants.models import Domain, Studio
from apps.tenants.services.lifecycle import (
    close_studio,
    erase_studio,
    queue_overdue_erasures,
    reactivate_studio,
    reopen_studio,
    suspend_studio,
)
from apps.tenants.services.platform import ensure_platform
from apps.tenants.services.schemas import drop_schema, schema_exists


def actions(studio):
    with studio_context(studio):
        return list(AuditEvent.objects.order_by("pk").values_list("action", "actor_label"))


def status_of(studio):
    return Studio.objects.get(pk=studio.pk).status


def test_each_change_is_noted_on_the_platform_and_in_the_studio(alpha, beta, people):
    suspend_studio(alpha, reason="unpaid", by=people.eko)
    reactivate_studio(alpha, by=people.eko)

    expected = [("studio.suspended", "Eko"), ("studio.reactivated", "Eko")]
    assert actions(alpha) == expected
    assert actions(ensure_platform()) == expected
    assert actions(beta) == []


@pytest.mark.parametrize(
    ("service", "extra"),
    [(suspend_studio, {"reason": ""}), (close_studio, {"typed_name": "Alpha Pictures"})],
)
def test_only_an_open_studio_is_suspended_or_closed(alpha, people, service, extra):
    Studio.objects.filter(pk=alpha.pk).update(status=StudioStatus.PROVISIONING)
    with pytest.raises(WrongStatus):
        service(alpha, by=people.eko, **extra)
    assert status_of(alpha) == StudioStatus.PROVISIONING
    assert actions(alpha) == []


def test_the_platform_cannot_be_shut(db, people):
    platform = ensure_platform()
    with pytest.raises(StudioIsThePlatform):
        suspend_studio(platform, reason="", by=people.eko)
    with pytest.raises(StudioIsThePlatform):
        close_studio(platform, typed_name=platform.name, by=people.eko)
    with pytest.raises(ValueError, match="never dropped"):
        drop_schema("public")
    assert status_of(platform) == StudioStatus.ACTIVE


@pytest.mark.parametrize("typed", ["", "alpha pictures", "Alpha", "Beta Films"])
def test_closing_needs_the_name_exactly(alpha, people, typed):
    with pytest.raises(NameMismatch):
        close_studio(alpha, typed_name=typed, by=people.ana)
    assert status_of(alpha) == StudioStatus.ACTIVE
    assert actions(alpha) == []


def test_closing_keeps_everything_for_thirty_days_and_says_so(
    alpha, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        close_studio(alpha, typed_name="Alpha Pictures", by=people.ana)

    closed = Studio.objects.get(pk=alpha.pk)
    assert closed.erase_after - closed.closed_at == timedelta(days=30)
    assert schema_exists("alpha")
    assert [letter.to for letter in mail.outbox] == [["ana@people.example"]]
    assert "/studios/reopen/" in mail.outbox[0].body


def test_reopening_works_within_the_grace_only(alpha, people):
    close_studio(alpha, typed_name=alpha.name, by="eko")
    alpha.erase_after = timezone.now()
    with pytest.raises(GraceIsOver):
        reopen_studio(alpha, by=people.eko)

    alpha.erase_after = timezone.now() + timedelta(days=1)
    reopen_studio(alpha, by=people.eko)
    assert status_of(alpha) == StudioStatus.ACTIVE


def test_nothing_is_erased_before_its_time(alpha, people):
    erase_studio(alpha.pk)
    close_studio(alpha, typed_name=alpha.name, by="eko")
    with platform_context():
        assert queue_overdue_erasures() == 0
    erase_studio(alpha.pk)

    assert schema_exists("alpha")
    assert Studio.objects.filter(pk=alpha.pk).exists()


@pytest.mark.slow
def test_erasing_leaves_nothing_but_the_line_in_the_log(committed_db, as_owner):
    with platform_context():
        alpha, beta = Studio.objects.get(slug="alpha"), Studio.objects.get(slug="beta")
        for studio in (alpha, beta):
            with studio_context(studio):
                default_storage.save("branding/deep/logo.png", ContentFile(b"x"))
        close_studio(alpha, typed_name=alpha.name, by="eko")
        Studio.objects.filter(pk=alpha.pk).update(erase_after=timezone.now())

        assert queue_overdue_erasures() == 1  # eager: the task has run when this returns

        assert not schema_exists("alpha")
        assert not Studio.objects.filter(slug="alpha").exists()
        assert not Domain.objects.filter(domain="alpha.localhost").exists()
        tombstone = AuditEvent.objects.get(action="studio.erased")
        assert (tombstone.target_label, tombstone.changes["slug"]) == ("Alpha Pictures", "alpha")
        assert schema_exists("beta")
    with studio_context(alpha):
        assert list(media().iterate_files()) == []
    with studio_context(beta):
        assert default_storage.exists("branding/deep/logo.png")


@pytest.mark.slow
def test_an_interrupted_erasing_is_finished_by_the_next_run(committed_db, as_owner):
    with platform_context():
        alpha = Studio.objects.get(slug="alpha")
        close_studio(alpha, typed_name=alpha.name, by="eko")
        Studio.objects.filter(pk=alpha.pk).update(erase_after=timezone.now())
        drop_schema("alpha")

        erase_studio(alpha.pk)
        assert not Studio.objects.filter(slug="alpha").exists()
        erase_studio(alpha.pk)
        assert AuditEvent.objects.filter(action="studio.erased").count() == 1
