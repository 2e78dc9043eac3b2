"""Background work of all studios: how far it is, how it ended, stop it, start it again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import DropdownFilter, RangeDateTimeFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from apps.accounts import rules
from apps.core.enums import JobState
from apps.core.job_control import can_repeat, can_stop
from apps.core.job_kinds import kind_choices, kind_of, step_label
from apps.core.models import Job
from apps.core.web.admin.questions import Question
from apps.studio.admin.rows import RowsOfStudios, progress_bar
from apps.studio.services import jobs
from apps.tenants.models import Studio

STATE_COLOURS = {
    JobState.QUEUED: "info",
    JobState.RUNNING: "primary",
    JobState.CANCELLING: "warning",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "warning",
}


def with_step(job: Job) -> Job:
    """The job, with ``step_label``: what it is at, in words."""
    job.step_label = step_label(job)  # type: ignore[attr-defined]
    return job


class KindFilter(DropdownFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return kind_choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class StudioFilter(DropdownFilter):
    """By studio; jobs name theirs by its schema."""

    title = gettext_lazy("studio")
    parameter_name = "studio"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Studio.objects.order_by("name").values_list("schema_name", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        chosen = self.value()
        return queryset.filter(studio_schema=chosen) if chosen else queryset


class JobAdmin(RowsOfStudios):
    list_display = (
        "work",
        "studio",
        "state_chip",
        "progress",
        "attempts",
        "created_at",
        "ended_at",
    )
    list_filter = (StudioFilter, KindFilter, "state", ("created_at", RangeDateTimeFilter))
    search_fields = ("id", "subject_pk", "kind", "studio_schema", "error_code")
    ordering = ("-created_at",)
    csv_fields = (
        "id",
        "work",
        "studio",
        "state",
        "percent",
        "attempts",
        "error_code",
        "created_at",
        "started_at",
        "ended_at",
    )
    change_form_outer_before_template = "admin/_job_progress.html"
    fieldsets = (
        (None, {"fields": (("work", "studio"), ("state", "attempts"))}),
        (gettext_lazy("What went wrong"), {"fields": ("error_code", "error_detail")}),
        (
            gettext_lazy("Times"),
            {"fields": (("created_at", "started_at"), ("seen_at", "ended_at"))},
        ),
        (gettext_lazy("Identifiers"), {"fields": ("id", "subject_pk", "started_by_pk")}),
    )
    actions_detail = ("retry", "cancel")

    def rows(self) -> QuerySet[Job]:
        return Job.objects.across_studios()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Job | None:
        job = super().get_object(request, object_id, from_field)
        return with_step(job) if job else None

    def get_urls(self) -> list[URLPattern]:
        live = self.admin_site.admin_view(self.live_view)
        return [
            path("<uuid:pk>/live/", live, name=self._url_name("live")),
            *super().get_urls(),
        ]

    def live_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """How far the job is, asked for again every two seconds; reloads the page at the end."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        job = get_object_or_404(Job.objects.across_studios(), pk=pk)
        response = render(request, "admin/_job_progress.html", {"original": with_step(job)})
        if job.is_over:
            response.headers["HX-Refresh"] = "true"
        return response

    @display(description=gettext_lazy("kind"), ordering="kind")
    def work(self, job: Job) -> str:
        return str(kind_of(job).label)

    @display(description=gettext_lazy("state"), ordering="state", label=STATE_COLOURS)
    def state_chip(self, job: Job) -> tuple[str, str]:
        return job.state, job.get_state_display()

    @display(description=gettext_lazy("progress"), ordering="percent")
    def progress(self, job: Job) -> SafeString:
        return progress_bar(job.percent)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_read_jobs(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        job = Job.objects.across_studios().filter(pk=object_id).first()
        if job is None:
            return []
        wanted = {"retry": can_repeat(job), "cancel": can_stop(job)}
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if wanted[one.action_name.rpartition("_")[2]]]

    @action(description=gettext_lazy("Try again"), icon="replay", permissions=["manage"])
    def retry(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._ask(
            request,
            object_id,
            title=_("Try again"),
            consequence=_("The work starts anew as a job of its own; this one stays as it ended."),
            button=_("Try again"),
            done=_("The work is queued again."),
            service=jobs.retry_job,
        )

    @action(
        description=gettext_lazy("Cancel job"),
        icon="stop_circle",
        variant=ActionVariant.DANGER,
        permissions=["manage"],
    )
    def cancel(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._ask(
            request,
            object_id,
            title=_("Cancel the job"),
            consequence=_("It stops within seconds, and what it has made so far is thrown away."),
            button=_("Cancel the job"),
            done=_("The job is being stopped."),
            service=jobs.cancel_job,
            is_destructive=True,
        )

    def _ask(
        self, request: HttpRequest, object_id: str, *, service: Callable[..., Any], **words: Any
    ) -> HttpResponse:
        job = get_object_or_404(Job.objects.across_studios(), pk=object_id)
        question = Question(back=self.url_of("change", job.pk), **words)

        def do(data: dict[str, Any]) -> str:
            started = service(job, by=request.user)
            return self.url_of("change", started.pk if started else job.pk)

        return self.ask(request, question, do=do, row=job)
