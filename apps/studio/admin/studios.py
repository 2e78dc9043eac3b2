"""Studios: the table, one studio's page, and the buttons on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.views import ChangeList

from apps.accounts import rules
from apps.core.templatetags.formats import filesize
from apps.core.web.admin.options import LookOnlyAdmin, LookOnlySheet, LookOnlyTab
from apps.core.web.admin.questions import Nothing, Question
from apps.studio.admin.forms import NewStudioForm, PlanForm, SuspendForm, TypedNameForm
from apps.studio.selectors.figures import StudioNumbers, numbers_of_studios
from apps.studio.selectors.plans import plans_offered
from apps.studio.services.plans import give_plan
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Branding, Domain, DomainClaim, SignUp, Studio
from apps.tenants.selectors.studios import studios
from apps.tenants.services import lifecycle, waves
from apps.tenants.services.archives import ask_as_platform
from apps.tenants.services.provisioning import open_studio

STATUS_COLOURS = {
    StudioStatus.PROVISIONING: "info",
    StudioStatus.ACTIVE: "success",
    StudioStatus.SUSPENDED: "warning",
    StudioStatus.CLOSED: "danger",
}
OF_ALL_OPEN = {"open_read_only", "collect"}
# Which buttons a studio has; each asks its service, which decides again.
BUTTONS = {
    StudioStatus.PROVISIONING: {"watch_opening"},
    StudioStatus.ACTIVE: {*OF_ALL_OPEN, "give_plan", "suspend", "close", "make_canary"},
    StudioStatus.SUSPENDED: {*OF_ALL_OPEN, "reactivate", "make_canary"},
    StudioStatus.CLOSED: {"collect", "reopen"},
}


def buttons_of(studio: Studio) -> set[str]:
    wanted = BUTTONS[StudioStatus(studio.status)]
    if studio.is_canary and "make_canary" in wanted:
        return wanted - {"make_canary"} | {"end_canary"}
    return wanted


class StudioList(ChangeList):
    """Asks the studios of this page, all at once, for what only their own schemas know."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_numbers(list(self.result_list))


def with_numbers(rows: list[Studio]) -> list[Studio]:
    """The rows, each with ``numbers`` (None for a studio that is not open)."""
    found = {one.schema_name: one for one in numbers_of_studios([row.schema_name for row in rows])}
    for row in rows:
        row.numbers = found.get(row.schema_name)  # type: ignore[attr-defined]
    return rows


class DomainsTab(LookOnlyTab):
    model = Domain
    fields = ("domain", "kind", "is_primary", "verified_at", "checked_at")


class ClaimsTab(LookOnlyTab):
    model = DomainClaim
    fields = ("name", "problem", "checked_at")


class BrandingSheet(LookOnlySheet):
    model = Branding
    fields = (
        ("tagline", "pwa_name", "email_sender_name"),
        ("brand_colour", "accent_colour", "background_colour"),
        ("display_font", "body_font"),
        "updated_at",
    )


class SignUpSheet(LookOnlySheet):
    model = SignUp
    fields = (("email", "owner_name"), ("created_at", "verified_at"))


