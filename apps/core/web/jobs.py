"""Long work on pages: how far it is, stop it, try it again, a letter at the end."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from apps.core.activity import activity_state
from apps.core.errors import Conflict, Unauthenticated, Unprocessable
from apps.core.job_control import cancel_job, retry_job, wish_for_letter
from apps.core.job_letters import page_of
from apps.core.jobs import job_state, open_job_token
from apps.core.models import Job
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio
from apps.core.web.preferences import safe_next


@require_GET
@never_cache
def job_progress(request: HttpRequest, token: str) -> JsonResponse:
    """For pages that cannot keep a websocket open."""
    return JsonResponse(job_state(open_job_token(token)))


@require_GET
@never_cache
def activity(request: HttpRequest) -> JsonResponse:
    """How much of one's own work is under way. Raises Unauthenticated."""
    if not request.user.is_authenticated:
        raise Unauthenticated
    return JsonResponse(activity_state(request.user.pk, current_studio().schema_name))


@require_POST
def job_cancel(request: HttpRequest, token: str) -> HttpResponse:
    def cancel(job: Job) -> str:
        cancel_job(job, by=request.user)
        messages.success(request, _("The work is being stopped."))
        return safe_next(request, page_of(job))

    return _act(request, token, cancel)


@require_POST
def job_retry(request: HttpRequest, token: str) -> HttpResponse:
    def retry(job: Job) -> str:
        again = retry_job(job, by=request.user)
        messages.success(request, _("The work has started again."))
        return page_of(again)

    return _act(request, token, retry)


@require_POST
def job_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a letter at the end, or take the wish back."""

    def wish(job: Job) -> str:
        wish_for_letter(
            job,
            by=request.user,
            language=get_language() or "en",
            site=current_origin().site,
            wanted="wanted" in request.POST,
        )
        return safe_next(request, page_of(job))

    answer = _act(request, token, wish)
    is_script = getattr(request, "htmx", False) and answer.status_code == 302
    return HttpResponse(status=204) if is_script else answer


def _act(request: HttpRequest, token: str, action: Callable[[Job], str]) -> HttpResponse:
    """The link shows a job; changing something takes a person who may. What is refused because
    of the job's state is said on the page."""
    job = open_job_token(token)
    if not request.user.is_authenticated:
        return redirect_to_login(safe_next(request, page_of(job)))
    try:
        return redirect(action(job))
    except (Conflict, Unprocessable) as refusal:
        messages.error(request, str(refusal))
        return redirect(safe_next(request, page_of(job)))
