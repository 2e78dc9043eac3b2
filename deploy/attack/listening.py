"""Ears at the sockets of a running platform."""

import asyncio
import json
import time
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from deploy.attack.places import Place
from deploy.attack.visitor import Visitor


@dataclass(frozen=True)
class Ear:
    """The owner's socket of one studio, at which nothing of the other may be heard."""

    place: Place
    other: Place
    path: str


@dataclass
class Heard:
    frames: int = 0
    crossed: list[str] = field(default_factory=list)
    # Of the first frame; no other is ever to come.
    topic: str = ""

    def take(self, text: str, ear: Ear) -> None:
        frame = json.loads(text)
        self.frames += "payload" in frame
        self.topic = self.topic or frame.get("topic", "")
        if ear.other.is_in(text) or frame.get("topic", self.topic) != self.topic:
            self.crossed.append(f"{ear.place.host}{ear.path}")


async def listen(ear: Ear, until: float) -> Heard:
    """Everything that comes, until the time or until the platform ends it."""
    heard, owner, host = Heard(), ear.place.owner, ear.place.host
    async with socket_of(owner, host, ear.path, origin=f"http://{host}") as socket:
        try:
            while (left := until - time.monotonic()) > 0:
                heard.take(str(await asyncio.wait_for(socket.recv(), left)), ear)
        except (TimeoutError, ConnectionClosed):
            return heard
    return heard


def socket_of(person: Visitor, host: str, path: str, *, origin: str) -> connect:
    """A socket at ``host`` with the person's cookies, opened by a page of ``origin``."""
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    return connect(
        f"ws://{host}{path}",
        host=person.address.hostname,
        port=person.address.port or 80,
        origin=Origin(origin),
        additional_headers={"Cookie": cookies},
        compression=None,
    )
