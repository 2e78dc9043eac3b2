"""Schemas of studios: bringing all of them up to date, and those that are ready beforehand."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from apps.accounts import rules
from apps.core.web.admin.options import LookOnlyAdmin
from apps.core.web.admin.questions import Question
from apps.studio.admin.rows import progress_bar
from apps.tenants.enums import MigrationState, RunState
from apps.tenants.models import MigrationRun, SpareSchema, StudioMigration
from apps.tenants.selectors.versions import is_sufficient
from apps.tenants.selectors.waves import failures_of, progress_of, schema_state
from apps.tenants.services import waves

RUN_COLOURS = {
    RunState.RUNNING: "primary",
    RunState.PAUSED: "warning",
    RunState.STOPPED: "danger",
    RunState.DONE: "success",
    RunState.FAILED: "danger",
    RunState.REPLACED: "info",
}
STATE_COLOURS = {
    MigrationState.WAITING: "info",
    MigrationState.MIGRATING: "primary",
    MigrationState.OK: "success",
    MigrationState.FAILED: "danger",
}
BUTTONS = {
    RunState.RUNNING: {"pause"},
    RunState.PAUSED: {"resume"},
    RunState.STOPPED: {"retry"},
    RunState.FAILED: {"retry"},
}
FAILURES_SHOWN = 20


class StaffOnlyAdmin(LookOnlyAdmin):
    """For those who may change studios; support and finance do not see it."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.can_manage_studios(request.user)


class WithSchemaState(StaffOnlyAdmin):
    """A list below the figures of all schemas."""

    list_before_template = "admin/_schema_state.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        figures = {"schemas": schema_state()}
        return super().changelist_view(request, {**(extra_context or {}), **figures})


def with_progress(run: MigrationRun) -> MigrationRun:
    """The run, with ``progress`` in numbers and the first few ``failures``."""
    run.progress = progress_of(run)  # type: ignore[attr-defined]
    run.failures = failures_of(run)[:FAILURES_SHOWN]  # type: ignore[attr-defined]
    return run


