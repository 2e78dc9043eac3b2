"""The desk's pages about reports, through the door."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.models import Job
from apps.core.tenancy import studio_context
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.models import Report
from apps.studio.services.reports.writing import write_report
from tests.people import person

REPORTS = "/studio/reports/"
WISH = {
    "kind": "catalogue",
    "file": "pdf",
    "since": "2026-01-01",
    "until": "2026-11-20",
    "language": "ta",
}


@pytest.fixture
def as_ana(client_for, alpha, people):
    return client_for(alpha, people.ana)


@pytest.fixture
def as_mira(client_for, alpha, people):
    with studio_context(alpha):
        mira = person("Mira", Role.ANALYST)
    return client_for(alpha, mira)


@time_machine.travel("2026-11-21T10:00:00Z", tick=True)
def test_a_wish_becomes_a_report_and_its_page_follows_the_work(as_ana, alpha, people):
    answer = as_ana.post(REPORTS, WISH)

    with studio_context(alpha):
        report = Report.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{REPORTS}{report.pk}/")
    assert (report.kind, report.format, report.language) == ("catalogue", "pdf", "ta")
    assert (str(report.since), str(report.until)) == ("2026-01-01", "2026-11-20")
    assert report.time_zone == alpha.time_zone
    page = as_ana.get(answer.url).content.decode()
    assert "data-job-socket=" in page
    assert "Send me an e-mail when it is over" in page
    assert "Stop it" in page


@time_machine.travel("2026-11-21T10:00:00Z", tick=True)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "payroll"),
        ("file", "exe"),
        ("language", "xx"),
        ("since", "yesterday"),
        ("until", "2025-12-31"),
        ("since", "1999-01-01"),
    ],
)
def test_a_wish_that_makes_no_sense_comes_back_with_a_reason(as_ana, alpha, field, value):
    answer = as_ana.post(REPORTS, {**WISH, field: value})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    with studio_context(alpha):
        assert not Report.objects.exists()


def test_a_day_to_come_counts_as_today(as_ana, alpha):
    as_ana.post(REPORTS, {**WISH, "until": "2126-01-01", "since": "2026-01-01"})

    with studio_context(alpha), timezone.override(alpha.time_zone):
        assert Report.objects.get().until == timezone.localdate()


def test_the_analyst_neither_sees_nor_makes_the_teams_report(as_mira, alpha, made):
    secret, open_one = made(ReportKind.ACCESS), made(ReportKind.CATALOGUE)

    page = as_mira.get(REPORTS)
    answer = as_mira.post(REPORTS, {**WISH, "kind": "access"})

    assert [item.report for item in page.context["rows"]] == [open_one]
    assert "Team and access report" not in page.content.decode()
    assert answer.context["form"].errors["kind"]
    for address in ("", "download/"):
        assert as_mira.get(f"{REPORTS}{secret.pk}/{address}").status_code == 404
    assert as_mira.post(f"{REPORTS}{secret.pk}/delete/").status_code == 404


def test_the_file_is_handed_over_by_nginx_alone(as_ana, made):
    report = made(ReportKind.CATALOGUE, ReportFormat.PDF)

    answer = as_ana.get(f"{REPORTS}{report.pk}/download/")

    assert answer.content == b""
    assert answer.headers["X-Accel-Redirect"].endswith(f"t/alpha/{report.file}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="catalogue-2026-01-01-2026-11-30.pdf"'


def test_another_studio_has_no_such_report(client_for, beta, people, made):
    report = made()
    bima = client_for(beta, people.bima)

    for address in ("", "download/"):
        assert bima.get(f"{REPORTS}{report.pk}/{address}").status_code == 404
    assert bima.get(REPORTS).context["rows"] == []
    assert bima.get(f"{REPORTS}reports.csv").content.decode("utf-8-sig").count("\n") == 1


def test_before_and_after_its_time_there_is_no_file(as_ana, ask, alpha, people):
    report = ask()
    assert as_ana.get(f"{REPORTS}{report.pk}/download/").status_code == 409
    with studio_context(alpha):
        write_report(report)

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        again = as_ana.get(f"{REPORTS}{report.pk}/download/")

    assert again.status_code == 410
    assert "Make it again" in again.content.decode()


def test_the_history_and_its_file_say_the_same(as_ana, made, ask):
    made()
    ask(ReportKind.ACCESS, ReportFormat.PPTX)

    page = as_ana.get(REPORTS)
    rows = list(
        csv.reader(io.StringIO(as_ana.get(f"{REPORTS}reports.csv").content.decode("utf-8-sig")))
    )

    assert [item.report.kind for item in page.context["rows"]] == ["access", "catalogue"]
    assert [row[0] for row in rows[1:]] == ["Team and access report", "Catalogue report"]
    assert [row[5] for row in rows[1:]] == ["Waiting", "Done"]


def test_an_empty_history_says_what_to_do(as_ana):
    assert "No reports yet" in as_ana.get(REPORTS).content.decode()
    assert "Nothing matches" in as_ana.get(f"{REPORTS}?kind=access").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(as_ana, made, queries, count):
    for _number in range(count):
        made()
    as_ana.get(REPORTS)

    with queries(5):  # who asks, how many reports, reports, their jobs, their people
        as_ana.get(REPORTS)


def test_whoever_asked_gets_a_letter_in_the_own_language(
    as_ana, alpha, people, ask, django_capture_on_commit_callbacks
):
    with studio_context(alpha):
        User.objects.filter(pk=people.ana.pk).update(language="id")
    report = ask(by=people.ana)
    page = as_ana.get(f"{REPORTS}{report.pk}/")
    letter_url = page.content.decode().partition('hx-post="')[2].partition('"')[0]

    wished = as_ana.post(letter_url, {"wanted": "1"}, headers={"HX-Request": "true"})
    with studio_context(alpha), django_capture_on_commit_callbacks(execute=True):
        write_report(report)

    assert wished.status_code == 204
    [letter] = mail.outbox
    assert letter.to == [people.ana.email]
    assert f"http://alpha.localhost/studio/reports/{report.pk}/" in letter.body.replace(":8000", "")
    with studio_context(alpha):
        assert Job.objects.for_studio().get().mail_language == "id"
