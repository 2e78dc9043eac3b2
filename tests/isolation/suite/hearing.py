"""What a page of alpha has heard on its socket."""

import json
from typing import Any


def faults_heard(word: str, frames: list[dict[str, Any]]) -> list[str]:
    return [
        f"a frame holds beta's sentinel: {frame}" for frame in frames if word in json.dumps(frame)
    ]
