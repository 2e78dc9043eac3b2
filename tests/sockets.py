"""Clients of websockets within this process."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from channels.testing import WebsocketCommunicator

from apps.core.realtime.process import close_process
from config.asgi import application


class Page:
    """A page's socket; beats are passed over."""

    def __init__(self, host: str, path: str, *, app: Any = application, **more: Any) -> None:
        headers = [(b"host", host.encode())]
        headers += [(k.encode(), v.encode()) for k, v in more.pop("headers", {}).items()]
        self.socket = WebsocketCommunicator(app, path, headers=headers, **more)
        self.socket.scope["client"] = ["192.0.2.7", 50_000]
        self.answer: Any = None

    async def __aenter__(self) -> "Page":
        connected, self.answer = await self.socket.connect(timeout=5)
        self.is_open = connected
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.socket.disconnect(timeout=5)

    async def event(self, seconds: float = 5) -> dict[str, Any]:
        while True:
            event = await self.socket.receive_output(timeout=seconds)
            if '"type":"beat"' not in event.get("text", ""):
                return event

    async def frame(self, seconds: float = 5) -> dict[str, Any]:
        event = await self.event(seconds)
        assert event["type"] == "websocket.send", event
        return json.loads(event["text"])

    async def frames(self, count: int) -> list[dict[str, Any]]:
        return [await self.frame() for _ in range(count)]

    async def code(self) -> int:
        """The code that the server closes with; frames on the way there do not matter."""
        while (event := await self.event())["type"] != "websocket.close":
            pass
        return event["code"]

    async def hears_nothing(self, seconds: float = 0.1) -> bool:
        while not await self.socket.receive_nothing(timeout=seconds):
            if '"type":"beat"' not in (await self.socket.receive_output())["text"]:
                return False
        return True


def position_in(frame: dict[str, Any]) -> str:
    return f"{frame['epoch']}.{frame['seq']}"


@pytest.fixture(autouse=True)
async def _no_process_is_left() -> AsyncIterator[None]:
    yield
    await close_process()
