"""An end to an HTTP answer, however slowly it comes.

Time-outs of sockets are about silence: whoever sends a byte of a header now and then is never
silent. Here each wait for bytes is also bounded by the moment at which the whole answer is over.
"""

import io
import time
from functools import partial
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter_adapter import IPFilterAdapter


class _TimedReader(io.RawIOBase):
    """Bytes of the socket until ``ends``, by the monotonic clock; TimeoutError then."""

    def __init__(self, raw: io.RawIOBase, sock: Any, ends: float) -> None:
        self._raw, self._socket, self._ends = raw, sock, ends
        self._silence = sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        self._socket.settimeout(left if self._silence is None else min(self._silence, left))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedAnswer(HTTPResponse):
    """Status line, headers and body are all read before ``ends``."""

    def __init__(self, sock: Any, *args: Any, ends: float, **more: Any) -> None:
        super().__init__(sock, *args, **more)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, ends))  # type: ignore[attr-defined]


class TimedAdapter(HTTPAdapter):
    """Every answer is over at ``ends``."""

    def __init__(self, *args: Any, ends: float, **more: Any) -> None:
        self._ends = ends
        super().__init__(*args, **more)

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **more)
        pool.ConnectionCls = partial(_connection, type(pool).ConnectionCls, self._ends)
        return pool


class TimedFilterAdapter(TimedAdapter, IPFilterAdapter):
    """Every answer is over at ``ends``, and comes from a public address."""


def _connection(made: Any, ends: float, *args: Any, **more: Any) -> Any:
    connection = made(*args, **more)
    connection.response_class = partial(_TimedAnswer, ends=ends)
    return connection
