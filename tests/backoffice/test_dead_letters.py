"""Work that was given up: looked at, tried again and discarded by people of the platform."""

import csv
import io
from datetime import date

import pytest
from django.db.models.functions import Now

from apps.accounts.models import AuditEvent
from apps.accounts.services import personal_data
from apps.catalog.services.encodes import start_encode
from apps.catalog.services.films import create_film
from apps.catalog.tasks import give_encode_up
from apps.core.ids import uuid7
from apps.core.jobs import begin_job, finish_job, start_job
from apps.core.models import Job, Task
from apps.core.outbox.post import work_here
from apps.core.queue import enqueue
from apps.core.tasks import give_archive_up
from apps.core.tenancy import PLATFORM, platform_context, studio_context
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.models import Report
from apps.studio.services.reports.requests import request_report
from apps.studio.tasks import give_report_up
from tests.factories.catalog import complete_upload

LIST = "/admin/core/deadletter/"
SECRET = "reset/8f2a-not-for-staff"


def dead(studio, name="catalog.give_encode_up", error="WorkerLost", **kwargs) -> Task:
    kwargs = kwargs or {"encode_pk": str(uuid7())}
    with studio_context(studio):
        enqueue(name, **kwargs)
    with platform_context():
        row = Task.everywhere.latest("pk")
        Task.everywhere.filter(pk=row.pk).update(
            state="dead",
            attempts=3,
            died_at=Now(),
            error_name=error,
            error_detail=f"Traceback (most recent call last):\n  <frame>\n{error}: it broke",
        )
        row.refresh_from_db()
    return row


def exists(row: Task) -> bool:
    with platform_context():
        return Task.everywhere.filter(pk=row.pk).exists()


def again(row: Task) -> Task:
    with platform_context():
        row.refresh_from_db()
    return row


def lines() -> list[tuple]:
    with platform_context():
        noted = AuditEvent.objects.filter(action__startswith="task.")
        return list(noted.order_by("pk").values_list("action", "actor_label", "target_pk"))


def press(client, row: Task, button: str):
    return client.post(f"{LIST}{row.pk}/{button}/")


def choose(client, action: str, *chosen: Task, **more):
    pks = [str(row.pk) for row in chosen]
    return client.post(LIST, {"action": action, "_selected_action": pks, **more})


def test_what_is_dead_is_listed_and_nothing_else(as_sari, alpha, beta):
    one, two = dead(alpha), dead(beta, error="ZeroDivisionError")
    with studio_context(alpha):
        enqueue("catalog.forget_stale_files")

    rows = as_sari.get(LIST).context["cl"].result_list
    assert [(row.pk, row.studio_name) for row in rows] == [
        (two.pk, "Beta Films"),
        (one.pk, "Alpha Pictures"),
    ]


@pytest.mark.parametrize(
    "lookups",
    [
        {"studio": "beta"},
        {"error_name": "ZeroDivisionError"},
        {"name": "core.send_mail"},
        {"queue": "default", "error_name": "ZeroDivisionError"},
        {"q": "beta"},
    ],
)
def test_the_list_is_filtered(as_sari, alpha, beta, lookups):
    dead(alpha)
    other = letter_to(beta)
    rows = as_sari.get(LIST, lookups).context["cl"].result_list
    assert [row.pk for row in rows] == [other.pk]
    assert list(as_sari.get(LIST, {"queue": "media"}).context["cl"].result_list) == []


def letter_to(studio) -> Task:
    words = {"to": "citra@people.example", "subject": "Your password", "sender": "Beta <x@y.z>"}
    body = f"Open https://beta.localhost/{SECRET}/"
    return dead(studio, "core.send_mail", "ZeroDivisionError", text=body, html=body, **words)


def test_a_letter_shows_whom_it_was_for_and_nothing_of_what_it_says(as_eko, beta):
    row = letter_to(beta)
    page = as_eko.get(f"{LIST}{row.pk}/change/").content.decode()
    table = as_eko.get(LIST).content.decode()
    file = as_eko.get(f"{LIST}export/").content.decode()

    assert "to: citra@people.example" in page
    assert "text: ••••••" in page
    assert "subject: ••••••" in page
    for shown in (page, table, file):
        assert SECRET not in shown
        assert "Your password" not in shown


