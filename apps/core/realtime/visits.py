"""The open sockets of this process: how many may be, whose they are, and their sign of life."""

import asyncio
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings

from apps.core.metrics import SOCKETS, SOCKETS_REFUSED
from apps.core.realtime.errors import Close, Crowded
from apps.core.realtime.frames import beat_text
from apps.core.tenancy import StudioRef

_numbers = itertools.count()


class Attended(Protocol):
    """The consumer of a visit, once there is one."""

    asks_again: bool

    def admit(self) -> str:
        """The topic; raises DomainError. Called in a thread, in the studio."""

    def beat(self, text: str) -> None: ...

    def end(self, code: int) -> None: ...


@dataclass(eq=False, slots=True)
class Visit:
    """One socket: on which host, from where, whose, and by which sign-in."""

    host_name: str
    studio: StudioRef
    address: str
    user: Any
    sign_in: Any = None
    consumer: Attended | None = field(default=None, repr=False)
    number: int = field(default_factory=_numbers.__next__)

    @property
    def person_pk(self) -> UUID | None:
        return self.user.pk if self.user.is_authenticated else None

    def end(self, code: int) -> None:
        if self.consumer:
            self.consumer.end(code)


class Visits:
    """Counts sockets and gives each a beat in turn, so that all of them do not beat at once."""

    def __init__(self) -> None:
        self.open: set[Visit] = set()
        self.refused = 0
        self._of: Counter[Any] = Counter()

    def enter(self, visit: Visit) -> None:
        """Count the socket in. Raises Crowded."""
        self.check_room(visit.address)
        if visit.person_pk and self._of[_person(visit)] >= settings.REALTIME_SOCKETS_PER_PERSON:
            raise self._refusal(Close.TOO_MANY)
        self.open.add(visit)
        SOCKETS.inc()
        self._of.update(_keys(visit))

    def check_room(self, address: str) -> None:
        """Before anything is asked about who comes from ``address``. Raises Crowded."""
        if len(self.open) >= settings.REALTIME_MAX_SOCKETS:
            raise self._refusal(Close.TRY_LATER)
        if address and self._of[address] >= settings.REALTIME_SOCKETS_PER_ADDRESS:
            raise self._refusal(Close.TOO_MANY)

    def leave(self, visit: Visit) -> None:
        if visit in self.open:
            SOCKETS.dec()
        self.open.discard(visit)
        for key in _keys(visit):
            self._of[key] -= 1
            if self._of[key] <= 0:
                del self._of[key]

    async def beat_for_ever(self) -> None:
        """Every socket hears something once in REALTIME_BEAT_SECONDS."""
        seconds = settings.REALTIME_BEAT_SECONDS
        text, turn = beat_text(seconds), 0
        while True:
            await asyncio.sleep(1)
            for visit in tuple(self.open):
                if visit.number % seconds == turn and visit.consumer:
                    visit.consumer.beat(text)
            turn = (turn + 1) % seconds

    def _refusal(self, code: Close) -> Crowded:
        self.refused += 1
        SOCKETS_REFUSED.inc()
        return Crowded(code)


def _person(visit: Visit) -> tuple[str, UUID | None]:
    return visit.studio.schema_name, visit.person_pk


def _keys(visit: Visit) -> list[Any]:
    person = [_person(visit)] if visit.person_pk else []
    return [visit.address, *person] if visit.address else person
