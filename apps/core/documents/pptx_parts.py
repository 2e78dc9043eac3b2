"""Shapes on slides: where they stand, what they are called, and how their text is set."""

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from apps.core.documents.text import plain

INK, MUTED, LINE, BAND = "#1f2430", "#5b6270", "#dde0e6", "#f6f7f9"
WHITE = "#ffffff"
TAGS = {
    "en": "en-GB",
    "id": "id-ID",
    "hi": "hi-IN",
    "ta": "ta-IN",
    "te": "te-IN",
    "bn": "bn-BD",
}


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in inches."""

    x: float
    y: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Inches, Inches, Inches, Inches]:
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Style:
    size: float
    colour: str = INK
    bold: bool = False
    align: Any = PP_ALIGN.LEFT
    anchor: Any = MSO_ANCHOR.TOP
    face: str = "+mn-lt"


def colour_of(text: str) -> RGBColor:
    """Of ``#rrggbb``."""
    return RGBColor(*bytes.fromhex(text.lstrip("#")))


def rectangle(slide: Any, box: Box, colour: str, *, line: str = "") -> Any:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(colour)
    if line:
        shape.line.color.rgb = colour_of(line)
        shape.line.width = Pt(0.75)
    else:
        shape.line.fill.background()
    shape.shadow.inherit = False
    decorative(shape)
    return shape


def write(shape: Any, text: str, style: Style, language: str) -> None:
    """Put ``text`` into the shape's frame, one paragraph a line."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = style.anchor
    for index, line in enumerate(plain(text).split("\n")):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run_of(paragraph, line, style, language)


def run_of(paragraph: Any, text: str, style: Style, language: str) -> None:
    paragraph.alignment = style.align
    run = paragraph.add_run()
    run.text = plain(text).replace("\n", " ")
    font = run.font
    font.size, font.bold = Pt(style.size), style.bold
    font.color.rgb = colour_of(style.colour)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", TAGS.get(language, "en-GB"))
    font.name = style.face
    # Indian scripts are "complex" to PowerPoint and take their face from another attribute.
    complex_face = properties.makeelement(qn("a:cs"), {"typeface": style.face.replace("lt", "cs")})
    properties.append(complex_face)


def text_box(slide: Any, box: Box, text: str, style: Style, language: str) -> Any:
    shape = slide.shapes.add_textbox(*box.emu)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(shape, text, style, language)
    return shape


def slide_number(slide: Any, box: Box, style: Style) -> None:
    """A field, so that it stays right when slides are moved."""
    shape = slide.shapes.add_textbox(*box.emu)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = paragraph._p.makeelement(
        qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    properties = field.makeelement(qn("a:rPr"), {"lang": "en-GB", "sz": str(int(style.size * 100))})
    fill = field.makeelement(qn("a:solidFill"), {})
    fill.append(field.makeelement(qn("a:srgbClr"), {"val": style.colour.lstrip("#").upper()}))
    properties.append(fill)
    shown = field.makeelement(qn("a:t"), {})
    shown.text = "‹#›"
    field.extend([properties, shown])
    paragraph._p.append(field)


def describe(shape: Any, text: str, name: str = "") -> None:
    """What screen readers say instead of showing it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", plain(text))
    if name:
        properties.set("name", plain(name))


DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def decorative(shape: Any) -> None:
    """Screen readers pass it over."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    extensions = properties.makeelement(qn("a:extLst"), {})
    extension = properties.makeelement(qn("a:ext"), {"uri": DECORATIVE})
    mark = properties.makeelement(
        f"{{{DECORATIVE_NAMESPACE}}}decorative", {"val": "1"}, {"adec": DECORATIVE_NAMESPACE}
    )
    extension.append(mark)
    extensions.append(extension)
    properties.append(extensions)
