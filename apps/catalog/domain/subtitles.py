"""Subtitles of files that people make (SubRip, WebVTT, ASS) as cues, and cues as WebVTT.

Nothing is dropped in silence: a line that cannot be read is a fault with its number, because a
lost subtitle is seen by viewers only. What merely styles may be dropped.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from apps.catalog.domain.cue_text import from_ass, from_srt, placed, tidy
from apps.catalog.errors import FaultyLine, SubtitleFault, SubtitlesUnreadable

MOST_BYTES = 5 * 1024**2
MOST_CUES = 20_000
MOST_FAULTS = 20
# Times beyond a day are typing errors; players count in less.
MOST_SECONDS = 24 * 3600
BYTE_ORDERS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
SAMPLE = 400
LINE_ENDS = re.compile(r"\r\n|\r|\n")
VTT_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
VTT_TIMES = re.compile(rf"\s*{VTT_TIME}\s*-->\s*{VTT_TIME}(?!\d)(.*)", re.DOTALL)
SRT_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[,.](\d{1,3})"
SRT_TIMES = re.compile(rf"\s*{SRT_TIME}\s*-->\s*{SRT_TIME}(?!\d)(.*)", re.DOTALL)
# Two times in a row with something wrong between them were meant to be a timing line.
NEARLY_TIMES = re.compile(r"\s*\d+:\d+:\d+\S*\s*\S{1,4}\s*\d+:\d+:\d+")
ASS_TIME = re.compile(r"\s*(\d+):([0-5]?\d):([0-5]?\d)[.:](\d{1,3})\s*")
ASS_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect"]
PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
SETTINGS = re.compile(
    r"(?:vertical:(?:rl|lr)"
    rf"|line:(?:-?\d{{1,3}}|{PERCENT})(?:,(?:start|center|end))?"
    rf"|position:{PERCENT}(?:,(?:line-left|center|line-right))?"
    rf"|size:{PERCENT}"
    r"|align:(?:start|center|end|left|right))"
)
NUMBERED = Iterable[tuple[int, str]]


@dataclass(frozen=True)
class Cue:
    """``text`` is a WebVTT cue's: escaped, with known tags alone. Seconds are whole thousandths."""

    start: float
    end: float
    settings: str
    text: str


def parse_subtitles(data: bytes, filename: str = "") -> list[Cue]:
    """The cues of a file in the order in which they appear.

    What the file is, its content says; the name decides only where that is silent. Raises
    SubtitlesUnreadable with the line and fault of up to twenty places.
    """
    if len(data) > MOST_BYTES:
        raise SubtitlesUnreadable([FaultyLine(1, SubtitleFault.TOO_LARGE)])
    text = decoded(data)
    faults: list[FaultyLine] = []
    cues = list(_read(text, filename.lower(), faults))
    if not cues and not faults:
        faults.append(FaultyLine(1, SubtitleFault.NO_CUES))
    if len(cues) > MOST_CUES:
        faults.append(FaultyLine(1, SubtitleFault.TOO_MANY))
    if faults:
        raise SubtitlesUnreadable(faults[:MOST_FAULTS])
    return in_order(cues)


