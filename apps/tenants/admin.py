"""Back-office: addresses of studios, and who is opening one. Studios themselves: apps.studio."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from apps.core.web.admin.options import LookOnlyAdmin
from apps.tenants.models import Domain, DomainClaim, SignUp


@admin.register(Domain)
class DomainAdmin(LookOnlyAdmin):
    list_display = ("domain", "tenant", "kind", "is_primary", "verified_at", "checked_at")
    list_filter = ("kind", "is_primary")
    list_select_related = ("tenant",)
    search_fields = ("domain", "tenant__name")
    csv_fields = ("domain", "tenant", "kind", "is_primary", "verified_at", "checked_at")
    fields = (*list_display, "verification_token", "created_at")


@admin.register(DomainClaim)
class DomainClaimAdmin(LookOnlyAdmin):
    list_display = ("name", "studio", "problem", "checked_at")
    list_filter = ("problem",)
    list_select_related = ("studio",)
    search_fields = ("name", "studio__name")
    csv_fields = list_display
    fields = (*list_display, "token")


@admin.register(SignUp)
class SignUpAdmin(LookOnlyAdmin):
    list_display = ("email", "owner_name", "progress", "studio", "created_at", "verified_at")
    list_filter = (("created_at", RangeDateFilter), ("studio", admin.EmptyFieldListFilter))
    list_select_related = ("studio",)
    search_fields = ("email", "owner_name", "studio__name")
    csv_fields = ("email", "owner_name", "studio", "created_at", "verified_at")
    # Never the password's hash, which waits here until the owner's account is made.
    fields = (*csv_fields, "job_pk")

    @display(
        description=_("progress"),
        label={"waiting": "info", "verified": "warning", "studio": "success"},
    )
    def progress(self, sign_up: SignUp) -> tuple[str, Any]:
        if sign_up.studio_id:
            return "studio", sign_up.studio.get_status_display()
        if sign_up.verified_at:
            return "verified", _("Address verified")
        return "waiting", _("Letter sent")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignUp]:
        return super().get_queryset(request).defer("password")
