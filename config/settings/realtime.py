"""Websockets: where their topics live in Redis, and what one process takes on."""

from urllib.parse import parse_qs, urlsplit

from config import env
from config.settings.database import DATABASE_POOL_SIZE

CHANNELS_URL = env.url(
    "CHANNELS_URL", "redis://localhost:6379/2", schemes={"redis", "rediss", "unix"}
)


def database_of(url: str) -> str:
    """Channels are one space for all databases of a Redis server; their names keep ours apart."""
    parts = urlsplit(url)
    return parse_qs(parts.query).get("db", [parts.path.strip("/")])[0] or "0"


# The log and the channel of a topic have this before their name.
REALTIME_PREFIX = env.text("REALTIME_PREFIX", f"rt{database_of(CHANNELS_URL)}")
# What a topic remembers for those who come back: so many frames, and as long after the last one.
REALTIME_LOG_FRAMES = env.number("REALTIME_LOG_FRAMES", 500)
REALTIME_LOG_SECONDS = env.number("REALTIME_LOG_SECONDS", 3600)

# Sockets of one process: in all, from one address (a whole school may share it), of one person.
REALTIME_MAX_SOCKETS = env.number("REALTIME_MAX_SOCKETS", 20_000)
REALTIME_SOCKETS_PER_ADDRESS = env.number("REALTIME_SOCKETS_PER_ADDRESS", 1_000)
REALTIME_SOCKETS_PER_PERSON = env.number("REALTIME_SOCKETS_PER_PERSON", 100)
# Threads in which one process asks the database for its sockets; none waits for a connection.
REALTIME_THREADS = min(env.number("REALTIME_THREADS", 4), DATABASE_POOL_SIZE)
# A socket that has fallen so far behind is closed and resumes; frames, and characters of them.
REALTIME_QUEUE_FRAMES = 1_000
REALTIME_QUEUE_CHARACTERS = 1_000_000
# What a socket may send: so many messages at once, then so many a second, none longer than this.
REALTIME_MESSAGE_BURST = 20
REALTIME_MESSAGES_PER_SECOND = 5
REALTIME_MESSAGE_CHARACTERS = 8_192

# Each socket hears from us at least so often; a page that hears nothing twice as long comes anew.
REALTIME_BEAT_SECONDS = max(1, env.number("REALTIME_BEAT_SECONDS", 20))
# How often it is asked whether host, person and permission of open sockets are still good.
REALTIME_RECHECK_SECONDS = env.number("REALTIME_RECHECK_SECONDS", 20)
