"""Consumers authenticate, watch a topic and forward; nothing else."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from apps.core.errors import DomainError, NotFound, Unauthenticated
from apps.core.jobs import job_state, open_job_token, topic_of
from apps.core.realtime.chores import aside
from apps.core.realtime.errors import Close
from apps.core.realtime.frames import Frame, Position, beat_text, snapshot_text
from apps.core.realtime.groups import group_of
from apps.core.realtime.outgoing import Outgoing
from apps.core.realtime.process import Receive, Send, this_process
from apps.core.realtime.visits import Visit
from apps.core.tenancy import StudioRef, studio_only_context

logger = logging.getLogger(__name__)


class StudioConsumer:
    """Watches the topic that ``admit`` allows, in the studio of the host it was opened on.

    The first frame is a snapshot. A client that comes back with ``?since=<epoch>.<seq>`` gets what
    it missed instead, each frame once and in order, or a "reset" with a fresh snapshot when the
    log does not reach back.
    """

    # Whether ``admit`` is asked again while the socket is open. Sockets of signed-in people are
    # closed in any case once the sign-in has ended.
    asks_again = True

    def __init__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.scope = scope
        self.visit: Visit = scope["visit"]
        self.topic = ""
        self._group = ""
        self._receive = receive
        self._send = send
        self._outgoing = Outgoing(send)
        self._position: Position | None = None
        self._held: list[Frame] | None = None
        self._has_begun = False
        self._must_reset = False
        self._is_ending = False
        self._is_stuck = False
        self._messages = float(settings.REALTIME_MESSAGE_BURST)
        self._counted_at = time.monotonic()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._main: asyncio.Task[Any] | None = None

    @classmethod
    def as_asgi(cls) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
        async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
            await cls(scope, receive, send).run()

        return application

    @property
    def studio(self) -> StudioRef:
        return self.visit.studio

    @property
    def user(self) -> Any:
        """Who it is, as he was at the last check; AnonymousUser for nobody."""
        return self.visit.user

    def person(self) -> Any:
        """The signed-in person; raises Unauthenticated."""
        if not self.user.is_authenticated:
            raise Unauthenticated
        return self.user

    def admit(self) -> str:
        """The topic to watch; raises DomainError to refuse. Runs in a thread, in the studio."""
        raise NotImplementedError

    def snapshot(self) -> dict[str, Any]:
        """What the topic's frames have led to so far. Runs in a thread, in the studio."""
        raise NotImplementedError

    async def received(self, text: str) -> None:
        """A message from the client, within its limits. Most topics expect none."""

    async def run(self) -> None:
        self._main = asyncio.current_task()
        try:
            await self._serve()
        except asyncio.CancelledError:
            if not self._is_stuck:
                raise
        finally:
            await self._leave()

    async def _serve(self) -> None:
        await self._receive()
        try:
            self.topic = await aside(self.studio, self.admit)
        except DomainError as refusal:
            await self._refuse(refusal)
            return
        await self._accept()
        with studio_only_context(self.studio):
            self._group = group_of(self.topic)
        self.visit.consumer = self
        self.beat(beat_text(settings.REALTIME_BEAT_SECONDS))
        await this_process().hub.join(self._group, self)
        self._has_begun = True
        await self._begin(self._since(), "snapshot")
        await self._listen()

    async def _accept(self) -> None:
        offered = self.scope.get("subprotocols") or []
        chosen = "bearer" if "bearer" in offered else None
        await self._send({"type": "websocket.accept", "subprotocol": chosen})

    async def _refuse(self, refusal: DomainError) -> None:
        """Accepted first: a browser tells its page the code of a close, not of a handshake."""
        await self._accept()
        await self._send({"type": "websocket.close", "code": 4000 + refusal.status})

    def _since(self) -> Position | None:
        query = parse_qs(self.scope.get("query_string", b"").decode("latin1"))
        return Position.parse(query.get("since", [""])[0])

    async def _begin(self, since: Position | None, kind: str) -> None:
        """Bring the client to where the log is; frames that come meanwhile are held back."""
        self._held = []
        log = await this_process().hub.read(self._group, since)
        if log is None or log.missing is None:
            payload = await aside(self.studio, self.snapshot)
            self._position = log.position if log else None
            self._put(
                snapshot_text(self.topic, self._position, payload, "reset" if since else kind)
            )
        else:
            self._position = log.position
            for frame in log.missing:
                self._put(frame.text)
        held, self._held = self._held, None
        for frame in held:
            self.offer(frame)
        if self._must_reset:
            self._must_reset = False
            await self._begin(None, "reset")

    def offer(self, frame: Frame) -> None:
        if self._held is not None:
            self._held.append(frame)
            if len(self._held) > settings.REALTIME_QUEUE_FRAMES:
                self.end(Close.TOO_SLOW)
        elif not (self._position and self._position.reaches(frame.position)):
            self._position = frame.position
            self._put(frame.text)

    def reset(self) -> None:
        if self._held is not None:
            self._must_reset = True
        elif self._has_begun:
            self._held = []
            self._spawn(self._begin_anew())

    async def _begin_anew(self) -> None:
        try:
            await self._begin(None, "reset")
        except Exception:  # one socket's fault must not reach the others'
            logger.exception("No fresh snapshot of %s", self._group)
            self.end(Close.FAULT)

    def beat(self, text: str) -> None:
        self._put(text)

    def _put(self, text: str) -> None:
        if not self._outgoing.put(text):
            self.end(Close.TOO_SLOW)

    async def _listen(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None or len(text) > settings.REALTIME_MESSAGE_CHARACTERS:
                self.end(Close.BAD_MESSAGE)
            elif not self._may_speak():
                self.end(Close.TOO_MANY)
            else:
                await self.received(text)

    def _may_speak(self) -> bool:
        """A token bucket: a burst at first, then so many a second."""
        now = time.monotonic()
        earned = (now - self._counted_at) * settings.REALTIME_MESSAGES_PER_SECOND
        self._messages = min(settings.REALTIME_MESSAGE_BURST, self._messages + earned) - 1
        self._counted_at = now
        return self._messages >= 0

    def end(self, code: int) -> None:
        """Close the socket, whatever still waits to be sent; the first reason is the one told."""
        if not self._is_ending:
            self._is_ending = True
            self._spawn(self._close(code))

    async def _close(self, code: int) -> None:
        if not await self._outgoing.close(code) and self._main:
            self._is_stuck = True
            self._main.cancel()

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _leave(self) -> None:
        self._outgoing.drop()
        self.visit.consumer = None
        for task in self._tasks:
            task.cancel()
        if self._group:
            await this_process().hub.leave(self._group, self)


class JobConsumer(StudioConsumer):
    """Live progress of one job, for whoever holds its link."""

    asks_again = False

    def admit(self) -> str:
        return topic_of(open_job_token(self._token))

    def snapshot(self) -> dict[str, Any]:
        return job_state(open_job_token(self._token))

    @property
    def _token(self) -> str:
        return str(self.scope["url_route"]["kwargs"]["token"])


class NowhereConsumer(StudioConsumer):
    """Every address that no consumer has."""

    def admit(self) -> str:
        raise NotFound
