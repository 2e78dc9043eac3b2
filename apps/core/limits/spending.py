"""How often something may be tried. Counted in Redis, exact under parallel use by any process.

A limit is a rate ("5/minute"), a purpose ("sign-in") and who tries. The window moves: in any minute
at most five. Refused tries do not count, so whoever waits the told time gets in.
"""

import logging
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from prometheus_client import Counter

from apps.core.errors import TooManyRequests, Unavailable
from apps.core.limits.counter import CounterAway, window_of

logger = logging.getLogger(__name__)
REFUSED = Counter("cineradar_limit_refusals", "Tries beyond a limit.", ["purpose"])
UNCOUNTED = Counter("cineradar_limit_uncounted", "Tries Redis could not count.", ["purpose"])
# Providers hand a household a whole /64 of IPv6; each address of it is the same somebody.
HOUSEHOLD = 64


class LimitsAway(Unavailable):
    """A limit that must not open by failing could not be counted."""

    code = "limits_away"
    message = _("This cannot be checked right now. Try again in a few seconds.")


@dataclass(frozen=True)
class Share:
    """What is left of a limit: ``left`` of ``amount`` a window of so many seconds."""

    purpose: str
    amount: int
    window: int
    left: int
    seconds: int


def spend(rate: str, purpose: str, *who: str, opens: bool = False) -> None:
    """Use up one of ``rate`` for ``purpose`` by ``who``.

    Raises TooManyRequests with ``retry_after`` in seconds once the share is gone. While Redis is
    away it raises LimitsAway; a limit that ``opens`` lets everybody through then instead.
    """
    if not settings.LIMITS_ENABLED:
        return
    try:
        window = window_of(rate, purpose, who)
        if not window.enter():
            REFUSED.labels(purpose).inc()
            raise TooManyRequests(retry_after=window.seconds_left())
    except CounterAway as away:
        _go_without(purpose, away, opens=opens)


def take(rate: str, purpose: str, *who: str, opens: bool = False) -> Share | None:
    """As ``spend``, and tells what is left; None where nothing is counted."""
    spend(rate, purpose, *who, opens=opens)
    return remaining(rate, purpose, *who)


def remaining(rate: str, purpose: str, *who: str) -> Share | None:
    """What is left, using nothing up; None where nothing is counted or Redis is away."""
    if not settings.LIMITS_ENABLED:
        return None
    try:
        window = window_of(rate, purpose, who)
        left, seconds = window.left()
    except CounterAway:
        return None
    return Share(purpose, window.amount, window.seconds, left, seconds)


def give_back(rate: str, purpose: str, *who: str) -> None:
    """Take back the newest try: it turned out not to be one of those the limit is against."""
    if not settings.LIMITS_ENABLED:
        return
    try:
        window_of(rate, purpose, who).leave()
    except CounterAway:
        UNCOUNTED.labels(purpose).inc()


def network_of(ip: str | None) -> str:
    """The address as limits count it: IPv4 as it is, of IPv6 the household's network."""
    if not ip:
        return "nowhere"
    address = ip_address(ip)
    return ip if address.version == 4 else str(ip_network((address, HOUSEHOLD), strict=False))


def _go_without(purpose: str, away: CounterAway, *, opens: bool) -> None:
    UNCOUNTED.labels(purpose).inc()
    logger.warning("limit_uncounted", extra={"purpose": purpose, "opened": opens})
    if not opens:
        raise LimitsAway(retry_after=5) from away
