"""What schemathesis has to be told about our API: how a piece of a video is sent."""

from typing import Any

import schemathesis

PIECE_TYPE = "application/offset+octet-stream"


@schemathesis.serializer(PIECE_TYPE)
def piece(context: Any, value: Any) -> Any:
    raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
    return {"data": raw}
