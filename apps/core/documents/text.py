"""Text that was typed by anybody, made harmless for paper and slides."""

import re

# XML 1.0 has no place for these, and no reader has a use for them.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Overrides and embeddings turn the rest of a line around, so that "exe.mp4" reads "4pm.exe".
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def plain(text: object) -> str:
    """``text`` without what could break the file or deceive the reader; lines stay lines."""
    lines = BREAKS.sub("\n", str(text))
    return TURNING.sub("", UNPRINTABLE.sub("", lines))


def one_line(text: object) -> str:
    return " ".join(plain(text).split())
