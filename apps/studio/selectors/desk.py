"""The studio at a glance, for the first page of the desk."""

from dataclasses import dataclass

from django.db.models import Count, Q

from apps.accounts.models import AuditEvent
from apps.accounts.selectors.audit import audit_events
from apps.accounts.selectors.people import head_count
from apps.catalog.enums import FilmState
from apps.catalog.models import Film
from apps.core.enums import JobState
from apps.core.models import Job

EVENTS_SHOWN = 8
JOBS_SHOWN = 5


@dataclass(frozen=True)
class Glance:
    """Counts as of now."""

    films: int
    published: int
    drafts: int
    team: int
    viewers: int


@dataclass(frozen=True)
class RunningWork:
    """A job that is not over, and the film it is about, if it is about one."""

    job: Job
    film: Film | None


def studio_at_a_glance() -> Glance:
    """Two queries."""
    films = Film.objects.aggregate(
        films=Count("pk"),
        published=Count("pk", filter=Q(state=FilmState.PUBLISHED)),
        drafts=Count("pk", filter=Q(state=FilmState.DRAFT)),
    )
    return Glance(**films, **head_count())


def running_work() -> list[RunningWork]:
    """The newest jobs of this studio that are not over: two queries."""
    alive = Job.objects.for_studio().filter(state__in=JobState.alive())
    jobs = list(alive.order_by("-created_at")[:JOBS_SHOWN])
    films = Film.objects.in_bulk([job.subject_pk for job in jobs if job.subject_pk])
    return [RunningWork(job, films.get(job.subject_pk)) for job in jobs]


def latest_events() -> list[AuditEvent]:
    """What was done last: one query."""
    return list(audit_events()[:EVENTS_SHOWN])
