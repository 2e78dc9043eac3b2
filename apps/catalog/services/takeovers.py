"""When all places of an account are taken: what runs, and codes that take one of its places over."""

from datetime import timedelta

from apps.accounts.models import User
from apps.catalog.adapters.streams import store
from apps.catalog.domain.viewing import Viewing
from apps.catalog.errors import TakeoverExpired, TooManyStreams
from apps.catalog.models import Film
from apps.core.errors import NotFound
from apps.core.signing import sign, unsign

PURPOSE = "takeover"
# Long enough to read a list of devices and choose.
GOOD_FOR = timedelta(minutes=10)


def too_many(taken: list[str], viewing: Viewing, limit: int) -> TooManyStreams:
    """The refusal that names every stream in the way: 1 query at most. Raises StreamsAway.

    A profile with a limit is not told the titles of films that it does not find.
    """
    running = [stream for stream in store.streams(taken) if stream is not None]
    told = _films_told(running, viewing)
    return TooManyStreams(
        limit=limit,
        streams=[
            {
                "device": stream.values["device"],
                "title": stream.values["title"] if stream.values["film"] in told else "",
                "since": stream.values["started_at"],
                "takeover": sign(PURPOSE, [str(viewing.account.pk), stream.sid]),
            }
            for stream in running
        ],
    )


def _films_told(running: list[store.Stream], viewing: Viewing) -> set[str]:
    films = {stream.values["film"] for stream in running}
    if not viewing.is_limited:
        return films
    suitable = Film.objects.suitable_for(viewing).filter(pk__in=films)
    return {str(pk) for pk in suitable.values_list("pk", flat=True)}


def stream_to_take(code: str, *, account: User) -> str:
    """The stream whose place the code gives. Raises TakeoverExpired for anybody else's."""
    try:
        owner, sid = unsign(PURPOSE, code, max_age=GOOD_FOR)
    except (NotFound, ValueError) as error:
        raise TakeoverExpired from error
    if owner != str(account.pk):
        raise TakeoverExpired
    return str(sid)
