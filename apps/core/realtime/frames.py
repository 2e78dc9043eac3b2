"""What goes over a websocket, and where in its topic it stands."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

MOST_CHARACTERS = 64 * 1024
POSITION = re.compile(r"(\d{1,20})[.-](\d{1,20})")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a topic: ``epoch`` names the log, ``seq`` counts the frames in it from one.

    A log that was lost or began anew has another epoch, so an old position is never mistaken.
    """

    epoch: str = ""
    seq: int = 0

    @classmethod
    def parse(cls, text: str) -> "Position | None":
        """The position written as ``epoch.seq`` or ``epoch-seq``; None for anything else."""
        match = POSITION.fullmatch(text)
        return cls(match[1], int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq}"

    def reaches(self, other: "Position | None") -> bool:
        """Whoever stands here has seen ``other`` already."""
        return other is not None and self.epoch == other.epoch and self.seq >= other.seq

    def follows(self, other: "Position | None") -> bool:
        """Nothing lies between ``other`` and this: the next number, or the first of a new log."""
        if other is None:
            return False
        if self.epoch != other.epoch:
            return self.seq == 1
        return self.seq == other.seq + 1


BEGINNING = Position()


@dataclass(slots=True)
class Frame:
    """One message of a topic; ``text`` is what every socket of the topic gets, made once."""

    topic: str
    position: Position
    body: str
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = _text(self.topic, self.position, self.body)


def encoded(payload: dict[str, Any]) -> str:
    """``payload`` as JSON. Raises TypeError for other than JSON types, ValueError when too long."""
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(body) > MOST_CHARACTERS:
        raise ValueError(f"A frame of {len(body)} characters: publish what to fetch instead.")
    return body


def snapshot_text(topic: str, position: Position | None, payload: dict[str, Any], kind: str) -> str:
    """The state of a topic at ``position``: all that was before is in it.

    ``kind`` is "snapshot" for who comes first, "reset" for who must forget what he knows.
    """
    return _text(topic, position or BEGINNING, encoded(payload), kind)


def beat_text(seconds: float) -> str:
    """The sign of life, which also says how often it comes."""
    return f'{{"type":"beat","seconds":{seconds:g}}}'


def _text(topic: str, position: Position, body: str, kind: str = "") -> str:
    lead = f'"type":"{kind}",' if kind else ""
    place = f'"topic":"{topic}","epoch":"{position.epoch}","seq":{position.seq}'
    return f'{{{lead}{place},"payload":{body}}}'