class StudioAdmin(LookOnlyAdmin):
    list_display = ("name", "status_chip", "address", "owners", "films", "people", "created_at")
    list_filter = ("status", "language", "is_canary", ("created_at", RangeDateFilter))
    search_fields = ("name", "slug", "domains__domain", "sign_up__email")
    ordering = ("name",)
    csv_fields = ("name", "slug", "status", "address", "opened_by", "created_at", "opened_at")
    inlines = (DomainsTab, ClaimsTab, BrandingSheet, SignUpSheet)
    fieldsets = (
        (None, {"fields": (("name", "status"), ("address", "slug"), "suspension_reason")}),
        (gettext_lazy("In numbers"), {"fields": (("films", "people", "team"), "stored", "owners")}),
        (
            gettext_lazy("Place and money"),
            {"fields": (("language", "languages"), ("time_zone", "currency"))},
        ),
        (gettext_lazy("Schema"), {"fields": (("schema_name", "schema_version"), "is_canary")}),
        (
            gettext_lazy("Times"),
            {
                "fields": (
                    ("created_at", "opened_at"),
                    "suspended_at",
                    ("closed_at", "erase_after"),
                )
            },
        ),
    )
    actions_detail = (
        "open_read_only",
        "watch_opening",
        "give_plan",
        "reactivate",
        "reopen",
        # All in one row would push the last of them, and the page's title, off a small screen.
        {
            "title": gettext_lazy("More"),
            "icon": "more_horiz",
            "items": ["collect", "make_canary", "end_canary", "suspend"],
        },
        "close",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Studio]:
        primary = Domain.objects.filter(tenant=OuterRef("pk"), is_primary=True).values("domain")
        rows = studios().annotate(
            primary_domain=Subquery(primary[:1]), signed_up_by=F("sign_up__email")
        )
        return rows.order_by(*self.get_ordering(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StudioList

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Studio | None:
        studio = super().get_object(request, object_id, from_field)
        return with_numbers([studio])[0] if studio else None

    @display(description=gettext_lazy("status"), ordering="status", label=STATUS_COLOURS)
    def status_chip(self, studio: Studio) -> tuple[str, str]:
        return studio.status, studio.get_status_display()

    @display(description=gettext_lazy("main address"), ordering="primary_domain")
    def address(self, studio: Studio) -> str:
        return studio.primary_domain or ""

    @display(description=gettext_lazy("signed up by"), ordering="signed_up_by")
    def opened_by(self, studio: Studio) -> str:
        return studio.signed_up_by or ""

    @display(description=gettext_lazy("owner"))
    def owners(self, studio: Studio) -> str:
        return studio.numbers.owners if studio.numbers else self.opened_by(studio)

    @display(description=gettext_lazy("films published"))
    def films(self, studio: Studio) -> Any:
        return _number(studio.numbers, "films_published")

    @display(description=gettext_lazy("people"))
    def people(self, studio: Studio) -> Any:
        return _number(studio.numbers, "people")

    @display(description=gettext_lazy("of these on the team"))
    def team(self, studio: Studio) -> Any:
        return _number(studio.numbers, "team")

    @display(description=gettext_lazy("video stored"))
    def stored(self, studio: Studio) -> str:
        return filesize(studio.numbers.bytes_stored) if studio.numbers else "–"

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rules.can_manage_studios(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    def has_look_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_open_studios(request.user)

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        studio = studios().filter(pk=object_id).first()
        wanted = buttons_of(studio) if studio else set()
        prefix = f"{self.opts.app_label}_{self.opts.model_name}_"
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if one.action_name.removeprefix(prefix) in wanted]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Reserves the address and goes on to the page that shows the studio being built."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        question = Question(
            title=_("Open a studio"),
            consequence=_("It gets its own place in the database, its address and its owner."),
            button=_("Open the studio"),
            done=_("The studio is being set up."),
            back=self.url_of("changelist"),
        )

        def do(data: dict[str, Any]) -> str:
            opening = open_studio(password_hash="", by=request.user, **data)  # nosec B106  # no secret
            return reverse("admin:core_job_change", args=[opening.job.pk])

        form = NewStudioForm(request.POST or None)
        return self.ask(request, question, form=form, do=do)

    @action(description=gettext_lazy("Open read-only"), icon="visibility", permissions=["look"])
    def open_read_only(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return redirect("admin:open_studio", object_id)

    @action(
        description=gettext_lazy("Watch it being set up"),
        icon="progress_activity",
        permissions=["view"],
    )
    def watch_opening(self, request: HttpRequest, object_id: str) -> HttpResponse:
        sign_up = SignUp.objects.filter(studio=object_id, job_pk__isnull=False).first()
        if sign_up is None:
            return redirect("admin:core_job_changelist")
        return redirect("admin:core_job_change", sign_up.job_pk)

    @action(
        description=gettext_lazy("Collect all data"),
        icon="archive",
        permissions=["manage"],
    )
    def collect(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Collect all data of %(studio)s"),
            consequence=_(
                "Everything of the studio, its people included, becomes one archive that can be "
                "downloaded here for seven days. The studio reads in its log that you asked for it."
            ),
            button=_("Collect all data"),
            done=_("The data of %(studio)s is being collected."),
            service=ask_as_platform,
            needs_proof=True,
        )

    @action(description=gettext_lazy("Set a viewer's plan"), icon="loyalty", permissions=["manage"])
    def give_plan(self, request: HttpRequest, object_id: str) -> HttpResponse:
        studio = get_object_or_404(studios(), pk=object_id)
        return self._change(
            request,
            object_id,
            title=_("Set the plan of a viewer of %(studio)s"),
            consequence=_("It counts at once, instead of any other plan the viewer was given."),
            button=_("Set the plan"),
            done=_("The plan is set."),
            form=lambda data: PlanForm(data, plans=plans_offered(studio)),
            service=give_plan,
        )

    @action(
        description=gettext_lazy("Suspend"),
        icon="pause_circle",
        permissions=["manage"],
    )
    def suspend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Suspend %(studio)s"),
            consequence=_(
                "Visitors and the team see a notice instead of the site from their next click on. "
                "Nothing is lost, and it can be undone at any time."
            ),
            button=_("Suspend"),
            done=_("%(studio)s is suspended."),
            form=SuspendForm,
            service=lifecycle.suspend_studio,
        )

    @action(
        description=gettext_lazy("Reactivate"),
        icon="play_circle",
        permissions=["manage"],
    )
    def reactivate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Reactivate %(studio)s"),
            consequence=_("The site is open again from the next click on."),
            button=_("Reactivate"),
            done=_("%(studio)s is open again."),
            service=lifecycle.reactivate_studio,
        )

    @action(
        description=gettext_lazy("Close studio"),
        icon="cancel",
        variant=ActionVariant.DANGER,
        permissions=["manage"],
    )
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Close %(studio)s"),
            consequence=_(
                "The site is shut for everybody. Everything stays for the days of grace and can "
                "be brought back; after them films, people and pictures are erased for good."
            ),
            button=_("Close this studio"),
            done=_("%(studio)s is closed."),
            form=TypedNameForm,
            service=lifecycle.close_studio,
            is_destructive=True,
            needs_proof=True,
        )

    @action(description=gettext_lazy("Make a canary"), icon="flare", permissions=["manage"])
    def make_canary(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Make %(studio)s a canary"),
            consequence=_(
                "New versions reach its tables first; should they fail, no other is touched."
            ),
            button=_("Make it a canary"),
            done=_("%(studio)s is a canary."),
            service=partial(waves.set_canary, is_canary=True),
        )

    @action(description=gettext_lazy("No longer a canary"), icon="flare", permissions=["manage"])
    def end_canary(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("%(studio)s: no longer a canary"),
            consequence=_("Its tables are brought up to date together with those of the others."),
            button=_("No longer a canary"),
            done=_("%(studio)s is no canary any more."),
            service=partial(waves.set_canary, is_canary=False),
        )

    @action(
        description=gettext_lazy("Reopen"),
        icon="undo",
        permissions=["manage"],
    )
    def reopen(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._change(
            request,
            object_id,
            title=_("Reopen %(studio)s"),
            consequence=_("The site is open again as it was, and nothing will be erased."),
            button=_("Reopen"),
            done=_("%(studio)s is open again."),
            service=lifecycle.reopen_studio,
        )

    def _change(
        self,
        request: HttpRequest,
        object_id: str,
        *,
        service: Callable[..., None],
        title: str,
        done: str,
        form: Callable[[Any], Form] = Nothing,
        **words: Any,
    ) -> HttpResponse:
        """Ask with ``form``; its fields are the service's arguments."""
        studio = get_object_or_404(studios(), pk=object_id)
        named = {"studio": studio}
        back = self.url_of("change", studio.pk)
        question = Question(title=title % named, done=done % named, back=back, **words)

        def do(data: dict[str, Any]) -> None:
            service(studio, by=request.user, **data)

        bound = form(request.POST if request.method == "POST" else None)
        return self.ask(request, question, form=bound, do=do, row=studio)


def _number(numbers: StudioNumbers | None, name: str) -> Any:
    return getattr(numbers, name) if numbers else "–"
