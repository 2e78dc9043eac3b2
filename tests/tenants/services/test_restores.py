"""Drill: dump, lose everything, restore; checksums equal, the others untouched, the erased stay so."""

import json
import re
import shutil
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.services.erasing import erase_person
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.enums import TombstoneKind
from apps.core.models import Tombstone
from apps.core.storage.contract import media, originals
from apps.core.tenancy import platform_context, studio_context
from apps.core.tombstones import copy_tombstones_out, erased_at
from apps.tenants.adapters.postgres import tools
from apps.tenants.errors import DumpDamaged, NothingSetAside, RestoreDiffers, StudioWasErased
from apps.tenants.models import Branding, Domain, Studio
from apps.tenants.selectors.checksums import sequence_values, table_sums
from apps.tenants.selectors.schemas import schemas_set_aside
from apps.tenants.services.dumps import dump_studio
from apps.tenants.services.lifecycle import close_studio, erase_studio
from apps.tenants.services.restores import confirm_restore, restore_studio, undo_restore
from apps.tenants.services.schemas import drop_schema, schema_exists
from apps.tenants.services.tombstones import replay_tombstones
from tests import database
from tests.people import make_cast

pytestmark = pytest.mark.slow
FLEETING = {"django_session", "usersessions_usersession", "accounts_refreshtoken"}


@pytest.fixture
def people(committed_db, as_owner):
    """Films, files and signed-in people in both studios, all committed."""
    alpha, beta = database.studio_row("alpha"), database.studio_row("beta")
    cast = make_cast(alpha, beta)
    for studio, owner in ((alpha, cast.ana), (beta, cast.bima)):
        with studio_context(studio):
            for number in range(5):
                create_film(f"Film {number} of {studio.name}; s_x.y \\. 'q'", by=owner)
            issue_tokens(owner)
            media().overwrite("films/poster.jpg", studio.slug.encode() * 1000)
            originals().overwrite("0190-original", studio.slug.encode())
    return cast


@pytest.fixture
def alpha(people):
    return database.studio_row("alpha")


@pytest.fixture
def beta(people):
    return database.studio_row("beta")


@pytest.fixture
def dumped(alpha, tmp_path):
    return dump_studio(alpha, into=tmp_path, with_files=True)


def state_of(schema):
    with platform_context():
        return table_sums(schema), sequence_values(schema)


def shared_rows_of(studio):
    with platform_context():
        domains = list(Domain.objects.filter(tenant_id=studio.pk).values())
        brandings = list(Branding.objects.filter(studio_id=studio.pk).values())
        return [*Studio.objects.filter(pk=studio.pk).values(), *domains, *brandings]


def erase(studio):
    with platform_context():
        close_studio(studio, typed_name=studio.name, by="platform")
        Studio.objects.filter(pk=studio.pk).update(erase_after=timezone.now())
        erase_studio(studio.pk)


def kept(sums):
    """Without what must not come back, and without the line that says it was restored."""
    return {k: v for k, v in sums.items() if k not in FLEETING | {"accounts_auditevent"}}


def test_a_lost_schema_comes_back_equal_and_the_other_studio_is_untouched(alpha, beta, dumped):
    before, beta_before = state_of("alpha"), state_of("beta")
    with studio_context(alpha):
        media().delete_tree()
    with platform_context():
        drop_schema("alpha")

    began = time.monotonic()
    done = restore_studio(dumped)
    seconds = time.monotonic() - began

    after = state_of("alpha")
    assert kept(after[0]) == kept(before[0])
    assert after[1] == {**before[1], **{k: after[1][k] for k in after[1] if "audit" in k}}
    assert {name: after[0][name].rows for name in FLEETING} == dict.fromkeys(FLEETING, 0)
    assert state_of("beta") == beta_before
    assert (done.files, done.set_aside, done.skipped) == (1, "", [])
    assert seconds < 60
    with studio_context(alpha):
        assert b"".join(media().chunks("films/poster.jpg")) == b"alpha" * 1000
        assert Film.objects.count() == 5
        create_film("A new one", by=User.objects.get(name="Ana"))