def test_keys_are_shown_as_they_are_and_the_traceback_is_escaped(as_sari, alpha):
    row = dead(alpha)
    page = as_sari.get(f"{LIST}{row.pk}/change/").content.decode()
    assert f"encode_pk: {row.kwargs['encode_pk']}" in page
    assert "&lt;frame&gt;\nWorkerLost: it broke" in page


def test_it_is_tried_again(as_eko, alpha):
    row = dead(alpha)
    asked = as_eko.get(f"{LIST}{row.pk}/retry/").content.decode()
    assert "three more attempts" in asked

    assert press(as_eko, row, "retry").url == LIST

    assert (again(row).state, row.attempts, row.max_attempts) == ("waiting", 3, 6)
    assert lines() == [("task.retried", "Eko", row.pk)]
    assert press(as_eko, row, "retry").status_code == 404


def test_it_is_not_tried_again_beside_the_same_work(as_eko, alpha):
    row = dead(alpha)
    with platform_context():
        Task.everywhere.filter(pk=row.pk).update(dedupe_key="k")
    with studio_context(alpha):
        enqueue(row.name, encode_pk=str(uuid7()), dedupe_key="k")

    refused = press(as_eko, row, "retry")

    assert refused.status_code == 422
    assert "asked for again since" in refused.content.decode()
    assert again(row).state == "dead"
    assert lines() == []


def test_a_report_that_was_given_up_is_made_anew(as_eko, alpha, report):
    """Its job told that it failed; the old task alone would find it ended and do nothing."""
    row = given_up(alpha, report)

    assert press(as_eko, row, "retry").url == LIST

    assert not exists(row)
    with studio_context(alpha):
        work_here("studio.write_report", Task.objects.for_studio().get(name=row.name).pk)
        report.refresh_from_db()
        job = Job.objects.for_studio().get(pk=report.job_pk)
    assert (job.state, job.started_by_pk) == ("done", report.created_by_pk)
    assert report.file
    assert lines() == [("task.retried", "Eko", row.pk)]


def test_what_only_its_asker_can_start_anew_is_refused(as_eko, alpha, people):
    with studio_context(alpha):
        archive = personal_data.ask_for_personal_data(people.citra, language="en")
        Task.objects.for_studio().delete()
        row = dead(alpha, "accounts.collect_personal_data", archive_pk=str(archive.pk))
        give_archive_up(archive_pk=str(archive.pk))

    refused = press(as_eko, row, "retry")

    assert refused.status_code == 422
    assert "can ask again" in refused.content.decode()
    assert again(row).state == "dead"
    assert lines() == []


def test_an_encode_that_was_given_up_is_made_anew(as_eko, alpha, people):
    with studio_context(alpha):
        film = create_film("Rain", by=people.ana)
        encode = start_encode(film, upload=complete_upload(film), by=people.ana)
        Task.objects.for_studio().delete()
        give_encode_up(encode_pk=str(encode.pk))
        told = encode.job_pk
    row = dead(alpha, "catalog.transcode_film", encode_pk=str(encode.pk))

    assert press(as_eko, row, "retry").url == LIST

    assert not exists(row)
    with studio_context(alpha):
        encode.refresh_from_db()
        assert (encode.state, encode.job_pk == told) == ("queued", False)
        assert Task.objects.for_studio().get().kwargs == {"encode_pk": str(encode.pk)}


def test_what_is_about_something_that_once_had_a_job_is_tried_again(as_eko, platform, alpha):
    """An erasure names the studio, as its opening did, which is long over."""
    opening = start_job("tenants.provision", subject_pk=alpha.pk)
    begin_job(opening)
    finish_job(opening)
    row = dead(PLATFORM, "tenants.erase_studio", studio_pk=str(alpha.pk))

    assert press(as_eko, row, "retry").url == LIST
    assert again(row).state == "waiting"


