"""Looking into a studio: the visit is noted in the session, lasts an hour, and reads only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from apps.accounts import rules
from apps.core.errors import Forbidden
from apps.core.tenancy import studio_context
from apps.core.web.admin.questions import Question, ask, long_text_field
from apps.studio.rules import can_be_inspected
from apps.studio.services.inspection import open_for_inspection
from apps.tenants.models import Studio

SESSION_KEY = "inspection"
LASTS = timedelta(minutes=60)
READING = ("GET", "HEAD")
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Inspection:
    studio: Studio
    ends_at: datetime


class ReasonForm(forms.Form):
    reason = long_text_field(
        gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("The studio's owner reads this sentence in the studio's audit log."),
    )


def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks for the reason; with one, notes it in both logs and starts the visit."""
    if not rules.can_open_studios(request.user):
        raise Forbidden
    studio = get_object_or_404(Studio.objects.exclude(schema_name="public"), pk=pk)
    question = Question(
        title=_("Open %(studio)s read-only") % {"studio": studio},
        consequence=_(
            "For one hour you see this studio's people, films, encodes, invitations and audit log. "
            "Nothing can be changed. Your name and reason are written into the studio's log."
        ),
        button=_("Open read-only"),
        done=_("You are looking into %(studio)s.") % {"studio": studio},
        back=_page_of(studio),
    )

    def do(data: dict[str, Any]) -> str:
        open_for_inspection(studio, reason=data["reason"], by=request.user)
        ends_at = timezone.now() + LASTS
        request.session[SESSION_KEY] = {"pk": str(studio.pk), "until": ends_at.timestamp()}
        return reverse("inspection:index")

    context = {**admin.site.each_context(request), "opts": Studio._meta, "original": studio}
    return ask(request, question, form=ReasonForm(request.POST or None), do=do, context=context)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the visit."""
    visit = request.session.pop(SESSION_KEY, None)
    messages.success(request, _("You have left the studio."))
    return (
        redirect("admin:tenants_studio_change", visit["pk"]) if visit else redirect("admin:index")
    )


def _page_of(studio: Studio) -> str:
    return reverse("admin:tenants_studio_change", args=[studio.pk])


def current_inspection(request: HttpRequest) -> Inspection | None:
    """The visit of this session; None once it is over or the studio is not open any more."""
    noted = request.session.get(SESSION_KEY)
    if noted is None:
        return None
    ends_at = datetime.fromtimestamp(noted["until"], UTC)
    studio = Studio.objects.filter(pk=noted["pk"]).first()
    if ends_at <= timezone.now() or studio is None or not can_be_inspected(studio):
        del request.session[SESSION_KEY]
        return None
    return Inspection(studio, ends_at)


def inside_the_studio(view: View) -> View:
    """Runs the view and renders its page as the visited studio; refuses everything but reading.

    Session and person are the platform's and must have been loaded before: the caller has checked
    the person's permission, and the visit is read here.
    """

    @wraps(view)
    def visited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        visit = current_inspection(request)
        if visit is None:
            messages.warning(request, _("You are not looking into any studio. Open one first."))
            return redirect("admin:tenants_studio_changelist")
        request.inspection = visit  # type: ignore[attr-defined]
        with studio_context(visit.studio), nothing_written():
            return _rendered(view(request, *args, **kwargs))

    return visited


def _rendered(response: HttpResponse) -> HttpResponse:
    # A lazy page would ask for its rows later, in the platform's schema.
    return response.render() if hasattr(response, "render") else response


@contextmanager
def nothing_written() -> Iterator[None]:
    """PostgreSQL itself refuses any write of the body, whatever the code tries."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)
