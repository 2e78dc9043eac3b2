"""How far somebody got in a film, found from the beats of any devices in any order.

Each stream has a track; a beat that comes twice or late leaves it as it is. A track counts from the
last moment its film moved (or from its start, if it never did), so a player that stands paused for
hours never overwrites one that played later. The track that counts from the latest moment wins.
The same rules run in Redis, see adapters/progress/beat.lua.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# Of the film's length: what lies before is nothing to come back to, what lies behind is its end.
BEGINNING = 0.05
END = 0.9
LAST_SECOND = 1
# Seconds; who left a shorter film starts it again.
SHORTEST_TO_RESUME = 300
# A stream that went on for so many seconds was watched, wherever in the film.
WATCHED_AFTER = 30
# No stream lasts longer, however old a program says that its beat is.
OLDEST = timedelta(days=30)
# Credits before this part of the film are no end.
EARLIEST_CREDITS = 0.5


@dataclass(frozen=True)
class Length:
    """A film's duration, and where an editor saw the end credits begin."""

    seconds: float
    credits_at: float | None = None

    @property
    def end(self) -> float:
        """Whoever came so far has seen the film."""
        end = max(min(END * self.seconds, self.seconds - LAST_SECOND), 0)
        if self.credits_at and self.credits_at >= EARLIEST_CREDITS * self.seconds:
            return min(end, self.credits_at)
        return end


@dataclass(frozen=True)
class Beat:
    """Where a stream stands. Times are seconds since 1970; ``began_at`` is the stream's start."""

    play: str
    seq: int
    position: float
    happened_at: float
    began_at: float
    is_playing: bool


@dataclass(frozen=True)
class Track:
    """What is known of one stream. ``position`` is None while it has not left the beginning."""

    counts_from: float
    seq: int = -1
    position: float | None = None
    is_paused: bool = False
    completed_at: float | None = None
    was_watched: bool = False


@dataclass(frozen=True)
class Reading:
    """One beat, judged against the film's length: a track of its own."""

    play: str
    track: Track


def clamped(position: float, length: Length) -> float:
    """Inside the film; of unknown length, at least not before it."""
    return max(0.0, min(position, length.seconds) if length.seconds else position)


def is_beginning(position: float, seconds: float) -> bool:
    return position < BEGINNING * seconds


def is_end(position: float, length: Length) -> bool:
    return length.seconds > 0 and position >= length.end


def read(beat: Beat, length: Length) -> Reading:
    """What one beat says alone. At the end of the film the whole of it was seen."""
    position = clamped(beat.position, length)
    has_ended = is_end(position, length)
    has_left = not is_beginning(position, length.seconds)
    lasted = beat.happened_at - beat.began_at >= WATCHED_AFTER
    moved = max(beat.began_at, beat.happened_at) if beat.is_playing else beat.began_at
    track = Track(
        counts_from=moved if has_left else beat.began_at,
        seq=beat.seq if has_left else -1,
        position=(length.seconds if has_ended else position) if has_left else None,
        is_paused=has_left and not beat.is_playing,
        completed_at=max(beat.began_at, beat.happened_at) if has_ended else None,
        was_watched=has_ended or (beat.is_playing and (has_left or lasted)),
    )
    return Reading(beat.play, track)


def joined(one: Track, other: Track) -> Track:
    """Both together, whichever came first: joining is commutative, associative and idempotent."""
    latest = max(one, other, key=_place)
    ends = [end for end in (one.completed_at, other.completed_at) if end is not None]
    return Track(
        counts_from=max(one.counts_from, other.counts_from),
        seq=latest.seq,
        position=latest.position,
        is_paused=latest.is_paused,
        completed_at=max(ends, default=None),
        was_watched=one.was_watched or other.was_watched,
    )


def _place(track: Track) -> tuple[int, float, bool]:
    position = -1.0 if track.position is None else track.position
    return track.seq, position, track.is_paused


def winner(tracks: Mapping[str, Track]) -> str | None:
    """The stream whose position counts; None while none has left the beginning."""
    left = {play: track for play, track in tracks.items() if track.position is not None}
    return max(left, key=lambda play: (left[play].counts_from, play), default=None)


def resume_from(position: float, seconds: float) -> float:
    """Where to go on: the beginning, for what has ended, hardly begun, or is short."""
    if seconds < SHORTEST_TO_RESUME or is_beginning(position, seconds):
        return 0.0
    return 0.0 if is_end(position, Length(seconds)) else position


def moment_of(*, said: datetime | None, sent: datetime | None, received: datetime) -> datetime:
    """When a beat happened, by our clock.

    A program that says when it sent the beat may have any clock: what counts is how old the beat
    was then. Of any other the time is believed, as long as it has not yet to come.
    """
    if said is None:
        return received
    if sent is not None:
        return received - min(max(sent - said, timedelta(0)), OLDEST)
    return min(said, received)
