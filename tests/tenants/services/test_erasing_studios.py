"""An erased studio is nowhere: database, files, Redis, queue; whenever its worker was killed."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from redis import Redis

from apps.accounts.models import AuditEvent
from apps.accounts.services import audit
from apps.core.archives.keeping import new_archive
from apps.core.enums import ArchiveKind, TombstoneKind
from apps.core.jobs import start_job
from apps.core.models import Archive, Job, Tombstone
from apps.core.realtime.groups import group_of, key_of
from apps.core.scopes import shared_tables_about_studios
from apps.core.storage.contract import media, originals
from apps.core.tenancy import platform_context, studio_context
from apps.core.tombstones import erased_at
from apps.tenants.adapters.redis.leftovers import forget_schema
from apps.tenants.models import DomainClaim, SignUp, Studio
from apps.tenants.services import lifecycle
from apps.tenants.services.lifecycle import close_studio, erase_studio
from apps.tenants.services.schemas import create_schema, schema_exists
from tests import database
from tests.people import make_cast

pytestmark = pytest.mark.slow


@pytest.fixture
def studios(committed_db, as_owner, settings):
    """Both studios with something of everything; alpha is closed and its grace is over."""
    alpha, beta = database.studio_row("alpha"), database.studio_row("beta")
    cast = make_cast(alpha, beta)
    for studio, owner in ((alpha, cast.ana), (beta, cast.bima)):
        _fill(studio, owner, settings)
    with platform_context():
        create_schema("old_alpha_2026112103000000")
        create_schema("old_alphabet_2026112103000000")
        audit.record("studio.requested", by="ana@people.example", target=alpha)
        audit.record("studio.suspended", by=cast.eko, target=alpha)
        audit.record("domain.added", by=cast.ana, target=alpha)
        close_studio(alpha, typed_name=alpha.name, by="platform")
        Studio.objects.filter(pk=alpha.pk).update(erase_after=timezone.now())
    yield alpha, beta
    with Redis.from_url(settings.CHANNELS_URL) as redis:
        for studio in (alpha, beta):
            with studio_context(studio):
                redis.delete(key_of(group_of("job.x")))


def _fill(studio, owner, settings):
    with studio_context(studio):
        media().overwrite("films/poster.jpg", b"x")
        originals().overwrite("0190-original", b"x")
        cache.set("greeting", "hello", 600)
        start_job("x")
        new_archive(
            ArchiveKind.STUDIO, job_kind="x", title="", by=owner, language="en", on_platform=False
        )
        with Redis.from_url(settings.CHANNELS_URL) as redis:
            redis.xadd(key_of(group_of("job.x")), {"body": "{}"})
    with platform_context():
        SignUp.objects.create(email=owner.email, owner_name=owner.name, studio=studio)
        DomainClaim.objects.create(studio=studio, name="films.example.com", token="t")


def leftovers(studio, settings):
    """Where the studio is still to be found."""
    found = []
    with platform_context():
        for model, scope in shared_tables_about_studios():
            rows = model._base_manager.filter(**{scope.studio: studio.schema_name})
            if not scope.kept and rows.exists():
                found.append(model._meta.label)
        with connection.cursor() as cursor:
            cursor.execute(
                "select nspname from pg_namespace where nspname ~ %s",
                [f"^(old_|restore_)?{studio.schema_name}(_[0-9]+)?$"],
            )
            found += [name for (name,) in cursor.fetchall()]
    with studio_context(studio):
        found += [file.name for store in (media(), originals()) for file in store.iterate_files()]
        found += ["cache"] if cache.get("greeting") else []
        with Redis.from_url(settings.CHANNELS_URL) as redis:
            found += ["log"] if redis.exists(key_of(group_of("job.x"))) else []
    return found


def test_nothing_is_left_but_the_tombstone_and_the_other_studio(studios, settings):
    alpha, beta = studios
    before = leftovers(beta, settings)
    assert {"core.Job", "core.Archive", "beta", "films/poster.jpg", "cache", "log"} <= set(before)
    assert "old_alpha_2026112103000000" in leftovers(alpha, settings)

    erase_studio(alpha.pk)

    assert leftovers(alpha, settings) == []
    assert leftovers(beta, settings) == before
    with platform_context():
        assert schema_exists("old_alphabet_2026112103000000")
        assert erased_at(TombstoneKind.STUDIO, alpha.pk) is not None
        grave = Tombstone.everywhere.get(kind=TombstoneKind.STUDIO)
        assert (grave.studio_schema, grave.erased_by) == ("alpha", "platform")
        assert Job.everywhere.filter(studio_schema="alpha").count() == 0
        assert Archive.everywhere.count() == 1


def test_the_platforms_log_keeps_what_was_done_and_only_its_own_names(studios):
    alpha, _beta = studios
    erase_studio(alpha.pk)
    with platform_context():
        events = AuditEvent.objects.filter(target_pk=alpha.pk)
        names = dict(events.values_list("action", "actor_label"))
    assert names["studio.requested"] == ""
    assert names["domain.added"] == ""
    assert names["studio.suspended"] == "Eko"
    assert names["studio.closed"] == "platform"
    assert names["studio.erased"] == "platform"


@pytest.mark.parametrize(
    "step", ["storages_of_studios", "drop_schema", "forget_in_redis", "_erase_rows", "bury"]
)
def test_wherever_the_worker_was_killed_the_next_one_finishes(studios, settings, monkeypatch, step):
    class KilledWorker(BaseException):
        pass

    def die(*args, **kwargs):
        raise KilledWorker

    alpha, _beta = studios
    with monkeypatch.context() as patch:
        patch.setattr(lifecycle, step, die)
        with pytest.raises(KilledWorker):
            erase_studio(alpha.pk)
    with platform_context():
        assert Studio.objects.filter(pk=alpha.pk).exists()
        assert not Tombstone.everywhere.filter(kind=TombstoneKind.STUDIO).exists()

    erase_studio(alpha.pk)
    assert leftovers(alpha, settings) == []
    erase_studio(alpha.pk)
    with platform_context():
        assert AuditEvent.objects.filter(action="studio.erased").count() == 1
        assert Tombstone.everywhere.filter(kind=TombstoneKind.STUDIO).count() == 1


def test_a_studio_of_a_longer_name_keeps_its_keys(studios, settings):
    _alpha, beta = studios
    forget_schema("bet")
    assert {"cache", "log"} <= set(leftovers(beta, settings))
