"""What goes wrong between asking for work and its end."""


class BrokerAway(Exception):
    """The broker took no message; the rows stay and are sent when it is back."""


class LeaseLost(Exception):
    """Another worker has this task now: what this one did in the same transaction is undone."""


class PastTheQueue(RuntimeError):
    """A task was handed to the broker without a row: such work could be lost or done twice."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was sent past the queue: call apps.core.queue.enqueue. Chains, groups and "
            "chords are not supported: a task queues what comes after it, in its own transaction."
        )
