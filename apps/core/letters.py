"""A letter's plain text, cut into the pieces its HTML twin is drawn from.

One text serves both: a paragraph ``Label: https://…`` becomes a button, a paragraph that is only a
code becomes large type, everything else stays a paragraph.
"""

import re
from dataclasses import dataclass

BUTTON = re.compile(r"^(?P<label>[^\n]{1,80}?):?[ \n](?P<url>https?://\S+)$")
CODE = re.compile(r"^[A-Z0-9]{3,6}(?:-[A-Z0-9]{3,6})*$")


@dataclass(frozen=True)
class Piece:
    """One paragraph: ``kind`` is text, button or code."""

    kind: str
    text: str
    url: str = ""


def pieces_of(text: str) -> list[Piece]:
    """The paragraphs of ``text``, in order."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return [_piece(paragraph.strip()) for paragraph in paragraphs if paragraph.strip()]


def _piece(paragraph: str) -> Piece:
    button = BUTTON.match(paragraph)
    if button:
        return Piece("button", button["label"].strip(), button["url"])
    if CODE.match(paragraph):
        return Piece("code", paragraph)
    return Piece("text", paragraph)
