"""Progress of long work, for pages that cannot keep a websocket open."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from apps.core.jobs import job_state, open_job_token


@require_GET
@never_cache
def job_progress(request: HttpRequest, token: str) -> JsonResponse:
    return JsonResponse(job_state(open_job_token(token)))