def test_a_spoiled_studio_is_swapped_and_the_spoiled_one_set_aside(alpha, beta, dumped):
    before = state_of("alpha")
    with studio_context(alpha):
        Film.objects.all().delete()
    spoiled, beta_before = state_of("alpha"), state_of("beta")

    done = restore_studio(dumped)

    assert re.fullmatch(r"old_alpha_\d{16}", done.set_aside)
    assert kept(state_of("alpha")[0]) == kept(before[0])
    assert state_of(done.set_aside) == spoiled
    assert state_of("beta") == beta_before

    undo_restore(alpha)
    assert kept(state_of("alpha")[0]) == kept(spoiled[0])
    assert len(confirm_restore(alpha)) == 1
    with platform_context():
        assert schemas_set_aside("alpha") == []
    with pytest.raises(NothingSetAside):
        confirm_restore(alpha)


def test_the_application_works_on_what_was_restored(alpha, dumped, client_for):
    """The owner restores; the application, which owns nothing, reads and writes."""
    restore_studio(dumped)
    with studio_context(alpha), connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {database.APPLICATION}")
        create_film("By the application", by=User.objects.get(name="Ana"))
        assert Film.objects.count() == 6
        cursor.execute(f"SET ROLE {database.OWNER}")


def test_whoever_was_erased_since_stays_erased(alpha, people, dumped):
    with studio_context(alpha):
        erase_person(people.citra, by="the person")
        Invitation.objects.all().delete()

    done = restore_studio(dumped)

    assert done.erased_again == 1
    with studio_context(alpha):
        assert not User.objects.filter(pk=people.citra.pk).exists()
        assert User.objects.count() == 2
        labels = AuditEvent.objects.values_list("actor_label", "target_label")
        assert "Citra" not in {label for pair in labels for label in pair}


def test_an_address_without_account_stays_erased_and_a_newcomer_stays(alpha, people, tmp_path):
    with studio_context(alpha):
        for name in ("citra", "gita"):
            Invitation.objects.create(
                email=f"{name}@people.example", role="editor", expires_at=timezone.now()
            )
        gita = User.objects.create_user("gita@people.example", name="Gita")
        gone = User.objects.get(pk=gita.pk)
    dump = dump_studio(alpha, into=tmp_path, with_files=False)
    with studio_context(alpha):
        erase_person(gone, by="the person")
        erase_person(people.citra, by="the person")
        again = User.objects.create_user("gita@people.example", name="Gita")
    fresh = dump_studio(alpha, into=tmp_path / "fresh", with_files=False)

    restore_studio(dump)
    with studio_context(alpha):
        assert not Invitation.objects.exists()
        assert set(User.objects.values_list("name", flat=True)) == {"Ana", "Adi"}
    restore_studio(fresh)
    with studio_context(alpha):
        assert User.objects.filter(pk=again.pk).exists()


def test_an_erased_studio_comes_back_only_when_told_so(alpha, beta, dumped):
    before, rows, beta_before = state_of("alpha"), shared_rows_of(alpha), state_of("beta")
    erase(alpha)
    with platform_context():
        assert erased_at(TombstoneKind.STUDIO, alpha.pk) is not None
    with pytest.raises(StudioWasErased):
        restore_studio(dumped)
    with platform_context():
        assert not schema_exists("alpha")
        assert not schema_exists("restore_alpha")
        assert not Studio.objects.filter(pk=alpha.pk).exists()

    done = restore_studio(dumped, erased_too=True)

    assert done.skipped == []
    assert kept(state_of("alpha")[0]) == kept(before[0])
    assert shared_rows_of(alpha) == rows
    assert state_of("beta") == beta_before
    with platform_context():
        assert erased_at(TombstoneKind.STUDIO, alpha.pk) is None
    with studio_context(alpha):
        assert originals().exists("0190-original")


def test_an_address_that_others_have_now_is_left_to_them(alpha, beta, dumped):
    erase(alpha)
    with platform_context():
        Domain.objects.create(domain="alpha.localhost", tenant=beta, is_primary=False)

    done = restore_studio(dumped, erased_too=True)

    assert done.skipped == ["tenants.Domain alpha.localhost"]
    with platform_context():
        assert Domain.objects.get(domain="alpha.localhost").tenant_id == beta.pk


