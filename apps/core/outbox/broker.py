"""The way to the workers. Only the relay takes it: pages must work while the broker is away."""

from typing import Any

from celery import current_app
from kombu.exceptions import KombuError

from apps.core.models import Task
from apps.core.outbox.errors import BrokerAway

SAFE_POLICY = "noeviction"


class Broker:
    """One connection, made when it is first needed and again after it broke."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._producer: Any = None

    def publish(self, row: Task) -> None:
        """Send the row's key under its task's name; raises BrokerAway."""
        try:
            self._connected()
            current_app.send_task(
                row.name,
                task_id=str(row.pk),
                producer=self._producer,
                queue=row.queue,
                priority=row.priority,
                ignore_result=True,
                retry=False,
            )
        except self._faults() as fault:
            self.close()
            raise BrokerAway(str(fault)) from fault

    def depth(self, queue: str) -> int:
        """How many messages nobody has taken yet; raises BrokerAway."""
        try:
            channel = self._connected().default_channel
            return int(channel._size(queue))  # noqa: SLF001 the declared way fails for an empty queue
        except self._faults() as fault:
            self.close()
            raise BrokerAway(str(fault)) from fault

    def eviction_policy(self) -> str:
        """What Redis does when it is full; empty when it does not say. Raises BrokerAway."""
        return str(self.memory().get("maxmemory_policy", ""))

    def memory(self) -> dict[str, Any]:
        """What Redis says of its memory; nothing where it is no Redis. Raises BrokerAway."""
        try:
            client = getattr(self._connected().default_channel, "client", None)
            return {} if client is None else dict(client.info("memory"))
        except self._faults() as fault:
            self.close()
            raise BrokerAway(str(fault)) from fault

    def close(self) -> None:
        if self._connection is not None:
            self._connection.collect()
        self._connection = self._producer = None

    def _connected(self) -> Any:
        if self._connection is None:
            self._connection = current_app.connection_for_write()
            self._producer = current_app.amqp.Producer(self._connection, auto_declare=False)
        return self._connection

    def _faults(self) -> tuple[type[BaseException], ...]:
        known = current_app.connection_for_write()
        return (KombuError, OSError, *known.connection_errors, *known.channel_errors)


def eviction_fault() -> str:
    """A sentence when the broker may throw messages away, else nothing. Raises BrokerAway."""
    broker = Broker()
    try:
        policy = broker.eviction_policy()
    finally:
        broker.close()
    if policy in {"", SAFE_POLICY}:
        return ""
    return (
        f"The broker's maxmemory-policy is {policy}: when it is full it forgets messages, which then "
        f"arrive late. Set it to {SAFE_POLICY}, on an instance apart from the cache."
    )