class MigrationRunAdmin(WithSchemaState):
    list_display = (
        "started_at",
        "state_chip",
        "progress_bar",
        "studios_in_it",
        "failed",
        "target",
        "started_by",
        "ended_at",
    )
    list_filter = ("state",)
    csv_fields = ("started_at", "state", "studios_in_it", "failed", "target", "ended_at")
    change_form_outer_before_template = "admin/_run_progress.html"
    fieldsets = (
        (None, {"fields": (("state", "target"), ("studios_in_it", "failed"), "error")}),
        (
            gettext_lazy("Times"),
            {"fields": (("started_at", "started_by"), ("seen_at", "ended_at"))},
        ),
    )
    actions_list = ("start",)
    actions_detail = ("pause", "resume", "retry")

    def get_queryset(self, request: HttpRequest) -> QuerySet[MigrationRun]:
        def of(*states: MigrationState) -> Count:
            return Count("studios", filter=Q(studios__state__in=states))

        return (
            super()
            .get_queryset(request)
            .annotate(
                studio_count=Count("studios"),
                failed_count=of(MigrationState.FAILED),
                over_count=of(MigrationState.OK, MigrationState.FAILED),
            )
        )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> MigrationRun | None:
        run = super().get_object(request, object_id, from_field)
        return with_progress(run) if run else None

    def get_urls(self) -> list[URLPattern]:
        live = self.admin_site.admin_view(self.live_view)
        return [path("<uuid:pk>/live/", live, name=self._url_name("live")), *super().get_urls()]

    def live_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """How far the run is, asked for again every second; reloads the page at the end."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        response = render(request, "admin/_run_progress.html", {"original": with_progress(run)})
        if run.state != RunState.RUNNING:
            response.headers["HX-Refresh"] = "true"
        return response

    @display(description=gettext_lazy("state"), ordering="state", label=RUN_COLOURS)
    def state_chip(self, run: MigrationRun) -> tuple[str, str]:
        return run.state, run.get_state_display()

    @display(description=gettext_lazy("progress"))
    def progress_bar(self, run: MigrationRun) -> SafeString:
        counts = run.over_count, run.studio_count  # type: ignore[attr-defined]
        percent = 100 * counts[0] // counts[1] if counts[1] else 100
        return progress_bar(percent)

    @display(description=gettext_lazy("studios"), ordering="studio_count")
    def studios_in_it(self, run: MigrationRun) -> int:
        return run.studio_count  # type: ignore[attr-defined,no-any-return]

    @display(description=gettext_lazy("failed"), ordering="failed_count")
    def failed(self, run: MigrationRun) -> int:
        return run.failed_count  # type: ignore[attr-defined,no-any-return]

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        run = MigrationRun.objects.filter(pk=object_id).first()
        wanted = BUTTONS.get(RunState(run.state), set()) if run else set()
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if one.action_name.rpartition("_")[2] in wanted]

    @action(
        description=gettext_lazy("Update all studios"),
        icon="play_circle",
        permissions=["manage"],
    )
    def start(self, request: HttpRequest) -> HttpResponse:
        question = Question(
            title=_("Update all studios"),
            consequence=_(
                "Studios whose tables are older than the running version are brought up to date: "
                "canaries, then a tenth, then the rest. It stops when a canary fails."
            ),
            button=_("Update all studios"),
            done=_("The migration has begun."),
            back=self.url_of("changelist"),
        )

        def do(data: dict[str, Any]) -> str:
            return self.url_of("change", waves.begin_run(by=request.user).pk)

        return self.ask(request, question, do=do)

    @action(description=gettext_lazy("Pause"), icon="pause_circle", permissions=["manage"])
    def pause(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Pause the migration"),
            consequence=_("The studio at hand is finished; the others wait until you go on."),
            button=_("Pause"),
            done=_("The migration is paused."),
            service=waves.pause_run,
        )

    @action(description=gettext_lazy("Go on"), icon="play_circle", permissions=["manage"])
    def resume(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Go on with the migration"),
            consequence=_("It goes on with the next studio that waits."),
            button=_("Go on"),
            done=_("The migration goes on."),
            service=waves.resume_run,
        )

    @action(description=gettext_lazy("Retry failed"), icon="replay", permissions=["manage"])
    def retry(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Retry the failed studios"),
            consequence=_(
                "They are migrated again, canaries first, and then those that still wait."
            ),
            button=_("Retry failed"),
            done=_("The migration goes on."),
            service=waves.retry_failed,
        )

    def _change(
        self, request: HttpRequest, object_id: str, *, service: Callable[..., None], **words: Any
    ) -> HttpResponse:
        run = get_object_or_404(MigrationRun, pk=object_id)
        question = Question(back=self.url_of("change", run.pk), **words)
        return self.ask(request, question, do=lambda data: service(run, by=request.user), row=run)


class StudioMigrationAdmin(StaffOnlyAdmin):
    """Every studio of every run: what it was, what became of it, how long it took."""

    list_display = ("studio", "run", "wave", "state_chip", "from_version", "now", "took_", "error")
    list_filter = ("state", "wave", "run")
    list_select_related = ("studio", "run")
    ordering = ("-run__started_at", "wave", "pk")
    search_fields = ("studio__name", "studio__slug", "error")
    csv_fields = ("studio", "run", "wave", "state", "attempts", "started_at", "ended_at", "error")
    fields = (
        ("studio", "run"),
        ("wave", "state", "attempts"),
        ("from_version", "now"),
        ("started_at", "ended_at"),
        "error",
    )

    @display(description=gettext_lazy("state"), ordering="state", label=STATE_COLOURS)
    def state_chip(self, row: StudioMigration) -> tuple[str, str]:
        return row.state, row.get_state_display()

    @display(description=gettext_lazy("version now"), ordering="studio__schema_version")
    def now(self, row: StudioMigration) -> str:
        return str(row.studio.schema_version)

    @display(description=gettext_lazy("took"))
    def took_(self, row: StudioMigration) -> str:
        return "–" if row.took is None else f"{row.took.total_seconds():.1f} s"


class SpareSchemaAdmin(WithSchemaState):
    list_display = ("schema_name", "purpose", "version", "use", "created_at")
    csv_fields = ("schema_name", "purpose", "version", "created_at")
    fields = (("schema_name", "purpose"), ("version", "created_at"))

    @display(description=gettext_lazy("purpose"), ordering="is_template")
    def purpose(self, spare: SpareSchema) -> str:
        return _("Template of all new schemas") if spare.is_template else _("Waits for a studio")

    @display(
        description=gettext_lazy("usable"),
        label={"yes": "success", "no": "warning"},
    )
    def use(self, spare: SpareSchema) -> tuple[str, str]:
        return ("yes", _("Usable")) if is_sufficient(spare.version) else ("no", _("Too old"))
