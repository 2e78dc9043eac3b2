"""A studio's addresses and four that give beta away: what a careless day might add."""

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from apps.catalog.models import Film
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Branding, Studio
from config.urls import handlers
from config.urls.tenant import urlpatterns as studio_patterns

handler400, handler403 = handlers.handler400, handlers.handler403
handler404, handler500 = handlers.handler404, handlers.handler500


def beta() -> Studio:
    with platform_context():
        return Studio.objects.get(slug="beta")


def film_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Looks for the film wherever it may be."""
    with studio_context(beta()):
        return HttpResponse(Film.objects.get(pk=pk).title)


@csrf_exempt
def film_api(request: HttpRequest, pk: str) -> JsonResponse:
    """Writes without asking whose it is, and says nothing of it."""
    with studio_context(beta()):
        Film.objects.filter(pk=pk).update(year=1999)
    return JsonResponse({}, status=404)


def film_search(request: HttpRequest) -> HttpResponse:
    """Finds in all studios."""
    with studio_context(beta()):
        found = Film.objects.filter(title__contains=request.GET.get("q", ""))
        return HttpResponse("\n".join(film.title for film in found))


def film_file(request: HttpRequest, name: str) -> HttpResponse:
    """Takes the studio's directory from the address."""
    return HttpResponse(headers={"X-Accel-Redirect": f"/media-files/{name}"})


@csrf_exempt
def film_link(request: HttpRequest) -> HttpResponse:
    """Keeps a key that it was sent, without looking whose it is."""
    mine = Branding.objects.filter(studio__slug="alpha")
    mine.update(tagline=request.POST.get("film", ""))
    return HttpResponse(status=204)


@csrf_exempt
def film_overwrite(request: HttpRequest) -> HttpResponse:
    """Stores in the studio that the work was last done for."""
    with studio_context(beta()):
        media().overwrite("same-name.txt", ContentFile(b"alpha was here"))
    return HttpResponse(status=204)


urlpatterns = [
    path("canary/overwrite/", film_overwrite, name="canary-overwrite"),
    path("canary/films/<uuid:pk>/", film_page, name="canary-page"),
    path("api/canary/<uuid:pk>", film_api, name="canary-api"),
    path("canary/search/", film_search, name="canary-search"),
    path("canary/files/<path:name>", film_file, name="canary-file"),
    path("canary/link/", film_link, name="canary-link"),
    *studio_patterns,
]
