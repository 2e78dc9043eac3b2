"""When all places of an account are taken: what runs, and codes that take one of its places over."""

from datetime import timedelta

from apps.accounts.models import User
from apps.catalog.adapters.streams import store
from apps.catalog.errors import TakeoverExpired, TooManyStreams
from apps.core.errors import NotFound
from apps.core.signing import sign, unsign

PURPOSE = "takeover"
# Long enough to read a list of devices and choose.
GOOD_FOR = timedelta(minutes=10)


def too_many(taken: list[str], account: User, limit: int) -> TooManyStreams:
    """The refusal that names every stream in the way. Raises StreamsAway."""
    running = [stream for stream in store.streams(taken) if stream is not None]
    return TooManyStreams(
        limit=limit,
        streams=[
            {
                "device": stream.values["device"],
                "title": stream.values["title"],
                "since": stream.values["started_at"],
                "takeover": sign(PURPOSE, [str(account.pk), stream.sid]),
            }
            for stream in running
        ],
    )


def stream_to_take(code: str, *, account: User) -> str:
    """The stream whose place the code gives. Raises TakeoverExpired for anybody else's."""
    try:
        owner, sid = unsign(PURPOSE, code, max_age=GOOD_FOR)
    except (NotFound, ValueError) as error:
        raise TakeoverExpired from error
    if owner != str(account.pk):
        raise TakeoverExpired
    return str(sid)
