"""The player's page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.services.playback import start_playback


@require_safe
@never_cache
@login_required
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    film = film_for_viewer(slug, viewer=request.user)
    session = start_playback(film, viewer=request.user)
    context = {
        "film": film,
        "stream_url": session.manifest_url,
        # Two people on one computer each go on where they stopped.
        "position_key": f"position:{request.user.pk}:{film.pk}",
    }
    return render(request, "catalog/watch.html", context)
