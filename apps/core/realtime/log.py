"""The log of a group in Redis: one stream, which numbers, remembers and forgets.

An entry's id is ``<epoch>-<seq>``. The epoch is the microsecond in which the log began. Each entry
names the run of the Redis server that took it: a server that came back from its disk may have
lost its last second, so the first frame after a restart begins a new log rather than giving a
number for the second time.
"""

from dataclasses import dataclass
from typing import Any

from apps.core.realtime.frames import BEGINNING, Frame, Position
from apps.core.realtime.groups import topic_of_group

_RUN = "local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')"
_LAST = "local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]"

# KEYS: the group's key. ARGV: body, most frames, seconds. Returns the new entry's id.
PUBLISH = f"""
{_RUN}
{_LAST}
local id
if last and last[2][2] == run then
  id = string.match(last[1], '^%d+') .. '-*'
else
  local now = redis.call('TIME')
  redis.call('DEL', KEYS[1])
  id = string.format('%.0f-1', now[1] * 1000000 + now[2])
end
id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[2], id, 'run', run, 'body', ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[1], id .. ' ' .. ARGV[1])
return id
"""

# KEYS: the group's key. Forgets the log and tells every process that frames are missing.
BREAK = "redis.call('DEL', KEYS[1]); return redis.call('PUBLISH', KEYS[1], '!')"

# KEYS: the group's key. ARGV: epoch and seq of the last frame that is known.
# Returns {id of the newest entry or '', 1 if the log reaches back that far else 0, entries after}.
READ = f"""
{_RUN}
{_LAST}
local epoch, seq = ARGV[1], tonumber(ARGV[2])
if not last or last[2][2] ~= run then
  return {{'', epoch == '' and not last and 1 or 0, {{}}}}
end
local newest = tonumber(string.match(last[1], '%d+$'))
if string.match(last[1], '^%d+') ~= epoch or seq > newest then
  return {{last[1], 0, {{}}}}
end
local oldest = tonumber(string.match(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][1], '%d+$'))
if seq + 1 < oldest then
  return {{last[1], 0, {{}}}}
end
return {{last[1], 1, redis.call('XRANGE', KEYS[1], '(' .. epoch .. '-' .. ARGV[2], '+')}}
"""


@dataclass(frozen=True, slots=True)
class LogRead:
    """Where a log stands, and the frames since a position; None when it does not reach back."""

    position: Position
    missing: list[Frame] | None


def read_arguments(since: Position | None) -> list[str]:
    """ARGV of READ. Who knows nothing asks for an epoch that no log has."""
    return ["?", "0"] if since is None else [since.epoch, str(since.seq)]


def read_result(group: str, answer: list[Any]) -> LogRead:
    newest, reached, entries = answer
    position = Position.parse(newest.decode()) or BEGINNING
    if not reached:
        return LogRead(position, None)
    return LogRead(position, [_frame(group, entry_id, fields) for entry_id, fields in entries])


def frame_of_message(group: str, data: bytes) -> Frame | None:
    """The frame that PUBLISH sent; None for the word of BREAK."""
    place, _, body = data.decode().partition(" ")
    position = Position.parse(place)
    return Frame(topic_of_group(group), position, body) if position else None


def _frame(group: str, entry_id: bytes, fields: list[bytes]) -> Frame:
    position = Position.parse(entry_id.decode())
    assert position is not None  # noqa: S101  we wrote it
    return Frame(topic_of_group(group), position, fields[3].decode())
