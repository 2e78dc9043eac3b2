"""Kinds of long work. Each app registers its own at start-up; core knows none by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from apps.core.models import Job

Person = Any
Text = str | Promise


def _nobody(person: Person) -> bool:
    return False


def _no_page(job: Job) -> str:
    return ""


def _no_sentence(code: str) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """What pages, letters and buttons need to know about one kind of long work.

    ``steps``: names of what ``JobProgress.report`` reports, in order. ``page``: where the result
    is to be seen, a path on the site the work was started from. ``managed_by``: who may stop and
    repeat it besides whoever started it. ``stop`` and ``repeat`` do so, as that person; without
    ``repeat`` there is no trying again. ``explain``: the sentence of an error code, in the
    reader's language.
    """

    key: str
    label: Text
    steps: Mapping[str, Text] = field(default_factory=dict)
    page: Callable[[Job], str] = _no_page
    managed_by: Callable[[Person], bool] = _nobody
    is_stoppable: bool = True
    stop: Callable[[Job, Person], None] | None = None
    repeat: Callable[[Job, Person], Job] | None = None
    explain: Callable[[str], str] = _no_sentence


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> JobKind:
    """Make ``kind`` known; raises ValueError when two apps use one key."""
    if kind.key in _kinds and _kinds[kind.key] != kind:
        raise ValueError(f"Two kinds of jobs are called {kind.key}.")
    _kinds[kind.key] = kind
    return kind


def kind_of(job: Job) -> JobKind:
    """The job's kind; one that nobody registered is shown by its key and cannot be stopped."""
    known = _kinds.get(job.kind)
    return known or JobKind(key=job.kind, label=job.kind, is_stoppable=False)


def kind_choices() -> list[tuple[str, str]]:
    """Every kind with its name, for filters."""
    return sorted(((kind.key, str(kind.label)) for kind in _kinds.values()), key=lambda it: it[1])


def step_label(job: Job) -> str:
    """What the job is at, in words; empty before its first report."""
    return str(kind_of(job).steps.get(job.step, ""))


def explanation(job: Job) -> str:
    """Why the job failed, in the reader's language where its kind knows how."""
    return kind_of(job).explain(job.error_code) or job.error_detail


def title_of(job: Job) -> str:
    """What the job is about, else what kind of work it is."""
    return job.title or str(kind_of(job).label)