@pytest.mark.parametrize("name", ["schema.dump", "shared.jsonl", "files/media/films/poster.jpg"])
def test_a_dump_that_was_changed_is_refused_before_anything_happens(alpha, dumped, name):
    before = state_of("alpha")
    with (dumped / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(DumpDamaged):
        restore_studio(dumped)
    assert state_of("alpha") == before


def test_rows_that_differ_from_the_dumps_sums_are_never_swapped_in(alpha, dumped):
    before = state_of("alpha")
    path = dumped / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["tables"]["catalog_film"]["digest"] = "0" * 32
    path.write_text(json.dumps(manifest))

    with pytest.raises(RestoreDiffers, match="catalog_film"):
        restore_studio(dumped)
    assert state_of("alpha") == before
    with platform_context():
        assert not schema_exists("restore_alpha")


def test_a_restore_that_was_killed_is_begun_anew(alpha, dumped, monkeypatch):
    class KilledWorker(BaseException):
        pass

    def die(*args):
        raise KilledWorker

    before = state_of("alpha")
    with monkeypatch.context() as patch:
        patch.setattr("apps.tenants.services.restores._bring_files_back", die)
        with pytest.raises(KilledWorker):
            restore_studio(dumped)
    assert state_of("alpha") == before
    restore_studio(dumped)
    assert kept(state_of("alpha")[0]) == kept(before[0])


def test_a_dump_is_of_one_moment_and_for_nobody_elses_eyes(alpha, dumped):
    assert dumped.stat().st_mode & 0o077 == 0
    manifest = json.loads((dumped / "manifest.json").read_text())
    assert manifest["tables"]["catalog_film"]["rows"] == 5
    assert set(manifest["files"]) == {
        "schema.dump",
        "shared.jsonl",
        "files/media/films/poster.jpg",
        "files/originals/0190-original",
    }
    assert "Beta Films" not in (dumped / "shared.jsonl").read_text()


def test_after_a_backup_of_everything_tombstones_come_back_from_the_files(alpha, beta, people):
    """The database forgets, as if restored from before the erasing; the files do not."""
    with studio_context(alpha):
        erase_person(people.citra, by="the person")
    erase(beta)
    with platform_context():
        copy_tombstones_out()
        assert Tombstone.everywhere.exclude(copied_at=None).count() == 2
        Tombstone.everywhere.all().delete()
    with studio_context(alpha):
        User.objects.bulk_create([people.citra])

    done = replay_tombstones()

    assert (done.read_back, done.people, done.studios) == (2, 1, 0)
    with studio_context(alpha):
        assert not User.objects.filter(pk=people.citra.pk).exists()
    assert replay_tombstones().read_back == 0


def test_the_commands_say_what_they_did(alpha, tmp_path):
    out = StringIO()
    call_command("dump_studio", "alpha", into=tmp_path, stdout=out)
    dump = next(tmp_path.glob("alpha-*"))
    assert str(dump) in out.getvalue()
    call_command("restore_studio", str(dump), stdout=out)
    assert "checksums equal" in out.getvalue()
    call_command("restore_studio", confirm="alpha", stdout=out)
    assert re.search(r"Dropped: old_alpha_\d{16}", out.getvalue())
    with pytest.raises(CommandError, match="No such studio: nobody"):
        call_command("dump_studio", "nobody", into=tmp_path)
    with pytest.raises(CommandError, match="not complete"):
        call_command("restore_studio", str(tmp_path))


def test_without_pg_dump_the_package_is_named(alpha, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(
        tools.ProgramMissing, match=r"pg_dump is not installed: .* postgresql-client"
    ):
        dump_studio(alpha, into=tmp_path, with_files=False)


def test_what_psql_says_is_passed_on(alpha, dumped, monkeypatch):
    monkeypatch.setattr(
        "apps.tenants.services.restores.renamed",
        lambda lines, **names: iter([b"SELECT nonsense;\n", *lines]),
    )
    with pytest.raises(tools.ProgramFailed, match="nonsense"):
        restore_studio(dumped)
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def test_a_larger_studio_is_back_within_the_time_that_is_promised(alpha, tmp_path):
    """20,000 rows and 50 MB of files; the limit is five minutes a gigabyte."""
    with studio_context(alpha):
        events = [AuditEvent(action="x", changes={"text": "y" * 200}) for _ in range(20_000)]
        AuditEvent.objects.bulk_create(events, batch_size=2000)
        for number in range(50):
            media().overwrite(f"films/{number}.bin", bytes(1024**2))
    began = time.monotonic()
    dump = dump_studio(alpha, into=tmp_path, with_files=True)
    with platform_context():
        drop_schema("alpha")
    restore_studio(dump)
    assert time.monotonic() - began < 60
