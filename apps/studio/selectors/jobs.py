"""The studio's long work, as everybody at the desk may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.enums import JobState
from apps.core.job_kinds import kind_of
from apps.core.models import Job

UNDER_WAY = "under_way"


@dataclass(frozen=True)
class DeskJob:
    """A job, who started it (None: nobody, or somebody who is gone), and where its result is."""

    job: Job
    started_by: User | None
    page: str

    @property
    def took(self) -> timedelta | None:
        """From the first attempt to the end, or to now."""
        if self.job.started_at is None:
            return None
        return (self.job.ended_at or timezone.now()) - self.job.started_at


def studio_jobs(
    *, state: str = "", kind: str = "", started_by: UUID | None = None
) -> QuerySet[Job]:
    """Jobs of the current studio, newest first, narrowed by whatever is given; ``state`` is one of
    JobState, or UNDER_WAY for all that are not over."""
    jobs: QuerySet[Job] = Job.objects.for_studio().order_by("-created_at", "-pk")
    if state == UNDER_WAY:
        jobs = jobs.filter(state__in=JobState.alive())
    elif state:
        jobs = jobs.filter(state=state)
    if kind:
        jobs = jobs.filter(kind=kind)
    return jobs if started_by is None else jobs.filter(started_by_pk=started_by)


def with_people(jobs: Iterable[Job]) -> list[DeskJob]:
    """Each job with the person who started it, in the same order: 1 query."""
    jobs = list(jobs)
    people: dict[Any, User] = User.objects.in_bulk(
        [job.started_by_pk for job in jobs if job.started_by_pk]
    )
    return [DeskJob(job, people.get(job.started_by_pk), kind_of(job).page(job)) for job in jobs]
