"""The multivariant playlist of a version, for one viewer's ceiling.

ffmpeg's own leaves out the sound's bits, FRAME-RATE, INDEPENDENT-SEGMENTS and I-frames, all of which
Apple's authoring specification demands (6.1, 9.12 to 9.15). Every number here was measured.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from apps.catalog.domain.layout import IFRAMES, OLD_AUDIO, PLAYLIST
from apps.catalog.domain.measuring import Bandwidth

# The rendition listed first is the one players start with; Apple suggests about 2 Mbit/s.
STARTING_BANDWIDTH = 2_000_000
AUDIO_CODEC = "mp4a.40.2"
STEREO, SURROUND, SUBTITLES = "stereo", "surround", "subtitles"
DESCRIBES_VIDEO = "public.accessibility.describes-video"
TRANSCRIBES = (
    "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound"
)
VERSION = 7
NO_CEILING = 10_000
Track = TypeVar("Track", "Audio", "Text")


@dataclass(frozen=True)
class Variant:
    """One quality of the picture; ``bandwidth`` is the picture's alone."""

    rung: int
    width: int
    height: int
    codecs: str
    frame_rate: Decimal
    bandwidth: Bandwidth


@dataclass(frozen=True)
class Audio:
    """One sound. Two of one ``position`` are the same sound, in stereo and around."""

    bandwidth: Bandwidth
    name: str
    language: str
    folder: str = OLD_AUDIO
    kind: str = "main"
    channels: int = 2
    codecs: str = AUDIO_CODEC
    is_default: bool = True
    position: int = 0


@dataclass(frozen=True)
class Text:
    """Subtitles; ``folder`` as layout.text_folder names it."""

    folder: str
    language: str
    name: str
    kind: str = "subtitles"
    is_default: bool = False


@dataclass(frozen=True)
class IFrames:
    """The pictures for winding."""

    bandwidth: Bandwidth
    codecs: str
    width: int
    height: int


def multivariant(
    variants: Iterable[Variant],
    audio: Iterable[Audio] = (),
    text: Iterable[Text] = (),
    iframes: IFrames | None = None,
    *,
    cap: int = NO_CEILING,
    prefix: str = "",
) -> str:
    """The playlist that lists every variant of at most ``cap`` lines, and what goes with them.

    Addresses are relative to its own, or begin with ``prefix``, which ends with a slash.
    """
    shown = _starting_first([variant for variant in variants if variant.rung <= cap])
    groups, texts = _groups(list(audio)), _named_apart(text)
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for group, sounds in groups.items():
        lines += _audio_lines(group, sounds, prefix)
    lines += _text_lines(texts, prefix)
    for group, sounds in groups.items() or {"": []}.items():
        for variant in shown:
            lines += [
                _variant_line(variant, group, sounds, has_text=bool(texts)),
                f"{prefix}{variant.rung}/{PLAYLIST}",
            ]
    if iframes:
        lines.append(_iframes_line(iframes, prefix))
    return "\n".join(lines) + "\n"


def _starting_first(variants: list[Variant]) -> list[Variant]:
    ordered = sorted(variants, key=lambda variant: variant.bandwidth.peak)
    affordable = [v for v in ordered if v.bandwidth.average <= STARTING_BANDWIDTH]
    start = affordable[-1:] or ordered[:1]
    return [*start, *[variant for variant in ordered if variant not in start]]


def _groups(sounds: list[Audio]) -> dict[str, list[Audio]]:
    """The stereo of everything, and beside it the same with whatever there is in more channels."""
    stereo = _named_apart(sound for sound in sounds if sound.channels <= 2)
    around = {sound.position: sound for sound in sounds if sound.channels > 2}
    groups = {STEREO: stereo} if stereo else {}
    if around and stereo:
        groups[SURROUND] = [
            replace(around.get(sound.position, sound), name=sound.name, is_default=sound.is_default)
            for sound in stereo
        ]
    return groups


def _named_apart(tracks: Iterable[Track]) -> list[Track]:
    """Names are unique within a group: what has the same gets a number."""
    seen: dict[str, int] = {}
    found = []
    for track in tracks:
        seen[track.name] = number = seen.get(track.name, 0) + 1
        found.append(track if number == 1 else replace(track, name=f"{track.name} {number}"))
    return found