def test_a_letter_reaches_no_job_of_another_studio(as_eko, alpha, beta, report):
    given_up(alpha, report)
    keys = {"report_pk": str(report.pk), "job_pk": str(report.job_pk)}
    row = dead(beta, "studio.write_report", **keys)

    assert press(as_eko, row, "retry").url == LIST

    assert again(row).state == "waiting"
    with studio_context(alpha):
        (job,) = Job.objects.for_studio()
        assert (job.pk, job.state) == (report.job_pk, "failed")


@pytest.fixture
def report(alpha, people) -> Report:
    day = date(2026, 1, 1)
    with studio_context(alpha):
        return request_report(
            ReportKind.CATALOGUE,
            file=ReportFormat.CSV,
            language="en",
            since=day,
            until=day,
            by=people.ana,
        )


def given_up(studio, report) -> Task:
    """As three failed attempts leave it."""
    keys = {"report_pk": str(report.pk), "job_pk": str(report.job_pk)}
    with studio_context(studio):
        Task.objects.for_studio().delete()
        give_report_up(**keys)
    return dead(studio, "studio.write_report", **keys)


def test_it_is_discarded_once_that_is_confirmed(as_eko, alpha):
    row = dead(alpha)
    assert "never done" in as_eko.get(f"{LIST}{row.pk}/discard/").content.decode()
    assert exists(row)

    press(as_eko, row, "discard")

    assert not exists(row)
    assert lines() == [("task.discarded", "Eko", row.pk)]


def test_the_selected_are_tried_again(as_eko, alpha, beta):
    chosen, other = [dead(alpha), dead(beta)], dead(alpha)

    page = as_eko.post(
        LIST,
        {"action": "retry_selected", "_selected_action": [row.pk for row in chosen]},
        follow=True,
    )

    assert "2 are queued again." in page.content.decode()
    assert [again(row).state for row in [*chosen, other]] == ["waiting", "waiting", "dead"]
    assert len(lines()) == 2


def test_the_selected_are_discarded_once_that_is_confirmed(as_eko, alpha, beta):
    chosen, other = [dead(alpha), dead(beta)], dead(alpha)

    question = choose(as_eko, "discard_selected", *chosen)
    assert "2 pieces of work are forgotten" in question.content.decode()
    assert exists(chosen[0])
    hidden = question.context["form"]
    assert [str(row.pk) for row in chosen] == hidden["_selected_action"].value()

    assert choose(as_eko, "discard_selected", *chosen, confirmed="yes").status_code == 302
    assert [exists(row) for row in [*chosen, other]] == [False, False, True]
    assert len(lines()) == 2


def test_all_that_a_filter_finds_are_discarded(as_eko, alpha, beta):
    mine, theirs = dead(alpha), dead(beta)
    more = {"action": "discard_selected", "_selected_action": [mine.pk], "select_across": "1"}
    as_eko.post(f"{LIST}?studio=alpha", {**more, "confirmed": "yes"})
    assert (exists(mine), exists(theirs)) == (False, True)


@pytest.mark.parametrize("button", ["retry", "discard"])
def test_support_only_looks(as_sari, alpha, button):
    row = dead(alpha)
    assert press(as_sari, row, button).status_code == 403
    choose(as_sari, f"{button}_selected", row, confirmed="yes")
    assert again(row).state == "dead"
    page = as_sari.get(f"{LIST}{row.pk}/change/").content.decode()
    assert f"/{button}/" not in page


def test_the_file_holds_what_the_table_shows(as_eko, alpha):
    dead(alpha)
    text = as_eko.get(f"{LIST}export/").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Task"], row["Studio"]) == ("catalog.give_encode_up", "Alpha Pictures")
    assert (row["Error"], row["Attempts"]) == ("WorkerLost", "3")


def test_the_dashboard_counts_them(as_sari, alpha):
    dead(alpha)
    figures = as_sari.get("/admin/figures/").content.decode()
    assert 'href="/admin/core/deadletter/"' in figures
    assert "Dead letters" in figures


def test_a_letter_that_was_tried_again_arrives(as_eko, alpha, mailoutbox):
    row = letter_to(alpha)
    press(as_eko, row, "retry")

    work_here(row.name, row.pk)
    assert [letter.to for letter in mailoutbox] == [["citra@people.example"]]
    assert not exists(row)
