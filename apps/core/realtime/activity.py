"""How much of a person's own work is under way, for the head of that person's pages."""

from typing import Any

from apps.core.activity import activity_state, activity_topic
from apps.core.realtime.consumers import StudioConsumer


class ActivityConsumer(StudioConsumer):
    """The signed-in person's own count; nobody can ask for somebody else's."""

    def admit(self) -> str:
        return activity_topic(self.person().pk)

    def snapshot(self) -> dict[str, Any]:
        return activity_state(self.person().pk, self.studio.schema_name)
