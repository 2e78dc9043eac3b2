"""What templates show of a profile's own progress."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.catalog.models import Film
from apps.catalog.selectors.next_up import GoingOn, continue_watching
from apps.catalog.selectors.viewing import viewing_of
from apps.core.templatetags.formats import runtime

register = template.Library()


@register.simple_tag(takes_context=True)
def going_on(context: Context) -> list[dict[str, Any]]:
    """What the profile would go on with, as cards; nothing for visitors. At most 4 queries."""
    request = context["request"]
    if not request.user.is_authenticated:
        return []
    return [_card(one) for one in continue_watching(viewing_of(request))]


def _card(one: GoingOn) -> dict[str, Any]:
    film = one.film
    series = film.season.series if film.season else None
    return {
        "title": series.title if series else film.title,
        "url": reverse("watch", args=[film.slug]),
        "image": film.backdrop_url or (series.backdrop_url if series else ""),
        "meta": [text for text in (_episode(film), _left(one)) if text],
        "badge": "" if one.seen else _("Next episode"),
        "badge_tone": "info",
        "progress": one.percent if one.resume_seconds else "",
    }


def _episode(film: Film) -> str:
    if film.season is None:
        return ""
    told = {"season": film.season.number, "number": film.number, "title": film.title}
    return _("S%(season)s E%(number)s · %(title)s") % told


def _left(one: GoingOn) -> str:
    if not one.seen or not one.resume_seconds:
        return ""
    left = runtime(max(60, one.seen.seconds_left))
    return _("%(time)s left") % {"time": left}
