"""Archives of studios' data that people asked for, and those people of the platform may fetch."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from apps.accounts import rules
from apps.core.enums import ArchiveKind
from apps.core.models import Archive
from apps.core.templatetags.formats import filesize
from apps.core.tenancy import studio_context
from apps.core.web.archives import archive_response
from apps.studio.admin.jobs import STATE_COLOURS
from apps.studio.admin.rows import RowsOfStudios
from apps.tenants.models import Studio
from apps.tenants.services.archives import fetch_archive


class ArchiveAdmin(RowsOfStudios):
    """Those of studios. What people collect about themselves is nobody else's business."""

    list_display = ("created_at", "studio", "asked_by_label", "state", "bytes", "expires_at")
    search_fields = ("studio_schema", "asked_by_label")
    ordering = ("-created_at",)
    csv_fields = (
        "created_at",
        "studio",
        "asked_by_label",
        "size",
        "rows",
        "files",
        "sha256",
        "expires_at",
        "removed_at",
    )
    fields = (
        ("studio", "outcome"),
        ("asked_by_label", "created_at"),
        ("bytes", "rows", "files"),
        "sha256",
        ("ended_at", "expires_at"),
        "removed_at",
    )
    actions_detail = ("download",)

    def rows(self) -> QuerySet[Archive]:
        archives: QuerySet[Archive] = Archive.objects.across_studios()
        return archives.filter(kind=ArchiveKind.STUDIO).select_related("job")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        return [path("<uuid:pk>/file/", view, name=self._url_name("file")), *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """The file; both logs say who took it."""
        if not self.has_manage_permission(request):
            raise PermissionDenied
        raise_if_reauthentication_required(request, app="")
        archive = get_object_or_404(self.get_queryset(request), pk=pk)
        studio = get_object_or_404(Studio, schema_name=archive.studio_schema)
        found = fetch_archive(studio, archive.pk, by=request.user, on_platform=True)
        with studio_context(studio):
            return archive_response(found, named=studio.slug)

    @display(description=gettext_lazy("state"), label=STATE_COLOURS)
    def state(self, archive: Archive) -> tuple[str, str]:
        return archive.job.state, archive.job.get_state_display()

    @display(description=gettext_lazy("state"))
    def outcome(self, archive: Archive) -> str:
        return str(archive.job.get_state_display())

    @display(description=gettext_lazy("size"), ordering="size")
    def bytes(self, archive: Archive) -> str:
        return filesize(archive.size) if archive.size else "–"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        archive = self.get_queryset(request).filter(pk=object_id).first()
        offered = super().get_actions_detail(request, object_id)
        return offered if archive is not None and archive.is_ready else []

    @action(description=gettext_lazy("Download"), icon="download", permissions=["manage"])
    def download(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.file_view(request, object_id)
