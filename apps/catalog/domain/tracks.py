"""The sounds and subtitles of an uploaded file: what they are, as its maker has marked them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.catalog.domain.layout import MOST_SOUNDS, sound_folder

Stream = Mapping[str, Any]
STEREO, AROUND = 2, 6
UNKNOWN = "und"
LONGEST_TITLE = 60
TEXT_CODECS = {"subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text"}
DESCRIBED = re.compile(r"audio.?descri|described|descriptive|visually impaired|\bAD\b", re.I)
COMMENTARY = re.compile(r"comment", re.I)
HARD_OF_HEARING = re.compile(r"\bSDH\b|\bCC\b|hearing|captions", re.I)
FORCED = re.compile(r"\bforced\b", re.I)
# Files carry three letters (ISO 639-2, both its forms), players expect two where there are two.
TWO_LETTERS = {
    "ara": "ar", "asm": "as", "ben": "bn", "bul": "bg", "bur": "my", "mya": "my", "cat": "ca",
    "chi": "zh", "zho": "zh", "cze": "cs", "ces": "cs", "dan": "da", "dut": "nl", "nld": "nl",
    "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de",
    "gre": "el", "ell": "el", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ice": "is", "isl": "is", "ind": "id", "ita": "it", "jav": "jv", "jpn": "ja", "kan": "kn",
    "khm": "km", "kor": "ko", "lao": "lo", "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr",
    "may": "ms", "msa": "ms", "nep": "ne", "nob": "nb", "nor": "no", "ori": "or", "pan": "pa",
    "per": "fa", "fas": "fa", "pol": "pl", "por": "pt", "rum": "ro", "ron": "ro", "rus": "ru",
    "san": "sa", "sin": "si", "slo": "sk", "slk": "sk", "slv": "sl", "spa": "es", "srp": "sr",
    "sun": "su", "swa": "sw", "swe": "sv", "tam": "ta", "tel": "te", "tha": "th", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.I)


@dataclass(frozen=True)
class Sound:
    """One sound of the file. ``kind``: main, described or commentary."""

    stream: int
    channels: int
    language: str = UNKNOWN
    title: str = ""
    kind: str = "main"


@dataclass(frozen=True)
class Words:
    """Subtitles of the file. ``kind``: subtitles, sdh or forced."""

    stream: int
    language: str = UNKNOWN
    title: str = ""
    kind: str = "subtitles"


@dataclass(frozen=True)
class SoundPart:
    """A sound to make: which, with how many channels, and in which folder."""

    folder: str
    sound: Sound
    channels: int
    position: int


def sounds_of(streams: Iterable[Stream]) -> list[Sound]:
    """All that can be heard, the one to play by default first."""
    found = [stream for stream in streams if stream.get("codec_type") == "audio"]
    found = [stream for stream in found if stream.get("codec_name") and _channels(stream)]
    marked = {int(stream["index"]) for stream in found if _has(stream, "default")}
    sounds = [_sound(stream) for stream in found]
    return sorted(sounds, key=lambda s: (s.kind != "main", s.stream not in marked, s.stream))


def words_of(streams: Iterable[Stream]) -> list[Words]:
    """All subtitles that are text; those drawn as pictures cannot be read."""
    return [
        _words(stream)
        for stream in streams
        if stream.get("codec_type") == "subtitle" and stream.get("codec_name") in TEXT_CODECS
    ]


def sound_parts(sounds: Sequence[Sound]) -> list[SoundPart]:
    """Every sound in stereo, which all can play, then around what has six channels, up to ten."""
    wanted = [(place, sound, STEREO) for place, sound in enumerate(sounds)]
    wanted += [
        (place, sound, AROUND) for place, sound in enumerate(sounds) if sound.channels >= AROUND
    ]
    return [
        SoundPart(sound_folder(number), sound, channels, place)
        for number, (place, sound, channels) in enumerate(wanted[:MOST_SOUNDS])
    ]


def language_of(text: str) -> str:
    """The language as players know it (BCP 47); ``und`` for none and for what is no language."""
    text = text.strip().replace("_", "-")
    if not LANGUAGE.fullmatch(text):
        return UNKNOWN
    first, dash, rest = text.partition("-")
    return TWO_LETTERS.get(first.lower(), first.lower()) + dash + rest


def _sound(stream: Stream) -> Sound:
    title = _tag(stream, "title")
    kind = "main"
    if _has(stream, "visual_impaired") or _has(stream, "descriptions") or DESCRIBED.search(title):
        kind = "described"
    elif _has(stream, "comment") or COMMENTARY.search(title):
        kind = "commentary"
    return Sound(
        stream=int(stream["index"]),
        channels=_channels(stream),
        language=language_of(_tag(stream, "language")),
        title=title,
        kind=kind,
    )


def _words(stream: Stream) -> Words:
    title = _tag(stream, "title")
    kind = "subtitles"
    if _has(stream, "forced") or FORCED.search(title):
        kind = "forced"
    elif _has(stream, "hearing_impaired") or HARD_OF_HEARING.search(title):
        kind = "sdh"
    return Words(int(stream["index"]), language_of(_tag(stream, "language")), title, kind)


def _channels(stream: Stream) -> int:
    try:
        return max(0, int(stream.get("channels") or 0))
    except (TypeError, ValueError):
        return 0


def _has(stream: Stream, mark: str) -> bool:
    return bool(stream.get("disposition", {}).get(mark))


def _tag(stream: Stream, name: str) -> str:
    """A tag as one line of printable text."""
    text = str(stream.get("tags", {}).get(name, ""))
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LONGEST_TITLE]
