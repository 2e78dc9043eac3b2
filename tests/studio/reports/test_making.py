"""A report's way from the wish to the file, and what is left of it when it is stopped."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.core.enums import JobState
from apps.core.errors import Conflict, Forbidden
from apps.core.job_control import cancel_job, retry_job
from apps.core.jobs import begin_job
from apps.core.models import Job
from apps.core.tenancy import studio_context
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.errors import PeriodRefused, ReportGone
from apps.studio.models import Report
from apps.studio.services.reports import writing
from apps.studio.services.reports.keeping import delete_expired_reports
from apps.studio.services.reports.requests import delete_report, request_report
from apps.studio.services.reports.writing import write_report


def job_of(report: Report) -> Job:
    return Job.objects.for_studio().get(pk=report.job_pk)


def files() -> list[str]:
    if not default_storage.exists("reports"):
        return []
    return default_storage.listdir("reports")[1]


def die(job: Job) -> None:
    """As if the worker were killed here: nothing is caught, nothing cleaned up."""
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("file", "start"),
    [
        (ReportFormat.PDF, b"%PDF-1."),
        (ReportFormat.PPTX, b"PK\x03\x04"),
        (ReportFormat.CSV, b"\xef\xbb\xbf"),
    ],
)
@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_report_becomes_every_kind_of_file(in_alpha, made, kind, file, start):
    report = made(kind, file)

    with default_storage.open(report.file) as stored:
        content = stored.read()
    assert content.startswith(start)
    assert report.size == len(content)
    assert timedelta(days=6, hours=23) < report.expires_at - timezone.now() <= timedelta(days=7)
    assert (job_of(report).state, job_of(report).percent) == (JobState.DONE, 100)


def test_making_it_twice_is_making_it_once(in_alpha, made):
    report = made()

    write_report(report)

    assert files() == [report.file.rpartition("/")[2]]
    assert job_of(report).attempts == 1


def test_a_report_that_lost_its_worker_is_made_anew_and_leaves_one_file(in_alpha, ask, monkeypatch):
    report = ask()
    with monkeypatch.context() as patch:
        patch.setattr(writing, "finish_job", die)
        with pytest.raises(KeyboardInterrupt):
            write_report(report)
    assert job_of(report).state == JobState.RUNNING
    assert len(files()) == 1

    write_report(report)

    report.refresh_from_db()
    assert files() == [report.file.rpartition("/")[2]]
    assert (job_of(report).state, job_of(report).attempts) == (JobState.DONE, 2)


def test_a_worker_that_was_only_thought_dead_leaves_the_other_ones_file(in_alpha, ask, monkeypatch):
    report = ask()
    real = writing._store

    def store_after_the_other_worker(*arguments):
        monkeypatch.setattr(writing, "_store", real)
        write_report(report)
        real(*arguments)

    monkeypatch.setattr(writing, "_store", store_after_the_other_worker)
    write_report(report)

    report.refresh_from_db()
    assert files() == [report.file.rpartition("/")[2]]
    assert report.file.endswith("-2.csv")
    assert (job_of(report).state, job_of(report).attempts) == (JobState.DONE, 2)


def test_a_report_that_kills_workers_is_given_up(in_alpha, ask):
    report = ask()
    for _attempt in range(3):
        begin_job(job_of(report))

    write_report(report)

    assert (job_of(report).state, job_of(report).error_code) == (JobState.FAILED, "job_given_up")
    assert files() == []


def test_a_cancelled_report_leaves_nothing(in_alpha, ask, people, monkeypatch):
    report = ask()
    real = writing.build

    def build_while_somebody_cancels(*arguments):
        cancel_job(job_of(report), by=people.ana)
        return real(*arguments)

    monkeypatch.setattr(writing, "build", build_while_somebody_cancels)
    write_report(report)

    report.refresh_from_db()
    assert job_of(report).state == JobState.CANCELLED
    assert (report.file, files()) == ("", [])


def test_a_cancel_in_the_last_moment_throws_the_file_away(in_alpha, ask, people, monkeypatch):
    report = ask()
    real = writing.finish_job

    def finish_after_a_cancel(job):
        cancel_job(job_of(report), by=people.ana)
        real(job)

    monkeypatch.setattr(writing, "finish_job", finish_after_a_cancel)
    write_report(report)

    report.refresh_from_db()
    assert job_of(report).state == JobState.CANCELLED
    assert (report.file, files()) == ("", [])


def test_what_goes_wrong_is_said_and_can_be_tried_again(in_alpha, ask, people, monkeypatch):
    report = ask()
    with monkeypatch.context() as patch:
        patch.setattr(writing, "build", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_report(report)
    failed = job_of(report)
    assert (failed.state, failed.error_code) == (JobState.FAILED, "job_broke")
    assert "Try again" in failed.error_detail

    again = retry_job(failed, by=people.ana)
    report.refresh_from_db()
    write_report(report)

    assert (report.job_pk, job_of(report).state) == (again.pk, JobState.DONE)
    with pytest.raises(ReportGone):
        retry_job(failed, by=people.ana)


def test_each_role_makes_the_reports_it_may_read(in_alpha, people):
    wish = {
        "file": ReportFormat.CSV,
        "language": "en",
        "since": date(2026, 1, 1),
        "until": date(2026, 2, 1),
    }

    request_report(ReportKind.ACCESS, **wish, by=people.ana)
    request_report(ReportKind.CATALOGUE, **wish, by=people.adi)
    with pytest.raises(Forbidden):
        request_report(ReportKind.ACCESS, **wish, by=people.adi)
    with pytest.raises(Forbidden):
        request_report(ReportKind.CATALOGUE, **wish, by=people.citra)

    assert Report.objects.count() == Job.objects.for_studio().count() == 2


@pytest.mark.parametrize(
    ("since", "until"), [(date(2026, 2, 1), date(2026, 1, 1)), (date(1999, 1, 1), date(2026, 1, 1))]
)
def test_a_time_that_makes_no_sense_is_refused(in_alpha, ask, since, until):
    with pytest.raises(PeriodRefused):
        ask(since=since, until=until)

    assert not Report.objects.exists()
    assert not Job.objects.for_studio().exists()


def test_files_go_after_a_week_and_the_history_after_a_season(in_alpha, made):
    old, fresh = made(), None
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        fresh = made()
        assert delete_expired_reports() == 1
        assert delete_expired_reports() == 0
        old.refresh_from_db()
        assert old.file == ""
        assert files() == [fresh.file.rpartition("/")[2]]
    with time_machine.travel(timezone.now() + timedelta(days=98)):
        delete_expired_reports()
    assert list(Report.objects.all()) == [fresh]


def test_a_report_is_deleted_with_its_file(
    in_alpha, made, people, django_capture_on_commit_callbacks
):
    report = made()

    with pytest.raises(Forbidden):
        delete_report(report, by=people.citra)
    assert len(files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        delete_report(report, by=people.adi)

    assert files() == []
    assert not Report.objects.exists()
    actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["report.requested", "report.deleted"]


def test_a_report_that_is_being_made_is_not_deleted(in_alpha, ask, people):
    report = ask()

    with pytest.raises(Conflict):
        delete_report(report, by=people.ana)

    assert Report.objects.get() == report


def test_two_studios_keep_their_reports_apart(alpha, beta, made):
    report = made()

    with studio_context(beta):
        assert not Report.objects.exists()
        assert not default_storage.exists(report.file)
        assert not Job.objects.for_studio().exists()
    with studio_context(alpha):
        assert default_storage.exists(report.file)
