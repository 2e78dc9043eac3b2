"""Consumers authenticate, join a group and forward; nothing else."""

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from apps.core.errors import DomainError
from apps.core.jobs import job_state, open_job_token, topic_of
from apps.core.realtime.groups import group_of
from apps.core.tenancy import StudioRef, in_studio_thread, studio_only_context

REFUSED = 4403


class StudioConsumer(AsyncJsonWebsocketConsumer):
    """Joins the topic that ``admit`` allows, in the studio of the host it was opened on."""

    group: str | None = None

    @property
    def studio(self) -> StudioRef:
        return self.scope["studio"]

    async def admit(self) -> tuple[str, dict[str, Any]]:
        """The topic to join and a first snapshot; raises DomainError to refuse."""
        raise NotImplementedError

    async def connect(self) -> None:
        try:
            topic, snapshot = await self.admit()
        except DomainError:
            await self.close(code=REFUSED)
            return
        with studio_only_context(self.studio):
            self.group = group_of(topic)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        await self.send_json({"topic": topic, "payload": snapshot})

    async def disconnect(self, code: int) -> None:
        if self.group is not None:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def forward(self, event: dict[str, Any]) -> None:
        await self.send_json({"topic": event["topic"], "payload": event["payload"]})


class JobConsumer(StudioConsumer):
    """Live progress of one job, for whoever holds its link."""

    async def admit(self) -> tuple[str, dict[str, Any]]:
        token = self.scope["url_route"]["kwargs"]["token"]
        return await in_studio_thread(self.studio, self._snapshot, token)

    @staticmethod
    def _snapshot(token: str) -> tuple[str, dict[str, Any]]:
        job = open_job_token(token)
        return topic_of(job), job_state(job)
