"""The presentation's theme: whoever goes on editing finds the studio's colours and faces in it."""

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from apps.core.documents.look import Look
from apps.core.documents.text import one_line

# Faces are not carried along by a presentation; these are on every computer that opens one.
LATIN = "Arial"
SCRIPTS = {"Deva": "Nirmala UI", "Taml": "Nirmala UI", "Telu": "Nirmala UI", "Beng": "Nirmala UI"}
COMPLEX = "Nirmala UI"


def dress(presentation: Any, look: Look) -> None:
    """Write the look into the theme of the slides' master."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", one_line(look.name))
    _colours(theme, look)
    for level in ("majorFont", "minorFont"):
        _faces(theme.find(f".//{qn(f'a:{level}')}"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours(theme: Any, look: Look) -> None:
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    wanted = {"dk2": look.night, "hlink": look.brand_text, "folHlink": look.brand_text}
    for index in range(6):
        wanted[f"accent{index + 1}"] = look.series[index % len(look.series)]
    for name, colour in wanted.items():
        slot = scheme.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr"), val=colour.lstrip("#").upper())


def _faces(fonts: Any) -> None:
    fonts.find(qn("a:latin")).set("typeface", LATIN)
    fonts.find(qn("a:cs")).set("typeface", COMPLEX)
    for old in fonts.findall(qn("a:font")):
        if old.get("script") in SCRIPTS:
            old.set("typeface", SCRIPTS[old.get("script")])
