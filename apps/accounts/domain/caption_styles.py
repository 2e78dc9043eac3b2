"""How a profile wants its subtitles: a few named choices, so that nothing else gets into a page.

The player's own list is caption-style.ts.
"""

from collections.abc import Mapping

# The first of each is what somebody gets who chooses nothing.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "size": ("normal", "small", "large", "huge"),
    "colour": ("white", "yellow", "green", "cyan", "magenta", "black"),
    "background": ("black", "white", "blue", "yellow"),
    "opacity": ("half", "solid", "none"),
    "edge": ("none", "outline", "shadow", "raised", "sunken"),
    "font": ("sans", "serif", "mono", "casual"),
}


def complete(style: Mapping[str, object]) -> dict[str, str]:
    """``style`` with what it leaves out; unknown names and values count as left out."""
    return {
        name: str(style[name]) if style.get(name) in values else values[0]
        for name, values in CHOICES.items()
    }


def faults(style: Mapping[str, object]) -> list[str]:
    """The names in ``style`` that do not exist, or whose value does not."""
    return [name for name, value in style.items() if value not in CHOICES.get(name, ())]
