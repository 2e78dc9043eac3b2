"""What a page says about watching a film: now, later, with a plan, or not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from apps.catalog.domain.viewing import Viewing
from apps.catalog.domain.windows import State
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Film
from apps.catalog.selectors.titles import availability_of
from apps.catalog.selectors.viewing import may_preview


class Kind(StrEnum):
    NO_VIDEO = "no_video"
    NOT_YET = "not_yet"
    EARLY_ACCESS = "early_access"
    SIGN_IN = "sign_in"
    PLAN = "plan"
    WATCH = "watch"


@dataclass(frozen=True)
class Offer:
    """``at``: from when on everybody may watch, where that is known."""

    kind: Kind
    at: datetime | None = None


def offer(film: Film, viewing: Viewing) -> Offer:
    """What the viewing is offered. Playing decides again, about everything."""
    if not film.is_playable:
        return Offer(Kind.NO_VIDEO)
    if may_preview(viewing):
        return Offer(Kind.WATCH)
    now = availability_of(film, viewing)
    if now.state == State.NOT_YET:
        return Offer(Kind.NOT_YET, now.at)
    if now.state == State.EARLY_ACCESS:
        return Offer(Kind.EARLY_ACCESS, now.at)
    if viewing.account is None or not viewing.account.is_authenticated:
        return Offer(Kind.SIGN_IN)
    if viewing.level < AccessLevel(film.access_level).level:
        return Offer(Kind.PLAN)
    return Offer(Kind.WATCH)
