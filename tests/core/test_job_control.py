"""What people do to long work: stop it, try it again, ask for a letter."""

import pytest
from django.core import mail
from django.utils import translation

from apps.accounts.models import User
from apps.core.activity import activity_state
from apps.core.enums import JobState
from apps.core.errors import Forbidden
from apps.core.job_control import (
    JobNotRepeatable,
    JobNotStoppable,
    cancel_job,
    retry_job,
    wish_for_letter,
)
from apps.core.job_kinds import JobKind, explanation, kind_of, register, step_label, title_of
from apps.core.jobs import (
    JobCancelled,
    JobProgress,
    JobTakenOver,
    acknowledge_cancel,
    begin_job,
    carry_out,
    fail_job,
    finish_job,
    job_token,
    start_job,
)
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from tests.factories.jobs import WORK, failed_work

SITE = "http://alpha.localhost:8000"


@pytest.fixture
def work(in_alpha, people):
    return start_job(WORK.key, by_pk=people.citra.pk, title="Tide")


def test_whoever_started_it_and_whoever_is_in_charge_may_stop_it(in_alpha, people):
    for by in (people.citra, people.ana):
        job = start_job(WORK.key, by_pk=people.citra.pk)
        cancel_job(job, by=by)
        assert job.state == JobState.CANCELLED


def test_others_may_not_and_nothing_happens(in_alpha, people):
    job, failed = start_job(WORK.key, by_pk=people.ana.pk), failed_work(by_pk=people.ana.pk)

    with pytest.raises(Forbidden):
        cancel_job(job, by=people.citra)
    with pytest.raises(Forbidden):
        retry_job(failed, by=people.citra)

    assert Job.objects.for_studio().count() == 2
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_somebody_deactivated_stops_nothing(work, people):
    people.citra.is_active = False

    with pytest.raises(Forbidden):
        cancel_job(work, by=people.citra)


def test_what_is_over_or_is_not_to_be_stopped_half_way_goes_on(work, people):
    begin_job(work)
    finish_job(work)
    opening = start_job("tenants.provision", by_pk=people.ana.pk)
    unknown = start_job("nobody.knows", by_pk=people.ana.pk)

    for job, by in ((work, people.citra), (opening, people.ana), (unknown, people.ana)):
        with pytest.raises(JobNotStoppable):
            cancel_job(job, by=by)


def test_only_what_ended_badly_is_tried_again(work, people):
    with pytest.raises(JobNotRepeatable):
        retry_job(work, by=people.citra)

    again = retry_job(failed_work(by_pk=people.citra.pk, title="Tide"), by=people.citra)

    assert (again.state, again.title, again.started_by_pk) == ("queued", "Tide", people.citra.pk)


def test_a_kind_names_its_steps_its_errors_and_itself(in_alpha):
    job = failed_work()
    job.step = "second"

    assert (title_of(job), step_label(job), explanation(job)) == (
        "Working",
        "Second things",
        "There was no luck.",
    )
    job.title, job.error_code, job.error_detail = "Tide", "odd", "As it was said."
    assert (title_of(job), explanation(job)) == ("Tide", "As it was said.")
    job.kind = "nobody.knows"
    assert (kind_of(job).label, kind_of(job).is_stoppable) == ("nobody.knows", False)


def test_two_kinds_never_share_a_key():
    with pytest.raises(ValueError, match=r"tests\.work"):
        register(JobKind(key=WORK.key, label="Something else"))


def test_finishing_after_a_cancel_throws_the_result_away(work, people):
    begin_job(work)
    mine = Job.objects.for_studio().get(pk=work.pk)
    cancel_job(work, by=people.citra)

    with pytest.raises(JobCancelled):
        finish_job(mine)

    acknowledge_cancel(mine)
    assert mine.state == JobState.CANCELLED


def test_an_earlier_worker_that_is_still_there_stops(work):
    begin_job(work)
    early = JobProgress(Job.objects.for_studio().get(pk=work.pk))
    begin_job(work)

    with pytest.raises(JobTakenOver):
        early.report(50, step="second")
    with pytest.raises(JobTakenOver):
        finish_job(early.job)

    JobProgress(work).report(10, step="first")
    work.refresh_from_db()
    assert (work.percent, work.step, work.attempts) == (10, "first", 2)


def test_carry_out_records_every_end(in_alpha):
    def run(work):
        undone = []
        job = start_job(WORK.key)
        carry_out(job, work, undo=lambda: undone.append(True))
        job.refresh_from_db()
        return job.state, job.error_code, bool(undone)

    def refuse(progress):
        raise Forbidden

    def cancel(progress):
        Job.objects.for_studio().filter(pk=progress.job.pk).update(state=JobState.CANCELLING)
        progress.report(50, step="second")

    assert run(lambda progress: None) == (JobState.DONE, "", False)
    assert run(refuse) == (JobState.FAILED, "forbidden", True)
    assert run(cancel) == (JobState.CANCELLED, "", True)


