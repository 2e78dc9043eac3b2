"""The steps of an encode: which a film needs, how much work each is, and how much is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from apps.catalog.domain.ladder import Rung
from apps.catalog.domain.source import Source
from apps.catalog.domain.tracks import sound_parts

PROBE, LOW, HIGH, AUDIO, SUBTITLES, TRICKPLAY = (
    "probe",
    "low",
    "high",
    "audio",
    "subtitles",
    "trickplay",
)
ORDER = (PROBE, LOW, HIGH, AUDIO, SUBTITLES, TRICKPLAY)
# Shares of the work, in millions of pixels a frame, as measured: reading costs about a fifth of
# writing, and sound next to nothing.
READING = 0.2
SOUND = 0.05
SUBTITLE_WORK, TRICKPLAY_WORK = 0.02, 0.03
PROBE_SHARE = 3.0
LEAST_SECONDS_TO_GUESS = 2.0


@dataclass(frozen=True)
class Outlook:
    """How far the whole encode is."""

    percent: float
    seconds_left: float | None


def needed(source: Source, rungs: Sequence[Rung], *, reads_text: bool = True) -> list[str]:
    """The steps that this film needs, in their order."""
    wanted = {
        PROBE: True,
        LOW: True,
        HIGH: any(not rung.is_low for rung in rungs),
        AUDIO: len(sound_parts(source.sounds)) > 1,
        SUBTITLES: bool(source.words) and reads_text,
        TRICKPLAY: True,
    }
    return [name for name in ORDER if wanted[name]]


def work_of(source: Source, rungs: Sequence[Rung]) -> dict[str, float]:
    """How much work each step is, in parts of a hundred; all that are needed make a hundred."""
    reading = READING * source.width * source.height / 1e6
    low = sum(rung.width * rung.height for rung in rungs if rung.is_low) / 1e6
    high = sum(rung.width * rung.height for rung in rungs if not rung.is_low) / 1e6
    units = {
        LOW: reading + low + SOUND,
        HIGH: reading + high,
        AUDIO: SOUND * len(sound_parts(source.sounds)),
        SUBTITLES: SUBTITLE_WORK,
        TRICKPLAY: TRICKPLAY_WORK,
    }
    steps = [name for name in needed(source, rungs) if name != PROBE]
    whole = sum(units[name] for name in steps)
    return {PROBE: PROBE_SHARE} | {
        name: (100 - PROBE_SHARE) * units[name] / whole for name in steps
    }


def outlook(
    work: Mapping[str, float],
    done: Iterable[str],
    current: str,
    share: float,
    *,
    seconds: Mapping[str, float],
) -> Outlook:
    """Percent and time left, from the time that finished work has taken and what is left of it.

    ``share`` (0 to 1) is how much of the current step is done, ``seconds`` what each step has
    taken so far; the check is left out of the pace, as it reads and does not encode.
    """
    finished = set(done)
    behind = sum(work.get(name, 0) for name in finished)
    percent = behind + work.get(current, 0) * share
    measured = {name for name in finished | {current} if name != PROBE and name in seconds}
    worked = sum(work.get(name, 0) * (share if name == current else 1) for name in measured)
    spent = sum(seconds[name] for name in measured)
    if spent < LEAST_SECONDS_TO_GUESS or not worked:
        return Outlook(percent, None)
    return Outlook(percent, (100 - percent) * spent / worked)
