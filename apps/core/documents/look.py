"""Whose paper it is: colours that can be read on white, letters, a logo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Typeface:
    """One of the faces we ship, by its key, and how its headings are set."""

    key: str
    weight: str = "700"
    stretch: str = "100%"
    case: str = "none"


@dataclass(frozen=True)
class Look:
    """Colours are ``#rrggbb``. ``night`` is dark, white reads well on it, and the logo is drawn on
    it; ``brand`` carries ``brand_ink``; ``brand_text`` and ``series`` stand out on white."""

    name: str
    night: str
    brand: str
    brand_ink: str
    brand_text: str
    on_night: str
    series: tuple[str, ...]
    display: Typeface
    body: Typeface
    logo: bytes = b""
