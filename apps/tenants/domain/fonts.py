"""The typefaces we ship. Nothing is fetched from elsewhere, so a studio chooses among these."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Font:
    """One face: its CSS family, and how its headings are set."""

    key: str
    name: str
    family: str
    stretch: str = "100%"
    weight: str = "700"
    tracking: str = "0"
    case: str = "none"


FONTS = {
    font.key: font
    for font in (
        Font(
            "archivo",
            "Archivo",
            '"Archivo Variable", "Archivo Fallback"',
            stretch="118%",
            weight="760",
            tracking="-0.022em",
        ),
        Font(
            "big-shoulders",
            "Big Shoulders",
            '"Big Shoulders Variable"',
            weight="800",
            case="uppercase",
        ),
        Font("fraunces", "Fraunces", '"Fraunces Variable"', weight="600", tracking="-0.015em"),
        Font(
            "instrument-sans",
            "Instrument Sans",
            '"Instrument Sans Variable", "Instrument Fallback"',
            tracking="-0.02em",
        ),
    )
}
# A poster face cannot be read at 16 px.
BODY_FONTS = {key: FONTS[key] for key in ("instrument-sans", "archivo", "fraunces")}
