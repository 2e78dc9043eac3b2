"""Two doors to a studio's desk that say who works there: ours, and the one everybody writes first.

The naive one sets the studio once, when the socket opens, and joins a group by its plain name. It
is the control of the tests beside it: they must be able to see what leaks.
"""

import json

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.layers import InMemoryChannelLayer
from django.db import connection

from apps.accounts.models import User
from apps.core.realtime.consumers import StudioConsumer
from apps.core.realtime.publish import publish
from apps.core.tenancy import in_studio_thread
from apps.tenants.models import Domain


def names() -> list[str]:
    return sorted(User.objects.values_list("name", flat=True))


class Console(StudioConsumer):
    """Answers "list", and tells everybody what anybody says."""

    def admit(self):
        return "console"

    def snapshot(self):
        return {"names": names()}

    async def received(self, text):
        if text == "list":
            found = await in_studio_thread(self.studio, names)
            self._put(json.dumps({"payload": {"names": found}}))
        else:
            await in_studio_thread(self.studio, publish, "console", {"said": text})


class NaiveConsole(AsyncJsonWebsocketConsumer):
    layer = InMemoryChannelLayer()
    # Channels would ask the settings, which have no layer.
    channel_layer = property(lambda self: self.layer, lambda self, value: None)

    async def connect(self):
        await self.channel_layer.group_add("console", self.channel_name)
        await self.accept()
        await self.send_json({"payload": {"names": await database_sync_to_async(names)()}})

    async def receive(self, text_data=None, bytes_data=None, **kwargs):
        if text_data == "list":
            found = await database_sync_to_async(names)()
            await self.send_json({"payload": {"names": found}})
        else:
            event = {"type": "said", "text": text_data}
            await self.channel_layer.group_send("console", event)

    async def said(self, event):
        await self.send_json({"payload": {"said": event["text"]}})


class NaiveMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            host = dict(scope["headers"])[b"host"].decode()
            await sync_to_async(self.enter)(host)
            await self.app(scope, receive, send)

    @staticmethod
    def enter(host):
        connection.set_schema_to_public()
        connection.set_tenant(Domain.objects.select_related("tenant").get(domain=host).tenant)
