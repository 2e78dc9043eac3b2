"""The player's page. Whether the film may be played is decided when its script asks for a session."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.selectors.profiles import profile_of
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.player import caption_choices, player_config


@require_safe
@never_cache
@login_required
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    film = film_for_viewer(slug, viewing_of(request))
    context = {
        "film": film,
        "player": player_config(film, viewer=request.user, profile=profile_of(request)),
        "caption_choices": caption_choices(),
    }
    return render(request, "catalog/watch.html", context)