def wish(job, person, *, language="id", wanted=True):
    wish_for_letter(job, by=person, language=language, site=SITE, wanted=wanted)


def ended(job, capture, end, **details):
    with capture(execute=True):
        begin_job(job)
        end(job, **details)


def test_a_letter_follows_once_in_the_language_it_was_wished_in(
    work, people, django_capture_on_commit_callbacks
):
    wish(work, people.citra)
    with translation.override("hi"):
        ended(work, django_capture_on_commit_callbacks, finish_job)
    with django_capture_on_commit_callbacks(execute=True):
        acknowledge_cancel(work)
        fail_job(work, code="no_luck", detail="")

    [letter] = mail.outbox
    assert letter.to == [people.citra.email]
    assert "Tide" in letter.subject
    assert f"{SITE}/work/{work.pk}/" in letter.body
    assert not any("\u0900" <= sign <= "\u097f" for sign in letter.body)


def test_a_letter_says_why_it_failed(work, people, django_capture_on_commit_callbacks):
    wish(work, people.citra, language="en")

    ended(work, django_capture_on_commit_callbacks, fail_job, code="no_luck", detail="unread")

    [letter] = mail.outbox
    assert letter.subject == "It did not work: Tide"
    assert "There was no luck." in letter.body


def test_no_letter_without_a_wish_after_taking_it_back_or_for_somebody_who_left(
    in_alpha, people, django_capture_on_commit_callbacks
):
    jobs = [start_job(WORK.key, by_pk=people.citra.pk) for _ in range(3)]
    wish(jobs[1], people.citra)
    wish(jobs[1], people.citra, wanted=False)
    wish(jobs[2], people.citra)
    User.objects.filter(pk=people.citra.pk).update(is_active=False)

    for job in jobs:
        job.refresh_from_db()
        ended(job, django_capture_on_commit_callbacks, finish_job)

    assert mail.outbox == []


def test_nobody_wishes_for_somebody_else(work, people):
    with pytest.raises(Forbidden):
        wish(work, people.ana)

    work.refresh_from_db()
    assert not work.mail_wanted


def test_a_wish_that_comes_too_late_changes_nothing(work, people):
    begin_job(work)
    finish_job(work)

    wish(work, people.citra)

    assert (work.mail_wanted, mail.outbox) == (False, [])


def test_my_activity_is_counted_in_my_studio_alone(alpha, beta, people):
    with studio_context(alpha):
        mine, _other = start_job(WORK.key, by_pk=people.citra.pk), start_job(WORK.key)
        assert activity_state(people.citra.pk, "alpha") == {"running": 1}
        begin_job(mine)
        finish_job(mine)
        assert activity_state(people.citra.pk, "alpha") == {"running": 0}
    with studio_context(beta):
        start_job(WORK.key, by_pk=people.citra_in_beta.pk)
        assert activity_state(people.citra_in_beta.pk, "beta") == {"running": 1}
        assert activity_state(people.citra.pk, "alpha") == {"running": 0}


def test_what_the_platform_does_to_a_job_is_told_in_the_jobs_studio(alpha, monkeypatch):
    from apps.core import jobs
    from apps.core.tenancy import current_studio

    told = []
    monkeypatch.setattr(jobs, "publish", lambda *a: told.append(current_studio().schema_name))
    with studio_context(alpha):
        job = start_job(WORK.key)
    with platform_context():
        jobs.request_cancel(job)

    assert told == ["alpha"]


def test_the_letter_buttons_stay_in_their_studio(alpha, beta, client_for, people):
    with studio_context(alpha):
        job = start_job(WORK.key, by_pk=people.citra.pk)
        token = job_token(job)

    there = client_for(beta, people.citra_in_beta).post(f"/jobs/{token}/cancel/")
    here = client_for(alpha, people.citra).post(f"/jobs/{token}/cancel/", {"next": "/films/"})

    assert there.status_code == 404
    assert (here.status_code, here.url) == (302, "/films/")
    with studio_context(alpha):
        assert Job.objects.for_studio().get().state == JobState.CANCELLED


def test_a_foreign_next_is_not_followed(alpha, client_for, people):
    with studio_context(alpha):
        job = start_job(WORK.key, by_pk=people.citra.pk)
        token = job_token(job)

    answer = client_for(alpha, people.citra).post(
        f"/jobs/{token}/cancel/", {"next": "https://evil.example/"}
    )

    assert answer.url == f"/work/{job.pk}/"


def test_buttons_need_the_forms_own_token(alpha, client_for, people):
    with studio_context(alpha):
        job = start_job(WORK.key, by_pk=people.citra.pk)
        token = job_token(job)

    answer = client_for(alpha, people.citra, enforce_csrf_checks=True).post(
        f"/jobs/{token}/cancel/"
    )

    assert answer.status_code == 403
    with studio_context(alpha):
        assert Job.objects.for_studio().get().state == JobState.QUEUED
