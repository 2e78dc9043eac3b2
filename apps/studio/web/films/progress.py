"""The way of a video from the upload to the screen, as the page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import StageName
from apps.catalog.models import Film
from apps.catalog.selectors.encodes import film_with_the_same_file, is_whole
from apps.catalog.selectors.films import DeskFilm
from apps.core.enums import JobState
from apps.core.jobs import job_token
from apps.core.models import Job

# The keys are those that the worker reports; what a film does not need is passed over at once.
STEPS: list[tuple[str, Any, Promise]] = [
    ("uploaded", _("Uploaded"), _("The whole file has arrived.")),
    ("probe", StageName.PROBE.label, _("Is it a video, how long, how large?")),
    ("low", StageName.LOW.label, _("For phones and slow lines. After this it can be watched.")),
    ("high", StageName.HIGH.label, _("One version for each quality, up to large screens.")),
    ("audio", StageName.AUDIO.label, _("Languages, descriptions and commentaries in the file.")),
    ("subtitles", StageName.SUBTITLES.label, _("Those that the file brings along.")),
    ("trickplay", StageName.TRICKPLAY.label, _("Small pictures to wind by.")),
    ("ready", _("Ready"), _("It can be watched, and published.")),
]


@dataclass(frozen=True)
class Work:
    """An encode that is under way or ended badly."""

    job: Job
    token: str
    steps: list[dict[str, Any]]
    is_over: bool
    has_failed: bool
    was_cancelled: bool
    may_retry: bool

    @property
    def socket(self) -> str:
        return socket_of(self.token)


def socket_of(token: str) -> str:
    """Where a page listens to a job: the realtime process has no named addresses."""
    return f"/ws/jobs/{token}/"


def work_of(desk_film: DeskFilm) -> Work | None:
    """The newest encode's work; None when there is none or it ended well."""
    encode, job = desk_film.encode, desk_film.job
    if encode is None or job is None or is_whole(encode):
        return None
    return Work(
        job=job,
        token=job_token(job),
        steps=steps_of(job),
        is_over=job.is_over,
        has_failed=job.state == JobState.FAILED,
        was_cancelled=job.state == JobState.CANCELLED,
        may_retry=job.is_over and encode.upload.is_complete,
    )


def twin_of(desk_film: DeskFilm) -> Film | None:
    """Another film with the very same file: 1 query, once the file was read."""
    return film_with_the_same_file(desk_film.encode.upload) if desk_film.encode else None


def steps_of(job: Job) -> list[dict[str, Any]]:
    """The steps with their states, as steps.html takes them."""
    keys = [key for key, _title, _text in STEPS]
    here = keys.index(job.step) if job.step in keys else 1
    return [
        {"key": key, "title": title, "text": text, "state": _state(index, here, job)}
        for index, (key, title, text) in enumerate(STEPS)
    ]


def _state(index: int, here: int, job: Job) -> str:
    if index < here or job.state == JobState.DONE:
        return "done"
    if index > here or job.state == JobState.CANCELLED:
        return "todo"
    return "failed" if job.state == JobState.FAILED else "current"
