"""The typefaces we ship. Nothing is fetched from elsewhere, so a studio chooses among these."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Font:
    key: str
    name: str
    family: str
    fallback: str

    @property
    def css(self) -> str:
        return f'"{self.family}", {self.fallback}'


FONTS = {
    font.key: font
    for font in (
        Font("archivo", "Archivo", "Archivo Variable", '"Archivo Fallback"'),
        Font("big-shoulders", "Big Shoulders", "Big Shoulders Variable", "sans-serif"),
        Font("fraunces", "Fraunces", "Fraunces Variable", "serif"),
        Font("instrument-sans", "Instrument Sans", "Instrument Sans Variable", "sans-serif"),
    )
}
# Fraunces and Instrument Sans stay readable at 16 px; a poster face does not.
BODY_FONTS = {key: FONTS[key] for key in ("instrument-sans", "archivo", "fraunces")}
