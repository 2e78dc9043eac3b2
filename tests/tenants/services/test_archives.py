"""All of a studio as one ZIP: complete, without secrets, and nobody else's."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from apps.accounts.models import AuditEvent, User
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.archives.keeping import (
    ArchiveGone,
    ArchiveUnderway,
    archive_to_fetch,
    give_archive_up,
    remove_expired_archives,
)
from apps.core.enums import ArchiveKind, JobState
from apps.core.jobs import request_cancel
from apps.core.models import Archive, Job
from apps.core.scopes import Lives, scoped_tables
from apps.core.storage.contract import media, originals
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.errors import NoRoomForArchive
from apps.tenants.services import archives
from apps.tenants.services.archives import ask_for_archive, fetch_archive, write_archive

SENTINEL = "leak-5f3a91c07be2"
PICTURE = b"\xff\xd8" + b"p" * 3_000_000


@pytest.fixture
def filled(alpha, beta, people):
    """Both studios hold the same kinds of things; beta's carry a word that alpha's must not."""
    for studio, owner, word in ((alpha, people.ana, "kites"), (beta, people.bima, SENTINEL)):
        with studio_context(studio):
            for number in range(3):
                create_film(f"{word} {number}", by=owner)
            Authenticator.objects.create(user=owner, type="totp", data={"secret": f"totp-{word}"})
            media().overwrite("films/poster.jpg", PICTURE + word.encode())
            originals().overwrite("0190-original", word.encode())
            media().overwrite("archives/older.zip", b"not again")
    return people


@pytest.fixture
def opened(alpha, filled):
    """The finished archive of alpha."""
    archive = ask(alpha, filled.ana)
    with studio_context(alpha):
        write_archive(archive.pk)
        archive.refresh_from_db()
        return zipfile.ZipFile(io.BytesIO(b"".join(media().chunks(archive.name))))


def ask(studio, by, **more):
    with studio_context(studio):
        return ask_for_archive(studio, by=by, language="en", on_platform=False, **more)


def rows(opened, name):
    return [json.loads(line) for line in opened.read(name).decode().splitlines()]


def test_every_table_of_the_studio_is_in_it_or_says_why_not(opened):
    names = set(opened.namelist())
    for model, scope in scoped_tables():
        folder = "shared" if scope.lives == Lives.PUBLIC else "data"
        expected = not scope.left_out and not scope.platform_wide
        assert (f"{folder}/{model._meta.label_lower}.jsonl" in names) == expected, model


def test_the_rows_are_those_of_the_studio(opened, alpha):
    films = rows(opened, "data/catalog.film.jsonl")
    assert [film["title"] for film in films] == ["kites 0", "kites 1", "kites 2"]
    with studio_context(alpha):
        assert len(rows(opened, "data/accounts.user.jsonl")) == User.objects.count()
        assert {film["id"] for film in films} == {str(pk) for pk in pks(Film)}
    assert [row["slug"] for row in rows(opened, "shared/tenants.studio.jsonl")] == ["alpha"]
    assert [row["domain"] for row in rows(opened, "shared/tenants.domain.jsonl")] == [
        "alpha.localhost"
    ]


def pks(model):
    return model.objects.values_list("pk", flat=True)


def test_the_files_are_in_it_byte_by_byte(opened):
    assert opened.read("files/media/films/poster.jpg") == PICTURE + b"kites"
    assert opened.read("files/originals/0190-original") == b"kites"
    assert not [name for name in opened.namelist() if "archives/" in name]


def test_nothing_of_another_studio_is_in_it(opened):
    for name in opened.namelist():
        assert SENTINEL.encode() not in opened.read(name), name


def test_secrets_stay_here(opened, alpha):
    everything = b"".join(opened.read(name) for name in opened.namelist())
    with studio_context(alpha):
        hashes = User.objects.values_list("password", flat=True)
        secrets = [*hashes, "totp-kites"]
    assert [secret for secret in secrets if secret.encode() in everything] == []
    assert "password" not in rows(opened, "data/accounts.user.jsonl")[0]
    assert "data/accounts.refreshtoken.jsonl" not in opened.namelist()


def test_the_manifest_counts_and_fingerprints_every_member(opened):
    manifest = json.loads(opened.read("manifest.json"))

    assert set(manifest["members"]) == set(opened.namelist()) - {"manifest.json"}
    for name, member in manifest["members"].items():
        content = opened.read(name)
        assert member["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert member["bytes"] == len(content)
    assert manifest["members"]["data/catalog.film.jsonl"]["rows"] == 3
    assert "catalog.0001_initial" in manifest["migrations"]
    assert opened.testzip() is None


def test_the_archive_says_what_is_in_it_and_until_when(alpha, opened, filled):
    with studio_context(alpha):
        archive = Archive.objects.for_studio().get()
        assert archive.size == media().size(archive.name)
        assert archive.sha256 == media().sha256(archive.name)
        assert archive.files == 3
        assert archive.rows > 10
        assert archive.expires_at - archive.ended_at == timedelta(days=7)
        assert archive.job.state == JobState.DONE
        fetch_archive(alpha, archive.pk, by=filled.ana, on_platform=False)
        actions = AuditEvent.objects.filter(action__startswith="studio.archive")
        assert [event.action for event in actions.order_by("pk")] == [
            "studio.archive_requested",
            "studio.archive_fetched",
        ]


def test_an_archive_of_one_studio_is_nothing_to_another(alpha, beta, opened):
    pk = Archive.everywhere.get().pk
    with studio_context(beta):
        with pytest.raises(ArchiveGone):
            archive_to_fetch(pk, kind=ArchiveKind.STUDIO)
        write_archive(pk)
        assert Archive.objects.for_studio().count() == 0
        assert not media().exists(f"archives/{pk}.zip")


def test_one_at_a_time_in_each_studio(alpha, beta, filled):
    ask(alpha, filled.ana)
    with pytest.raises(ArchiveUnderway):
        ask(alpha, filled.adi)
    ask(beta, filled.bima)


def test_a_cancelled_archive_leaves_nothing(alpha, filled):
    archive = ask(alpha, filled.ana)
    with studio_context(alpha):
        request_cancel(archive.job)
        write_archive(archive.pk)
        archive.refresh_from_db()
        assert (archive.ended_at is not None, archive.is_ready) == (True, False)
        assert not media().exists(archive.name)
    ask(alpha, filled.ana)


def test_cancelling_in_the_middle_removes_what_was_written(alpha, filled, monkeypatch):
    archive = ask(alpha, filled.ana)
    monkeypatch.setattr("apps.core.jobs.SECONDS_BETWEEN_REPORTS", 0)
    told = archives._file_member

    def cancel_first(file):
        request_cancel(Job.everywhere.get(pk=archive.job_id))
        return told(file)

    monkeypatch.setattr(archives, "_file_member", cancel_first)
    with studio_context(alpha):
        write_archive(archive.pk)
        assert Job.everywhere.get(pk=archive.job_id).state == JobState.CANCELLED
        assert [file.name for file in media().iterate_files("archives")] == ["archives/older.zip"]
        assert list((media().work_root() / "archives").glob(".*")) == []


def test_an_attempt_that_was_killed_is_done_again(alpha, filled, monkeypatch):
    class KilledWorker(BaseException):
        pass

    archive = ask(alpha, filled.ana)
    real = archives._file_member
    monkeypatch.setattr(archives, "_file_member", _dying(KilledWorker))
    with studio_context(alpha):
        with pytest.raises(KilledWorker):
            write_archive(archive.pk)
        assert Job.everywhere.get(pk=archive.job_id).state == JobState.RUNNING
        monkeypatch.setattr(archives, "_file_member", real)
        write_archive(archive.pk)
        write_archive(archive.pk)
        archive.refresh_from_db()
        assert archive.is_ready
        assert Job.everywhere.get(pk=archive.job_id).attempts == 2


def _dying(error):
    def die(file):
        raise error

    return die


def test_without_room_the_job_says_so(alpha, filled, monkeypatch):
    archive = ask(alpha, filled.ana)
    monkeypatch.setattr(archives, "RESERVE_BYTES", 10**18)
    with studio_context(alpha):
        write_archive(archive.pk)
    job = Job.everywhere.get(pk=archive.job_id)
    assert (job.state, job.error_code) == (JobState.FAILED, NoRoomForArchive.code)


def test_after_a_week_the_file_goes_and_the_line_stays(alpha, beta, opened):
    archive = Archive.everywhere.get()
    with platform_context():
        assert remove_expired_archives() == 0
        Archive.everywhere.update(expires_at=timezone.now())
        assert remove_expired_archives() == 1
        assert remove_expired_archives() == 0
    with studio_context(alpha):
        assert not media().exists(archive.name)
        assert Archive.objects.for_studio().get().removed_at is not None
        with pytest.raises(ArchiveGone):
            archive_to_fetch(archive.pk, kind=ArchiveKind.STUDIO)


def test_a_worker_that_never_comes_back_does_not_block_the_next_archive(alpha, filled):
    archive = ask(alpha, filled.ana)
    long_ago = timezone.now() - timedelta(days=1)
    Archive.everywhere.filter(pk=archive.pk).update(created_at=long_ago)
    with platform_context():
        remove_expired_archives()
    assert Job.everywhere.get(pk=archive.job_id).state == JobState.FAILED
    ask(alpha, filled.ana)


def test_an_archive_that_workers_die_of_is_given_up(alpha, beta, filled):
    archive = ask(alpha, filled.ana)
    with studio_context(beta):
        give_archive_up(archive.pk)
    assert Job.everywhere.get(pk=archive.job_id).state == JobState.QUEUED
    with studio_context(alpha):
        give_archive_up(archive.pk)
    assert Job.everywhere.get(pk=archive.job_id).state == JobState.FAILED
    ask(alpha, filled.ana)


def test_somebody_of_the_platform_is_named_as_such_and_told_by_letter(
    alpha, filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), platform_context():
        archive = ask_for_archive(alpha, by=filled.eko, language="en", on_platform=True)
    with django_capture_on_commit_callbacks(execute=True), studio_context(alpha):
        write_archive(archive.pk)
        event = AuditEvent.objects.get(action="studio.archive_requested")
        assert (event.actor_label, event.actor_pk) == ("Eko (CineRadar)", None)
    with platform_context():
        assert AuditEvent.objects.get(action="studio.archive_requested").actor_pk == filled.eko.pk
    assert [letter.to for letter in mail.outbox] == [[filled.eko.email]]
    assert "/admin/core/archive/" in mail.outbox[0].body
