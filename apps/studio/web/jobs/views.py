"""The studio's long work: what runs, what is done, what failed and may be tried again."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from apps.core.enums import JobState
from apps.core.job_kinds import explanation, kind_choices, kind_of
from apps.core.models import Job
from apps.core.web.csv_export import csv_response
from apps.studio.selectors.jobs import UNDER_WAY, DeskJob, studio_jobs, with_people
from apps.studio.web.desk.views import DeskMixin

JOBS_A_PAGE = 25
JOBS_A_FILE = 20_000
MINE = "me"


class Jobs(DeskMixin, TemplateView):
    template_name = "studio/jobs/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        page = Paginator(asked_for(self.request), JOBS_A_PAGE).get_page(parameters.get("page"))
        return super().get_context_data(
            page=page,
            rows=with_people(page),
            is_narrow=any(parameters.get(name) for name in ("state", "kind", "who")),
            filters=_filters(parameters),
            csv_url=f"{reverse('desk-jobs-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


class JobsCsv(DeskMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [
            *(_("Work"), _("About"), _("State"), _("Percent"), _("Started by")),
            *(_("Asked for"), _("Started"), _("Ended"), _("Attempts"), _("What went wrong")),
        ]
        return csv_response(
            "activity.csv", header, _csv_rows(with_people(asked_for(request)[:JOBS_A_FILE]))
        )


def asked_for(request: HttpRequest) -> QuerySet[Job]:
    """The jobs that the address asks for; what it asks wrongly counts as not asked."""
    parameters = request.GET
    states, kinds = {UNDER_WAY, *JobState.values}, dict(kind_choices())
    state, kind = parameters.get("state", ""), parameters.get("kind", "")
    return studio_jobs(
        state=state if state in states else "",
        kind=kind if kind in kinds else "",
        started_by=request.user.pk if parameters.get("who") == MINE else None,
    )


def _filters(parameters: QueryDict) -> list[dict[str, Any]]:
    ends = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    states = [(UNDER_WAY, _("Under way")), *((state.value, state.label) for state in ends)]
    return [
        _filter(parameters, "state", _("Any state"), states),
        _filter(parameters, "kind", _("Any work"), kind_choices()),
        _filter(parameters, "who", _("Everybody's"), [(MINE, _("Mine"))]),
    ]


def _filter(
    parameters: QueryDict, name: str, label: str, options: list[tuple[str, Any]]
) -> dict[str, Any]:
    value = parameters.get(name, "")
    return {"name": name, "label": label, "options": options, "value": value}


def _csv_rows(items: list[DeskJob]) -> Iterator[list[Any]]:
    for item in items:
        job = item.job
        times = (job.created_at, job.started_at, job.ended_at)
        yield [
            str(kind_of(job).label),
            job.title,
            job.get_state_display(),
            job.percent,
            str(item.started_by or ""),
            *(time.isoformat() if time else "" for time in times),
            job.attempts,
            explanation(job) if job.state == JobState.FAILED else "",
        ]
