"""A job is finished and cancelled at the same moment: it ends once, and both hear the same."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from apps.core import jobs
from apps.core.enums import JobState
from apps.core.jobs import (
    JobCancelled,
    JobNotRunning,
    acknowledge_cancel,
    begin_job,
    finish_job,
    request_cancel,
    start_job,
)
from apps.core.models import Job
from apps.core.tenancy import studio_context
from tests import database

TRIES = 12


@pytest.fixture
def alpha_committed(committed_db):
    return database.studio_row("alpha")


def race(alpha, *calls):
    """What each call answered, all let go at the same moment, each with the job as it was before."""
    with studio_context(alpha):
        job = start_job("catalog.transcode")
        begin_job(job)
    together = Barrier(len(calls), timeout=10)

    def run(call):
        with studio_context(alpha):
            mine = Job.objects.for_studio().get(pk=job.pk)
            together.wait()
            try:
                call(mine)
            except (JobCancelled, JobNotRunning) as refusal:
                return type(refusal).__name__
            finally:
                connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(calls)) as threads:
        answers = [future.result() for future in [threads.submit(run, call) for call in calls]]
    with studio_context(alpha):
        return Job.objects.for_studio().get(pk=job.pk), answers


def test_either_the_work_is_done_or_the_cancel_counts(alpha_committed):
    for _try in range(TRIES):
        job, (finished, cancelled) = race(alpha_committed, finish_job, request_cancel)

        expected = {
            JobState.DONE: ("done", "JobNotRunning"),
            JobState.CANCELLING: ("JobCancelled", "done"),
        }
        assert (finished, cancelled) == expected[JobState(job.state)]


def test_one_end_whoever_ends_it(alpha_committed, monkeypatch):
    ends = []
    monkeypatch.setattr(jobs, "announce_end", lambda job: ends.append(job.state))

    for _try in range(TRIES):
        ends.clear()
        job, _answers = race(alpha_committed, finish_job, acknowledge_cancel, acknowledge_cancel)
        assert ends == [job.state]


def test_without_the_comparison_both_would_win(alpha_committed, monkeypatch):
    """The control: the same race, each side writing what it wants."""
    everything = lambda job: Job.everywhere.filter(pk=job.pk)  # noqa: E731
    monkeypatch.setattr(jobs, "_mine", everything)
    monkeypatch.setattr(jobs, "_alive", everything)
    ends = []
    monkeypatch.setattr(jobs, "announce_end", lambda job: ends.append(job.state))

    _job, answers = race(alpha_committed, finish_job, acknowledge_cancel)

    assert answers == ["done", "done"]
    assert len(ends) == 2
