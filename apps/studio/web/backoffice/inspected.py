"""What people of the platform see of a studio they look into: a second site, under /admin/open/."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import FieldTextFilter, RangeDateTimeFilter
from unfold.decorators import display

from apps.accounts import rules
from apps.accounts.models import AuditEvent, Invitation, User
from apps.catalog.enums import EncodeState, FilmState
from apps.catalog.models import Encode, Film, Rendition
from apps.core.web.admin.options import LookOnlyAdmin, LookOnlyTab
from apps.studio.web.backoffice.inspection import inside_the_studio
from apps.studio.web.backoffice.site import BackOfficeSite, View


class InspectionSite(BackOfficeSite):
    """Every page runs inside the visited studio and under a banner that says so."""

    settings_name = "UNFOLD_INSPECTION"
    index_template = "admin/inspection.html"
    index_title = _("Overview")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return rules.can_open_studios(request.user)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001 Django's
        # Leaving the back-office is not reading, and needs nothing of the studio.
        visited = view if view == self.logout else inside_the_studio(view)
        return super().admin_view(visited, cacheable)

    def extra_urls(self) -> list[URLPattern]:
        return []

    def extra_context(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        # Asked for here: in a template of this site the name would be looked for in this site.
        leave_url = reverse("admin:leave_studio")
        visit = getattr(request, "inspection", None)
        return {**context, "inspection": visit, "leave_url": leave_url}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        tables = [self._summary(options) for options in self._registry.values()]
        return super().index(request, {"tables": tables, **(extra_context or {})})

    @staticmethod
    def _summary(options: LookOnlyAdmin) -> dict[str, Any]:
        return {
            "name": options.opts.verbose_name_plural,
            "url": options.url_of("changelist"),
            "count": options.model._default_manager.count(),
            "icon": options.icon,
        }


inspection_site = InspectionSite(name="inspection")


class InspectedAdmin(LookOnlyAdmin):
    """Rows of the studio. No file of them: looking is not taking away."""

    icon = "table_rows"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rules.can_open_studios(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.can_open_studios(request.user)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        raise Http404


class PeopleOfStudio(InspectedAdmin):
    icon = "group"
    list_display = ("email", "name", "role", "is_active", "joined_at")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("-joined_at",)
    fields = ("email", "name", "role", "is_active", "language", "time_zone", "joined_at")


class FilmsOfStudio(InspectedAdmin):
    icon = "movie"
    list_display = (
        "title",
        "kind",
        "state_chip",
        "year",
        "access_level",
        "published_at",
        "updated_at",
    )
    list_filter = ("kind", "state", "access_level")
    search_fields = ("title", "slug")
    ordering = ("-updated_at",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "state", "published_at", "publish_when_ready")}),
        (_("Place"), {"fields": ("kind", "season", "number", "part_of", "series", "publish_at")}),
        (_("About"), {"fields": ("tagline", "synopsis", "year", "maturity", "director", "cast")}),
        (_("Playing"), {"fields": ("access_level", "current_encode", "runtime_seconds")}),
        (_("Times"), {"fields": ("created_at", "updated_at")}),
    )

    @display(
        description=_("state"),
        ordering="state",
        label={
            FilmState.DRAFT: "info",
            FilmState.PUBLISHED: "success",
            FilmState.WITHDRAWN: "warning",
        },
    )
    def state_chip(self, film: Film) -> tuple[str, str]:
        return film.state, film.get_state_display()


class RenditionsOfEncode(LookOnlyTab):
    model = Rendition
    fields = ("rung", "width", "height", "codecs", "frame_rate", "average_bandwidth")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rules.can_open_studios(request.user)


class EncodesOfStudio(InspectedAdmin):
    icon = "movie_filter"
    list_display = ("film", "version", "state_chip", "attempts", "created_at", "ended_at")
    list_filter = ("state",)
    list_select_related = ("film",)
    search_fields = ("film__title", "job_pk")
    ordering = ("-created_at",)
    inlines = (RenditionsOfEncode,)
    fieldsets = (
        (None, {"fields": ("film", "version", "state", "error_code", "attempts", "job_pk")}),
        (_("Picture"), {"fields": ("duration_seconds", "width", "height", "has_audio", "upload")}),
        (_("Times"), {"fields": ("created_at", "ended_at")}),
    )

    @display(
        description=_("state"),
        ordering="state",
        label={
            EncodeState.QUEUED: "info",
            EncodeState.PROBING: "primary",
            EncodeState.ENCODING: "primary",
            EncodeState.READY: "success",
            EncodeState.FAILED: "danger",
            EncodeState.CANCELLED: "warning",
        },
    )
    def state_chip(self, encode: Encode) -> tuple[str, str]:
        return encode.state, encode.get_state_display()


class InvitationsOfStudio(InspectedAdmin):
    icon = "mail"
    list_display = ("email", "role", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    list_filter = ("role",)
    search_fields = ("email",)
    ordering = ("-created_at",)
    fields = (*list_display, "invited_by")


class AuditOfStudio(InspectedAdmin):
    icon = "history"
    list_display = ("at", "actor_label", "action", "target_label", "ip")
    list_filter = (("at", RangeDateTimeFilter), ("action", FieldTextFilter))
    search_fields = ("actor_label", "action", "target_label", "request_id")
    show_full_result_count = False
    fields = (*list_display, "target_type", "target_pk", "changes", "request_id")


inspection_site.register(User, PeopleOfStudio)
inspection_site.register(Film, FilmsOfStudio)
inspection_site.register(Encode, EncodesOfStudio)
inspection_site.register(Invitation, InvitationsOfStudio)
inspection_site.register(AuditEvent, AuditOfStudio)
