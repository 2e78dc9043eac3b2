"""Closes sockets whose reason has gone: a closed studio, an ended sign-in, a lost permission.

A socket outlives the request that opened it, so whatever let it in is asked again and again, for
all sockets of a studio at once. It needs nobody to announce anything: an expired session and a row
changed by hand are found out like the button in the team's list.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import Error as DatabaseError

from apps.accounts.selectors.sign_ins import people_still_signed_in
from apps.core.errors import DomainError
from apps.core.realtime.errors import Close
from apps.core.realtime.process import this_process
from apps.core.realtime.visits import Visit
from apps.core.tenancy import StudioRef, in_studio_thread, platform_context
from apps.tenants.selectors.hosts import Host, host_named

logger = logging.getLogger(__name__)
Verdicts = list[tuple[Visit, int]]


def watch_visits() -> None:
    """Have the sockets of this process checked from now on."""
    this_process().keep("guard", _check_for_ever)


async def _check_for_ever() -> None:
    while True:
        await asyncio.sleep(settings.REALTIME_RECHECK_SECONDS)
        await check_visits(this_process().visits.open)


async def check_visits(visits: Iterable[Visit]) -> None:
    """Ask of every socket whether it may stay, and close those that may not."""
    by_studio: dict[StudioRef, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.consumer:
            by_studio[visit.studio].append(visit)
    for studio, theirs in by_studio.items():
        try:
            verdicts = await in_studio_thread(studio, verdicts_on, theirs)
        except DatabaseError:
            logger.exception("Sockets of %s could not be checked", studio.schema_name)
            continue
        for visit, code in verdicts:
            visit.end(code)


def verdicts_on(visits: list[Visit]) -> Verdicts:
    """The visits of the current studio that must end, each with its code."""
    shut = _shut_hosts({(visit.host_name, visit.studio) for visit in visits})
    gone: Verdicts = [(v, Close.NOT_FOUND) for v in visits if (v.host_name, v.studio) in shut]
    stay = [visit for visit in visits if (visit.host_name, visit.studio) not in shut]
    signed_in = people_still_signed_in({v.sign_in for v in stay if v.sign_in})
    for visit in stay:
        if visit.sign_in and visit.sign_in not in signed_in:
            gone.append((visit, Close.UNAUTHENTICATED))
            continue
        visit.user = signed_in.get(visit.sign_in, visit.user)
        refusal = _refusal(visit)
        if refusal:
            gone.append((visit, refusal))
    return gone


def _shut_hosts(places: set[tuple[str, StudioRef]]) -> set[tuple[str, StudioRef]]:
    with platform_context():
        hosts = {place: open_host(place[0]) for place in places}
    return {place for place, host in hosts.items() if host is None or host.studio != place[1]}


def open_host(name: str) -> Host | None:
    """The host ``name`` (normalised) if it may have sockets now."""
    host = host_named(name)
    return host if host and (host.studio.is_platform or host.is_open) else None


def _refusal(visit: Visit) -> int:
    """The code to close with, 0 when the topic still admits this person."""
    consumer = visit.consumer
    if consumer is None or not consumer.asks_again:
        return 0
    try:
        consumer.admit()
    except DomainError as refusal:
        return 4000 + refusal.status
    return 0
