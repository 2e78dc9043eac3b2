"""Where a film stands, in one word and a colour: its own state and its newest encode's together."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import EncodeState, FilmState
from apps.catalog.selectors.films import DeskFilm


@dataclass(frozen=True)
class Standing:
    label: str | Promise
    tone: str = ""


PUBLISHED = Standing(_("Published"), "success")
WITHDRAWN = Standing(_("Withdrawn"), "outline")
DRAFT = Standing(_("Draft"), "outline")
READY = Standing(_("Ready to publish"), "info")
IN_WORK = Standing(_("Encoding"), "warning")
FAILED = Standing(_("Needs attention"), "danger")


def standing_of(row: DeskFilm) -> Standing:
    """Published says so even while a better video is being encoded."""
    if row.film.state == FilmState.PUBLISHED:
        return PUBLISHED
    if row.encode and row.encode.is_unfinished:
        return IN_WORK
    if row.encode and row.encode.state == EncodeState.FAILED:
        return FAILED
    if row.film.state == FilmState.WITHDRAWN:
        return WITHDRAWN
    return READY if row.film.is_playable else DRAFT
