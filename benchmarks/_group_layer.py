"""An application as channels' documentation has it: one group in Redis, every socket in it."""

from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels_redis.core import RedisChannelLayer

from config import env

GROUP = "t.public.benchmark"


def new_layer() -> RedisChannelLayer:
    address = {"address": env.text("CHANNELS_URL"), "socket_timeout": 30}
    return RedisChannelLayer(hosts=[address], capacity=500, prefix="benchmark")


class Member(AsyncWebsocketConsumer):
    layer = new_layer()
    # Channels would ask the settings, which have no layer.
    channel_layer = property(lambda self: self.layer, lambda self, value: None)

    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def forward(self, event: dict[str, Any]) -> None:
        await self.send(text_data=event["text"])


consumer = Member.as_asgi()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await consumer(scope, receive, send)
