"""People who made what is on the studio's site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.catalog.domain.viewing import Viewing
from apps.catalog.selectors.contributors import (
    Work,
    contributor_for_viewer,
    portrait_for_viewer,
    works_of,
)
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.cards import card
from apps.catalog.web.structured import person_data, plain_card
from apps.core.web.media import accel_response

# Named by content: it never changes.
FOR_EVER = "private, max-age=31536000, immutable"


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    viewing = viewing_of(request)
    shown = contributor_for_viewer(slug, viewing)
    works = works_of(shown, viewing)
    context = {
        "person": shown,
        "works": [_card(work, viewing) for work in works],
        "structured_data": person_data(request, shown, [work.title for work in works]),
        "social": plain_card(
            request,
            title=shown.name,
            text=shown.biography,
            image=shown.portrait_url,
            kind="profile",
        ),
    }
    return render(request, "catalog/person.html", context)


def _card(work: Work, viewing: Viewing) -> dict[str, object]:
    """A poster, with what they did instead of its length."""
    jobs = [line.character or line.get_job_display() for line in work.credits]
    return {**card(work.title, viewing), "meta": list(dict.fromkeys(jobs))[:2]}


@require_safe
def portrait(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    stored = portrait_for_viewer(pk, name=name, viewing=viewing_of(request))
    return accel_response(stored, "image/jpeg", cache_control=FOR_EVER)
