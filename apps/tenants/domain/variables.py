"""The few CSS variables a studio may set itself: a name from our list, a value of its kind."""

import re

from apps.tenants.enums import VariableFault

NUMBER = r"-?\d{1,4}(?:\.\d{1,3})?"
LENGTH = re.compile(rf"(?:0|{NUMBER}(?:px|rem|em))")
PERCENT = re.compile(r"\d{1,3}%")
WEIGHT = re.compile(r"[1-9]\d{2}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
CASE = re.compile(r"none|uppercase|lowercase|capitalize")
ALLOWED = {
    "--r-sm": LENGTH,
    "--r": LENGTH,
    "--r-lg": LENGTH,
    "--r-xl": LENGTH,
    "--display-tracking": LENGTH,
    "--display-weight": WEIGHT,
    "--display-stretch": PERCENT,
    "--display-case": CASE,
    "--surface-tint": COLOUR,
}


class BadVariable(ValueError):
    """One line that is not an allowed variable with a value of its kind."""

    def __init__(self, fault: VariableFault, line: str) -> None:
        self.fault = fault
        self.line = line
        super().__init__(f"{fault}: {line}")


def parsed_variables(text: str) -> dict[str, str]:
    """``--name: value`` lines as a mapping; raises BadVariable for the first bad line."""
    lines = (line.strip().rstrip(";").strip() for line in text.splitlines())
    return dict(_parsed(line) for line in lines if line)


def _parsed(line: str) -> tuple[str, str]:
    name, colon, value = (part.strip() for part in line.partition(":"))
    if not colon:
        raise BadVariable(VariableFault.SHAPE, line)
    if name not in ALLOWED:
        raise BadVariable(VariableFault.NAME, line)
    if not ALLOWED[name].fullmatch(value):
        raise BadVariable(VariableFault.VALUE, line)
    return name, value


def as_text(variables: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in variables.items())
