"""From Redis to the sockets of this process: one subscription a topic, however many watch it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, Protocol

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from apps.core.chance import lot
from apps.core.metrics import HANDED_ON
from apps.core.realtime.chores import kept, stop
from apps.core.realtime.frames import BEGINNING, Frame, Position
from apps.core.realtime.groups import key_of
from apps.core.realtime.line import Line
from apps.core.realtime.log import READ, LogRead, frame_of_message, read_arguments, read_result

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
PATIENCE = 3.0
READERS = 8
FAULTS = (RedisError, OSError, TimeoutError)


class Member(Protocol):
    """A socket that watches a topic."""

    def offer(self, frame: Frame) -> None:
        """Take the next frame; must not wait."""

    def reset(self) -> None:
        """Frames were lost: begin anew from a snapshot."""


class Watched:
    """One group, its members here, and the last frame that they were given.

    While ``held`` is a list, frames wait in it because the log is being asked for earlier ones.
    """

    __slots__ = ("held", "live", "members", "name", "position")

    def __init__(self, name: str) -> None:
        self.name = name
        self.members: set[Member] = set()
        self.position: Position | None = None
        self.held: list[Frame] | None = []
        self.live = asyncio.Event()

    def give(self, frame: Frame) -> None:
        self.position = frame.position
        HANDED_ON.inc(len(self.members))
        for member in tuple(self.members):
            member.offer(frame)

    def reset(self, position: Position | None) -> None:
        self.position = position
        for member in tuple(self.members):
            member.reset()


class Hub:
    """Keeps the line to Redis, hands frames on in order, and fills gaps from the log."""

    def __init__(self, url: str, *, ping_every: float = 5.0) -> None:
        self._url = url
        self._ping_every = ping_every
        self._watched: dict[str, Watched] = {}
        self._unconfirmed: Counter[str] = Counter()
        self._line: Line | None = None
        self._run = ""
        self._is_down = False
        self._tasks: set[asyncio.Task[Any]] = set()
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=READERS,
            timeout=PATIENCE,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
        )
        self._redis = Redis.from_pool(pool)
        self._read = self._redis.register_script(READ)
        self.refills = 0
        self.lines = 0

    def start(self) -> None:
        self._spawn(kept("hub", self._run_for_ever))

    async def close(self) -> None:
        await stop(self._tasks)
        if self._line:
            await self._line.close()
        await self._redis.aclose()

    async def join(self, group: str, member: Member) -> None:
        """From the return on, ``member`` is offered every frame that the log does not have yet.

        Without Redis it returns soon; the member is reset once Redis is back.
        """
        watched = self._watched.get(key_of(group))
        if watched is None:
            watched = self._watched[key_of(group)] = Watched(group)
            await self._subscribe(watched)
        watched.members.add(member)
        if not self._is_down:
            with suppress(TimeoutError):
                await asyncio.wait_for(watched.live.wait(), PATIENCE)

    async def leave(self, group: str, member: Member) -> None:
        watched = self._watched.get(key_of(group))
        if watched is None:
            return
        watched.members.discard(member)
        if not watched.members:
            del self._watched[key_of(group)]
            if self._line:
                with suppress(*FAULTS):
                    await self._line.unsubscribe(key_of(group))

    async def read(self, group: str, since: Position | None) -> LogRead | None:
        """What the log has after ``since``; None while Redis is away."""
        if self._is_down:
            return None
        try:
            answer = await self._read(keys=[key_of(group)], args=read_arguments(since))
        except FAULTS as error:
            logger.warning("The log of %s cannot be read: %s", group, error)
            return None
        return read_result(group, answer)

    async def _subscribe(self, *watched: Watched) -> None:
        if self._line is None:
            return
        channels = [key_of(one.name) for one in watched]
        self._unconfirmed.update(channels)
        with suppress(*FAULTS):  # the reader of the same line finds out too, and begins anew
            await self._line.subscribe(*channels)

    async def _run_for_ever(self) -> None:
        wait = FIRST_WAIT
        while True:
            line = Line(self._url, ping_every=self._ping_every)
            try:
                await line.open()
                self.lines += 1
                wait = FIRST_WAIT
                await self._listen(line)
            except FAULTS as error:
                logger.warning("The line to Redis is broken: %s", error)
            finally:
                self._went_down()
                await line.close()
            await asyncio.sleep(wait * (0.5 + lot()))
            wait = min(LONGEST_WAIT, wait * 2)

    def _went_down(self) -> None:
        self._line, self._is_down = None, True
        self._unconfirmed.clear()
        for watched in self._watched.values():
            watched.live.clear()
            watched.held = []

    async def _listen(self, line: Line) -> None:
        if line.run != self._run:
            # Another run of Redis: what it did not take while it was away is in no log.
            for watched in self._watched.values():
                watched.position = None
        self._line, self._run, self._is_down = line, line.run, False
        await self._subscribe(*self._watched.values())
        async for kind, channel, data in line.messages():
            if kind == b"subscribe":
                self._confirm(channel)
            elif kind == b"message" and (watched := self._watched.get(channel)):
                self._receive(watched, data)

    def _confirm(self, channel: str) -> None:
        """A group left and joined again has two confirmations under way: the last one counts."""
        self._unconfirmed[channel] -= 1
        if self._unconfirmed[channel] > 0:
            return
        del self._unconfirmed[channel]
        watched = self._watched.get(channel)
        if watched and not watched.live.is_set():
            self._spawn(self._refill(watched))

    def _receive(self, watched: Watched, data: bytes) -> None:
        frame = frame_of_message(watched.name, data)
        if frame is None:
            watched.reset(BEGINNING)
        elif watched.held is not None:
            watched.held.append(frame)
        else:
            self._hand_on(watched, frame)

    def _hand_on(self, watched: Watched, frame: Frame) -> None:
        if frame.position.follows(watched.position):
            watched.give(frame)
        elif not (watched.position and watched.position.reaches(frame.position)):
            watched.held = [frame]
            self._spawn(self._refill(watched))

    async def _refill(self, watched: Watched) -> None:
        """Give members what came between their last frame and now; reset them if it is gone."""
        self.refills += 1
        line = self._line
        log = await self.read(watched.name, watched.position)
        if self._line is not line:
            return  # the next line asks anew
        if log is None:
            if line:
                await line.close()  # what cannot be read cannot be trusted: begin anew
            return
        if log.missing is None:
            watched.reset(log.position)
        for frame in log.missing or ():
            watched.give(frame)
        self._release(watched)

    def _release(self, watched: Watched) -> None:
        """Hand on what was held meanwhile; another gap begins another wait."""
        held, watched.held = watched.held or [], None
        watched.live.set()
        for frame in held:
            if watched.held is None:
                self._hand_on(watched, frame)
            else:
                watched.held.append(frame)

    def figures(self) -> dict[str, int]:
        """For whoever watches the process."""
        return {
            "topics": len(self._watched),
            "members": sum(len(watched.members) for watched in self._watched.values()),
            "refills": self.refills,
            "lines": self.lines,
            "is_down": int(self._is_down),
        }

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
