"""Why a socket is closed or not opened: the close codes, which clients know by number."""

from enum import IntEnum


class Close(IntEnum):
    """4400 + n stands for HTTP's 400 + n. Clients do not come back after those of ``FINAL``."""

    TRY_LATER = 1013
    FAULT = 1011
    BAD_MESSAGE = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403
    NOT_FOUND = 4404
    TOO_SLOW = 4408
    TOO_MANY = 4429

    @property
    def http_status(self) -> int:
        """The answer to a handshake that is refused for the same reason."""
        return 503 if self < 4000 else self - 4000


FINAL = {Close.BAD_MESSAGE, Close.UNAUTHENTICATED, Close.FORBIDDEN, Close.NOT_FOUND}


class Crowded(Exception):
    """No more sockets here; ``code`` says whether of this caller or at all."""

    def __init__(self, code: Close) -> None:
        super().__init__(code)
        self.code = code
