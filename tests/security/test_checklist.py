"""What deploy/SECURITY.md says is shown is shown, and what it counts is what the settings say."""

import re

import pytest
from django.conf import settings

from deploy.local.workspace import ROOT

TEXT = (ROOT / "deploy" / "SECURITY.md").read_text()
CHECKLIST = TEXT.partition("## Checklist")[2].partition("\n## ")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in CHECKLIST.splitlines()
    if line.startswith("| ") and not line.startswith(("| ASVS", "|---"))
]
# Requirements that must not go missing from the list.
EXPECTED = [
    "1.2.10",
    "1.3.4",
    "1.3.6",
    "2.3.3",
    "3.3.1",
    "3.4.1",
    "3.5.1",
    "3.5.3",
    "3.7.2",
    "4.1.3",
    "4.4.2",
    "5.2.1",
    "6.2.1",
    "6.3.1",
    "6.3.3",
    "6.3.8",
    "6.4.3",
    "6.5.1",
    "7.2.4",
    "7.4.1",
    "7.4.5",
    "7.5.1",
    "7.5.2",
    "8.2.1",
    "8.2.2",
    "8.4.1",
    "9.1.1",
    "9.2.1",
    "13.1.2",
    "13.3.1",
    "14.2.1",
    "16.3.1",
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_requirement_has_its_tests(row):
    number, how, paths = row
    named = re.findall(r"`([^`]+)`", paths)

    assert re.match(r"\d+\.\d+\.\d+", number)
    assert how
    assert named
    for path in named:
        assert "def test_" in (ROOT / path).read_text(), path


def test_no_requirement_went_missing():
    listed = [row[0].split()[0].rstrip(",").partition("–")[0] for row in ROWS]

    assert [number for number in EXPECTED if number not in listed] == []


def test_every_path_in_the_text_exists():
    for path in re.findall(r"`((?:tests|deploy|apps)/[\w/.]+)`", TEXT):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize(
    ("name", "said"), re.findall(r"`([A-Z]+_[A-Z_]+)` \(([\d,]+)\)", TEXT.partition("## Limits")[2])
)
def test_numbers_are_those_of_the_settings(name: str, said: str):
    example = (ROOT / ".env.example").read_text()
    number = said.replace(",", "")

    assert re.search(rf"^# {name}={number}$", example, re.MULTILINE), name
    assert getattr(settings, name, int(number)) == int(number)


def test_every_dependency_has_its_row():
    table = TEXT.partition("## Limits")[2]

    for on in ("PostgreSQL", "Redis", "Object store", "SMTP", "HTTP out", "ffmpeg"):
        assert re.search(rf"^\| [^|]*{on}", table, re.MULTILINE), on
    assert f"{settings.EMAIL_TIMEOUT} s" in table