def to_vtt(cues: Iterable[Cue]) -> str:
    """A whole WebVTT file. Reading it gives the same cues again."""
    blocks = (f"{cue_times(cue)}\n{cue.text}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *blocks])


def cue_times(cue: Cue) -> str:
    times = f"{timestamp(cue.start)} --> {timestamp(cue.end)}"
    return f"{times} {cue.settings}".rstrip()


def timestamp(seconds: float) -> str:
    """``HH:MM:SS.mmm``, rounded to the nearest thousandth."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """By the time they appear; what appears together stays in its order."""
    return sorted(cues, key=lambda cue: cue.start)


def shifted(cues: Iterable[Cue], seconds: float) -> list[Cue]:
    """All cues earlier or later. What would end before the film begins is left out."""
    moved = (
        replace(
            cue,
            start=max(0.0, round(cue.start + seconds, 3)),
            end=round(cue.end + seconds, 3),
        )
        for cue in cues
    )
    return [cue for cue in moved if cue.end > cue.start]


def decoded(data: bytes) -> str:
    """By the byte order mark, else UTF-16 by its zeros, else UTF-8, else Windows' western one.

    Raises SubtitlesUnreadable, with the line, for what is no text or has letters in pieces.
    """
    text = _decoded(data)
    if "\0" in text:
        raise _damaged(text.partition("\0")[0], SubtitleFault.NOT_TEXT)
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDERS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    encoding = _unmarked_utf16(data)
    if encoding or _means_utf8(data):
        return _whole(data, encoding or "utf-8")
    return _whole(data, "cp1252")


def _whole(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        raise _damaged(before, SubtitleFault.BROKEN_TEXT) from error


def _damaged(before: str, fault: SubtitleFault) -> SubtitlesUnreadable:
    return SubtitlesUnreadable([FaultyLine(len(LINE_ENDS.split(before)), fault)])


def _means_utf8(data: bytes) -> bool:
    """More letters are whole than in pieces; in Windows' letters hardly one would be by chance."""
    text = data.decode("utf-8", errors="surrogateescape")
    pieces = sum("\ud800" <= sign <= "\udfff" for sign in text)
    return not pieces or sum(not sign.isascii() for sign in text) > 2 * pieces


def _unmarked_utf16(data: bytes) -> str:
    """Digits and arrows have a zero in every other byte, whatever the language."""
    even, odd = data[:SAMPLE:2], data[1:SAMPLE:2]
    zeros = even.count(0), odd.count(0)
    if max(zeros) * 5 < len(even) or min(zeros) * 5 > len(even):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _read(text: str, filename: str, faults: list[FaultyLine]) -> Iterator[Cue]:
    lines = LINE_ENDS.split(text)
    start = text.lstrip()
    if start.startswith("WEBVTT") or filename.endswith(".vtt"):
        return _vtt(lines, faults)
    if start.startswith("[") or filename.endswith((".ass", ".ssa")):
        return _ass(lines, faults)
    return _srt(lines, faults)


def _vtt(lines: Sequence[str], faults: list[FaultyLine]) -> Iterator[Cue]:
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        faults.append(FaultyLine(1, SubtitleFault.NO_SIGNATURE))
        return
    for number, block in _blocks(lines, after=_end_of_header(lines)):
        at = next((i for i, line in enumerate(block[:2]) if "-->" in line), None)
        if at is not None:
            cue = _cue(VTT_TIMES.fullmatch(block[at]), number + at, faults)
            yield from _filled(cue, tidy("\n".join(block[at + 1 :])))
        elif not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0]):
            faults.append(FaultyLine(number, SubtitleFault.NO_TIMES))


def _end_of_header(lines: Sequence[str]) -> int:
    """How many lines the head has: up to an empty one or the first times."""
    for index, line in enumerate(lines[1:], start=1):
        if not line or "-->" in line:
            return index
    return len(lines)