def _audio_lines(group: str, sounds: list[Audio], prefix: str) -> list[str]:
    """One is the default; players choose by language among those that differ in what they are."""
    default = next((sound for sound in sounds if sound.is_default), sounds[0])
    seen, lines = set[tuple[str, str]](), []
    for sound in sounds:
        what = sound.language, sound.kind
        chosen_by_itself = sound.kind != "commentary" and what not in seen
        seen.add(what)
        attributes = [
            "TYPE=AUDIO",
            f'GROUP-ID="{group}"',
            f'NAME="{quoted(sound.name)}"',
            f'LANGUAGE="{quoted(sound.language)}"',
            f"DEFAULT={_yes(sound is default)}",
            f"AUTOSELECT={_yes(chosen_by_itself or sound is default)}",
            *([f'CHARACTERISTICS="{DESCRIBES_VIDEO}"'] if sound.kind == "described" else []),
            f'CHANNELS="{sound.channels}"',
            f'URI="{prefix}{sound.folder}/{PLAYLIST}"',
        ]
        lines.append(f"#EXT-X-MEDIA:{','.join(attributes)}")
    return lines


def _text_lines(texts: list[Text], prefix: str) -> list[str]:
    lines = []
    for text in texts:
        attributes = [
            "TYPE=SUBTITLES",
            f'GROUP-ID="{SUBTITLES}"',
            f'NAME="{quoted(text.name)}"',
            f'LANGUAGE="{quoted(text.language)}"',
            f"DEFAULT={_yes(text.is_default)}",
            "AUTOSELECT=YES",
            f"FORCED={_yes(text.kind == 'forced')}",
            *([f'CHARACTERISTICS="{TRANSCRIBES}"'] if text.kind == "sdh" else []),
            f'URI="{prefix}{text.folder}/{PLAYLIST}"',
        ]
        lines.append(f"#EXT-X-MEDIA:{','.join(attributes)}")
    return lines


def _variant_line(variant: Variant, group: str, sounds: list[Audio], *, has_text: bool) -> str:
    """The bits are those of the picture and of the largest sound that may go with it (9.13)."""
    peak = variant.bandwidth.peak + max((sound.bandwidth.peak for sound in sounds), default=0)
    average = variant.bandwidth.average + max(
        (sound.bandwidth.average for sound in sounds), default=0
    )
    codecs = ",".join(dict.fromkeys([variant.codecs, *[sound.codecs for sound in sounds]]))
    attributes = [
        f"BANDWIDTH={peak}",
        f"AVERAGE-BANDWIDTH={average}",
        f'CODECS="{codecs}"',
        f"RESOLUTION={variant.width}x{variant.height}",
        f"FRAME-RATE={variant.frame_rate:.3f}",
        "VIDEO-RANGE=SDR",
        *([f'AUDIO="{group}"'] if sounds else []),
        *([f'SUBTITLES="{SUBTITLES}"'] if has_text else []),
        "CLOSED-CAPTIONS=NONE",
    ]
    return f"#EXT-X-STREAM-INF:{','.join(attributes)}"


def _iframes_line(iframes: IFrames, prefix: str) -> str:
    attributes = [
        f"BANDWIDTH={iframes.bandwidth.peak}",
        f"AVERAGE-BANDWIDTH={iframes.bandwidth.average}",
        f'CODECS="{iframes.codecs}"',
        f"RESOLUTION={iframes.width}x{iframes.height}",
        "VIDEO-RANGE=SDR",
        f'URI="{prefix}{IFRAMES}/{PLAYLIST}"',
    ]
    return f"#EXT-X-I-FRAME-STREAM-INF:{','.join(attributes)}"


def _yes(whether: bool) -> str:  # noqa: FBT001 it is spelled out, nothing else
    return "YES" if whether else "NO"


def quoted(text: str) -> str:
    """``text`` as a quoted string may hold it: no quotes, no line ends."""
    return re.sub(r'["\r\n]', " ", text)
