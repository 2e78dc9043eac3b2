"""The text of subtitles: what may stand in a WebVTT cue, and how much of it people read."""

import html
import re
import unicodedata

ALLOWED_TAGS = {"b", "i", "u", "ruby", "rt", "v", "c", "lang"}
# v and lang say who and what after a space; the others say nothing more.
TAGS_WITH_WORDS = {"v", "lang"}
# Times within a cue, as of songs, are tags too.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<[/!?][^<>]*>|<[\d:.]+>")
ENTITY = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp);")
CLASSES = re.compile(r"(?:\.[A-Za-z][\w-]*)*")
BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
OVERRIDES = re.compile(r"\{([^{}]*)\}")
STYLE_SWITCH = re.compile(r"\\([biu])(\d+)(?!\w)")
PLACE = re.compile(r"\\an?(\d+)")
DRAWING = re.compile(r"\\p(\d+)")
TOP, MIDDLE = "line:5%", "line:50%"
# Marks that belong to the letter before them, and signs without a width.
UNCOUNTED = {"Mn", "Mc", "Me", "Cf"}


def tidy(text: str) -> str:
    """``text`` as a WebVTT cue may hold it: known tags alone, everything else escaped, in NFC.

    Unknown tags vanish with their attributes, so that no script and no handler is left for a
    careless player to run; the words between them stay. Empty lines go, because one ends a cue.
    """
    lines = (line.strip() for line in BREAKS.split(_without_controls(text)))
    whole = "\n".join(line for line in lines if line)
    return _marked_up(unicodedata.normalize("NFC", whole)).strip()


def plain(text: str) -> str:
    """What is read of a cue's text: without tags, entities resolved."""
    return html.unescape(TAG.sub("", text))


def letters(text: str) -> int:
    """How many characters are read in one line or cue: marks belong to their letter."""
    counted = plain(text).replace("\n", "")
    return sum(unicodedata.category(sign) not in UNCOUNTED for sign in counted)


def from_srt(text: str) -> tuple[str, str]:
    """Text and settings of a SubRip cue, which may place itself as ASS does."""
    return tidy(OVERRIDES.sub(_only_unknown, text)), placed(text)


def from_ass(text: str) -> str:
    """The words of an ASS line: italics and the like as tags, drawings and effects left out."""
    pieces, open_tags, drawing, end = [], list[str](), False, 0
    for block in OVERRIDES.finditer(text):
        pieces.append("" if drawing else text[end : block.start()])
        drawing = _draws(block[1], drawing)
        pieces.append(_switched(block[1], open_tags))
        end = block.end()
    pieces.append("" if drawing else text[end:])
    words = "".join(pieces).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", "\u00a0")
    return tidy(words)


def placed(text: str) -> str:
    """Settings for text that its overrides put at the top or in the middle; else none."""
    place = next((int(m[1]) for m in PLACE.finditer("".join(OVERRIDES.findall(text)))), 2)
    return TOP if place in {7, 8, 9} else MIDDLE if place in {4, 5, 6} else ""


def _only_unknown(block: re.Match[str]) -> str:
    return "" if block[1].startswith("\\") else block[0]


def _draws(override: str, drawing: bool) -> bool:  # noqa: FBT001  what was so far
    sizes = DRAWING.findall(override)
    return sizes[-1] != "0" if sizes else drawing


def _switched(override: str, open_tags: list[str]) -> str:
    """Tags for what an override turns on or off; WebVTT has no weights, so 700 is bold too."""
    tags = ""
    for name, value in STYLE_SWITCH.findall(override):
        if value != "0" and name not in open_tags:
            open_tags.append(name)
            tags += f"<{name}>"
        elif value == "0" and name in open_tags:
            while name in open_tags:
                tags += f"</{open_tags.pop()}>"
    return tags


def _without_controls(text: str) -> str:
    """Tabs become spaces; signs that no reader sees and some trip over go."""
    kept = text.replace("\t", " ").replace("\ufeff", "")
    return "".join(sign for sign in kept if sign in "\r\n\v\f\x85" or not _is_hidden(sign))


def _is_hidden(sign: str) -> bool:
    """Controls, halves of signs, and what will never be one: not letters newer than we know."""
    never = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return never or unicodedata.category(sign) in {"Cc", "Cs"}


def _marked_up(text: str) -> str:
    """One pass over the text, so that pieces left of one tag never make another."""
    pieces, stack, end = [], list[str](), 0
    for tag in TAG.finditer(text):
        pieces.append(_escaped(text[end : tag.start()]))
        pieces.append(_known(tag, stack))
        end = tag.end()
    pieces.append(_escaped(text[end:]))
    pieces.extend(f"</{name}>" for name in reversed(stack))
    return "".join(pieces)


def _known(tag: re.Match[str], stack: list[str]) -> str:
    name = (tag[2] or "").lower()
    if name not in ALLOWED_TAGS:
        return ""
    if not tag[1]:
        stack.append(name)
        return f"<{name}{_words(name, tag[3])}>"
    return f"</{stack.pop()}>" if stack and stack[-1] == name else ""


def _words(name: str, rest: str) -> str:
    """Classes, and after them the speaker or the language."""
    match = CLASSES.match(rest)
    classes = match[0] if match else ""
    words = " ".join(rest[len(classes) :].split())
    if name not in TAGS_WITH_WORDS or not words:
        return classes
    return f"{classes} {_escaped(words)}"


def _escaped(text: str) -> str:
    """Entities that stand for something stay; every other & < > is written as one."""
    pieces, end = [], 0
    for entity in ENTITY.finditer(text):
        pieces += [html.escape(text[end : entity.start()], quote=False), entity[0]]
        end = entity.end()
    return "".join(pieces) + html.escape(text[end:], quote=False)
