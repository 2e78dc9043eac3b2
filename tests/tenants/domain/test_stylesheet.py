import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tenants.domain.stylesheet import Look, css_variables, palette_of, stylesheet
from apps.tenants.domain.variables import ALLOWED, BadVariable, as_text, parsed_variables
from apps.tenants.enums import VariableFault

LINE = re.compile(r"  --[a-z0-9-]+: [A-Za-z0-9#%.,\" ()-]+;")


def look(**changes):
    fields = {
        "brand": "#c81d25",
        "accent": "#f0a202",
        "background": "#0d0f14",
        "display_font": "fraunces",
        "body_font": "instrument-sans",
        **changes,
    }
    return Look(**fields)


def test_the_whole_sheet():
    assert stylesheet(look(variables={"--r": "2px"})) == (
        ":root {\n"
        "  --brand: #c81d25;\n"
        "  --brand-ink: #ffffff;\n"
        "  --accent: #f0a202;\n"
        "  --surface-tint: #0d0f14;\n"
        "  --bg: light-dark(color-mix(in oklab, #fbfaf8 97%, #0d0f14), #0d0f14);\n"
        "  --surface: light-dark(color-mix(in oklab, #ffffff 98%, #0d0f14), "
        "color-mix(in oklab, #0d0f14 95%, #ffffff));\n"
        "  --surface-2: light-dark(color-mix(in oklab, #f5f6f9 97%, #0d0f14), "
        "color-mix(in oklab, #0d0f14 91%, #ffffff));\n"
        "  --surface-3: light-dark(color-mix(in oklab, #eaecf1 97%, #0d0f14), "
        "color-mix(in oklab, #0d0f14 86%, #ffffff));\n"
        "  --raised: light-dark(color-mix(in oklab, #ffffff 98%, #0d0f14), "
        "color-mix(in oklab, #0d0f14 92%, #ffffff));\n"
        '  --font-display: "Fraunces Variable";\n'
        "  --display-stretch: 100%;\n"
        "  --display-weight: 600;\n"
        "  --display-tracking: -0.015em;\n"
        "  --display-case: none;\n"
        '  --font-body: "Instrument Sans Variable", "Instrument Fallback";\n'
        "  --r: 2px;\n"
        "}\n"
    )


def test_a_colour_that_would_vanish_is_lightened():
    palette = palette_of(look(brand="#101018"))
    assert palette.brand == "#5f5f64"


@given(st.text(), st.text(), st.text())
def test_no_text_of_a_studio_breaks_out_of_the_sheet(font, name, value):
    sheet = stylesheet(look(display_font=font, body_font=font, variables={name: value}))
    first, *rules, last, end = sheet.split("\n")
    assert (first, last, end) == (":root {", "}", "")
    assert all(LINE.fullmatch(rule) for rule in rules)


@pytest.mark.parametrize("colour", ["red;}", "#12345", "url(//evil.example)", ""])
def test_text_that_is_no_colour_never_reaches_the_sheet(colour):
    with pytest.raises(ValueError, match="Not a colour"):
        stylesheet(look(brand=colour))


def test_variables_are_read_line_by_line():
    assert parsed_variables("--r: 4px;\n\n  --display-case:uppercase\n") == {
        "--r": "4px",
        "--display-case": "uppercase",
    }
    assert as_text({"--r": "4px"}) == "--r: 4px"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("body { color: red }", VariableFault.NAME),
        ("nonsense", VariableFault.SHAPE),
        ("--brand: #ffffff", VariableFault.NAME),
        ("--r: url(https://evil.example/x)", VariableFault.VALUE),
        ("--r: 4px} body{display:none", VariableFault.VALUE),
        ("--r: expression(alert(1))", VariableFault.VALUE),
        ("--display-weight: 1000", VariableFault.VALUE),
    ],
)
def test_anything_else_is_refused(line, fault):
    with pytest.raises(BadVariable) as refusal:
        parsed_variables(line)
    assert refusal.value.fault is fault


def test_own_variables_come_last_and_only_from_the_list():
    variables = css_variables(look(variables={"--evil": "1px", "--r": "0"}))
    assert "--evil" not in variables
    assert list(variables)[-1] == "--r"
    assert set(ALLOWED) & {"--brand", "--brand-ink"} == set()