def _blocks(lines: Sequence[str], *, after: int) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty ones with the first's number; times in a cue's text begin another."""
    block: list[str] = []
    for index in range(after, len(lines) + 1):
        line = lines[index] if index < len(lines) else ""
        begins_anew = "-->" in line and any("-->" in earlier for earlier in block)
        if block and (not line or begins_anew):
            yield index - len(block) + 1, block
            block = []
        if line:
            block.append(line)


def _srt(lines: Sequence[str], faults: list[FaultyLine]) -> Iterator[Cue]:
    times = [index for index, line in enumerate(lines) if _means_times(line)]
    first = times[0] if times else len(lines)
    faults.extend(_stray(enumerate(lines[:first], start=1)))
    for index, after in zip(times, [*times, len(lines)][1:], strict=True):
        cue = _cue(SRT_TIMES.fullmatch(lines[index]), index + 1, faults)
        words = lines[index + 1 : after]
        if after < len(lines):
            words = _without_number(words)
        faults.extend(_stray_numbers(words, index + 2))
        text, settings = from_srt("\n".join(words))
        yield from _filled(cue and replace(cue, settings=settings or cue.settings), text)


def _means_times(line: str) -> bool:
    return "-->" in line or bool(NEARLY_TIMES.match(line))


def _stray(lines: NUMBERED) -> Iterator[FaultyLine]:
    """Anything but numbers above the first times belongs to no cue."""
    for number, line in lines:
        if line.strip() and not line.strip().isdecimal():
            yield FaultyLine(number, SubtitleFault.NO_TIMES)
            return


def _stray_numbers(words: Sequence[str], first: int) -> Iterator[FaultyLine]:
    """A cue's number below an empty line, whose times are missing."""
    for index, (before, line) in enumerate(pairwise(words), start=1):
        follows = words[index + 1].strip() if index + 1 < len(words) else ""
        if line.strip().isdecimal() and not before.strip() and follows:
            yield FaultyLine(first + index + 1, SubtitleFault.NO_TIMES)


def _without_number(words: Sequence[str]) -> Sequence[str]:
    """The last line above the next times is that cue's number."""
    return words[:-1] if words and words[-1].strip().isdecimal() else words


def _ass(lines: Sequence[str], faults: list[FaultyLine]) -> Iterator[Cue]:
    fields, in_events, seen = [*ASS_FIELDS, "text"], False, set[Cue]()
    for number, line in enumerate(lines, start=1):
        key, _, value = line.partition(":")
        if line.startswith("["):
            in_events = line.strip().lower() == "[events]"
        elif in_events and key.strip().lower() == "format":
            fields = [field.strip().lower() for field in value.split(",")]
        elif in_events and key.strip().lower() == "dialogue":
            for cue in _dialogue(value, fields, number, faults):
                # Shadows and outlines are often the same line once more.
                if cue not in seen:
                    seen.add(cue)
                    yield cue


def _dialogue(
    value: str, fields: Sequence[str], number: int, faults: list[FaultyLine]
) -> Iterator[Cue]:
    values = dict(zip(fields, value.split(",", len(fields) - 1), strict=False))
    start = ASS_TIME.fullmatch(values.get("start", ""))
    end = ASS_TIME.fullmatch(values.get("end", ""))
    if not start or not end or "text" not in values:
        faults.append(FaultyLine(number, SubtitleFault.BAD_TIMES))
        return
    words = values["text"]
    cue = _checked(_seconds(*start.groups()), _seconds(*end.groups()), number, faults)
    yield from _filled(cue and replace(cue, settings=placed(words)), from_ass(words))


def _cue(times: re.Match[str] | None, number: int, faults: list[FaultyLine]) -> Cue | None:
    if times is None:
        faults.append(FaultyLine(number, SubtitleFault.BAD_TIMES))
        return None
    start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:8])
    cue = _checked(start, end, number, faults)
    return cue and replace(cue, settings=known_settings(times.groups()[8]))


def _checked(start: float, end: float, number: int, faults: list[FaultyLine]) -> Cue | None:
    if end <= start:
        faults.append(FaultyLine(number, SubtitleFault.ENDS_EARLY))
        return None
    if end > MOST_SECONDS:
        faults.append(FaultyLine(number, SubtitleFault.TOO_LATE))
        return None
    return Cue(start, end, "", "")


def _filled(cue: Cue | None, text: str) -> Iterator[Cue]:
    """A cue that says nothing shows nothing, so it is none."""
    if cue and text:
        yield replace(cue, text=text)


def known_settings(text: str) -> str:
    """The settings a player understands, each once; it would ignore the others as well."""
    known = {word.partition(":")[0]: word for word in text.split() if SETTINGS.fullmatch(word)}
    return " ".join(known.values())


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) / 1000
