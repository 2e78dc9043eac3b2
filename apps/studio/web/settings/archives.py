"""Taking everything along, and closing: what only the owner does."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from apps.accounts import rules
from apps.core.archives.keeping import archives_of_studio
from apps.core.errors import Conflict, TooManyRequests
from apps.core.models import Archive
from apps.core.web.archives import archive_response
from apps.core.web.csv_export import csv_response
from apps.studio.web.settings.views import SettingsDeskMixin
from apps.tenants.rules import can_close_studio
from apps.tenants.selectors.studios import this_studio
from apps.tenants.services.archives import ask_for_archive, fetch_archive


class ArchivesMixin(SettingsDeskMixin):
    may_open = staticmethod(rules.can_export_studio)


@method_decorator(never_cache, name="dispatch")
class Archives(ArchivesMixin, TemplateView):
    template_name = "studio/settings/archives.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        archives = archives_of_studio()
        return super().get_context_data(
            archives=[archive for archive in archives if archive.ended_at],
            under_way=next((archive for archive in archives if not archive.ended_at), None),
            this_studio=this_studio(),
            may_close=can_close_studio(self.request.user),
            grace_days=settings.STUDIO_CLOSING_GRACE_DAYS,
            csv_url=reverse("desk-archives-csv"),
            **kwargs,
        )

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest) -> HttpResponse:
        """Have it collected. Whoever found an open browser must not take the studio along."""
        language = get_language() or "en"
        try:
            ask_for_archive(this_studio(), by=request.user, language=language, on_platform=False)
        except (Conflict, TooManyRequests) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Everything is being collected. We send you an e-mail."))
        return redirect("desk-archives")


@method_decorator(never_cache, name="dispatch")
class ArchiveFile(ArchivesMixin, View):
    """By POST, as the log notes who took it."""

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        studio = this_studio()
        archive = fetch_archive(studio, pk, by=request.user, on_platform=False)
        return archive_response(archive, named=studio.slug)


class ArchivesCsv(ArchivesMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        header = [_("Asked for"), _("By"), _("State"), _("Bytes"), _("Rows"), _("Files"), "SHA-256"]
        return csv_response("archives.csv", header, [_line(one) for one in archives_of_studio()])


def _line(archive: Archive) -> list[Any]:
    return [
        archive.created_at.isoformat(),
        archive.asked_by_label,
        archive.job.get_state_display(),
        archive.size,
        archive.rows,
        archive.files,
        archive.sha256,
    ]
