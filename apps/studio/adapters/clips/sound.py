"""A tune as sound: a few synthesised instruments, mixed into one mono WAV file."""

import sys
import wave
from array import array
from math import exp, pi, sin
from pathlib import Path
from random import Random

from apps.studio.adapters.artwork.colours import dice
from apps.studio.domain.demo.showcase import Timbre, Tune

RATE = 22_050
LOUDEST = 32_767
# How long a note rings, in beats of the tune.
RINGING = {Timbre.PLUCK: 4.0, Timbre.BELL: 5.0, Timbre.PAD: 2.2, Timbre.FLUTE: 1.25}
# Overtones as (multiple of the pitch, loudness, decay a second).
PARTIALS = {
    Timbre.BELL: ((1.0, 1.0, 1.8), (2.76, 0.4, 3.4), (5.4, 0.16, 6.0)),
    Timbre.PAD: ((1.0, 0.8, 0.0), (1.498, 0.45, 0.0), (2.004, 0.3, 0.0)),
    Timbre.FLUTE: ((1.0, 1.0, 0.0), (2.0, 0.22, 0.0), (3.0, 0.06, 0.0)),
}


def write_tune(tune: Tune, path: Path, *, seconds: float, seed: str) -> None:
    """Play the tune for so long, fade it out and write it."""
    track = array("f", bytes(4 * int(RATE * seconds)))
    throws = dice(seed, "tune")
    notes: dict[int, array[float]] = {}
    for index in range(int(seconds / tune.beat)):
        step = tune.steps[index % len(tune.steps)]
        if step is None:
            continue
        if step not in notes:
            notes[step] = note_of(tune, step, throws)
        _mix(track, notes[step], int(index * tune.beat * RATE), 0.5 if index % 4 == 0 else 0.38)
    if tune.drone:
        _drone(track, tune.root / 2)
    _write(track, path)


def note_of(tune: Tune, step: int, throws: Random) -> "array[float]":
    """One note of the tune's instrument."""
    octave, degree = divmod(step, len(tune.scale))
    pitch = tune.root * 2 ** (octave + tune.scale[degree] / 12)
    length = int(RATE * tune.beat * RINGING[tune.timbre])
    if tune.timbre == Timbre.PLUCK:
        return plucked(pitch, length, throws)
    return sung(pitch, length, tune.timbre)


def plucked(pitch: float, length: int, throws: Random) -> "array[float]":
    """A string after Karplus and Strong: a burst of noise that goes round and loses its edges."""
    period = max(2, int(RATE / pitch))
    string = [throws.uniform(-1, 1) for _ in range(period)]
    out = array("f", bytes(4 * length))
    position = 0
    for index in range(length):
        following = position + 1 if position + 1 < period else 0
        value = string[position]
        out[index] = value
        string[position] = 0.4985 * (value + string[following])
        position = following
    return _edged(out, 0.002, 0.08)


def sung(pitch: float, length: int, timbre: Timbre) -> "array[float]":
    """Overtones that hold (pad, flute) or die away (bell)."""
    out = array("f", bytes(4 * length))
    for multiple, loudness, decay in PARTIALS[timbre]:
        turn = 2 * pi * pitch * multiple / RATE
        fade = exp(-decay / RATE)
        level = loudness * 0.7
        for index in range(length):
            out[index] += level * sin(turn * index)
            level *= fade
    soft = 0.25 if timbre == Timbre.PAD else 0.04 if timbre == Timbre.FLUTE else 0.003
    return _edged(out, soft, soft * 3 + 0.02)


def _edged(samples: "array[float]", attack: float, release: float) -> "array[float]":
    """Fade in and out, so that nothing clicks."""
    rise = min(len(samples) // 2, int(RATE * attack))
    fall = min(len(samples) // 2, int(RATE * release))
    for index in range(rise):
        samples[index] *= index / rise
    for index in range(fall):
        samples[-1 - index] *= index / fall
    return samples


def _mix(track: "array[float]", note: "array[float]", start: int, loudness: float) -> None:
    end = min(len(track), start + len(note))
    for index in range(start, end):
        track[index] += loudness * note[index - start]


def _drone(track: "array[float]", pitch: float) -> None:
    """A fifth that breathes underneath: one slow cycle, laid end to end."""
    turn, fifth, breath = (2 * pi * f / RATE for f in (pitch, pitch * 1.5, 0.25))
    for index in range(len(track)):
        swell = 0.1 + 0.04 * sin(breath * index)
        track[index] += swell * (sin(turn * index) + 0.6 * sin(fifth * index))


def _write(track: "array[float]", path: Path) -> None:
    loudest = max(max(track), -min(track), 1e-6)
    scale = 0.8 * LOUDEST / loudest
    samples = array("h", (int(value * scale) for value in track))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
