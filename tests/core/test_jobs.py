import pytest

from apps.core.enums import JobState
from apps.core.errors import NotFound
from apps.core.jobs import (
    JobCancelled,
    JobNotRunning,
    JobProgress,
    acknowledge_cancel,
    begin_job,
    fail_job,
    finish_job,
    job_state,
    job_token,
    open_job_token,
    request_cancel,
    start_job,
)
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context


def test_a_job_reports_and_ends(in_alpha):
    job = start_job("catalog.transcode")
    assert begin_job(job)
    progress = JobProgress(job)
    progress.report(41.7, step="encoding", seconds_left=12.4)

    assert job_state(Job.objects.for_studio().get()) == {
        "kind": "catalog.transcode",
        "state": "running",
        "state_label": "Running",
        "step": "encoding",
        "percent": 41,
        "seconds_left": 12,
        "error_code": "",
        "error_detail": "",
        "is_over": False,
    }
    finish_job(job)
    assert (job.state, job.percent, job.seconds_left) == (JobState.DONE, 100, None)


def test_attempts_are_counted_before_the_work(in_alpha):
    job = start_job("catalog.transcode")
    assert begin_job(job)
    assert begin_job(job)  # the first worker died; a second one takes over
    assert job.attempts == 2
    fail_job(job, code="not_a_video", detail="This is no video.")
    assert not begin_job(job)
    assert job.attempts == 2


def test_cancel_of_a_waiting_job_is_immediate(in_alpha):
    job = start_job("catalog.transcode")
    request_cancel(job)
    assert job.state == JobState.CANCELLED
    assert not begin_job(job)


def test_cancel_of_a_running_job_stops_the_work_at_its_next_report(in_alpha):
    job = start_job("catalog.transcode")
    begin_job(job)
    progress = JobProgress(job)
    progress.report(10, step="encoding")
    request_cancel(job)
    assert job.state == JobState.CANCELLING
    with pytest.raises(JobCancelled):
        progress.report(20, step="packaging")
    acknowledge_cancel(job)
    assert (job.state, job.percent) == (JobState.CANCELLED, 10)


def test_a_job_that_is_over_cannot_be_cancelled(in_alpha):
    job = start_job("catalog.transcode")
    begin_job(job)
    finish_job(job)
    with pytest.raises(JobNotRunning):
        request_cancel(job)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_reading_jobs_without_naming_the_studio_raises(in_alpha):
    with pytest.raises(RuntimeError, match="shared by all studios"):
        Job.objects.all()


def test_jobs_and_their_links_stay_in_their_studio(alpha, beta):
    with studio_context(alpha):
        job = start_job("catalog.transcode")
        token = job_token(job)
        assert open_job_token(token).pk == job.pk
    with studio_context(beta):
        assert list(Job.objects.for_studio()) == []
        with pytest.raises(NotFound):
            open_job_token(token)
        # Row-level security: not even asking for all studios shows another one's.
        assert list(Job.objects.across_studios()) == []
    with platform_context():
        assert list(Job.objects.across_studios()) == [job]


def test_progress_page_answers_on_its_own_host_only(alpha, beta, client_for):
    with studio_context(alpha):
        token = job_token(start_job("catalog.transcode"))
    here = client_for(alpha).get(f"/jobs/{token}/")
    there = client_for(beta).get(f"/jobs/{token}/")
    assert (here.status_code, here.json()["state"]) == (200, "queued")
    assert there.status_code == 404
