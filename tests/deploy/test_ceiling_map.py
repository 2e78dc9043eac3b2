"""nginx's own map of ceilings says what Python says, for every quality that a film can have."""

import re
from dataclasses import replace

import pytest

from apps.catalog.domain.ladder import RUNGS, THRIFTY
from apps.catalog.domain.media_address import CAPS, media_address, prefix_of
from deploy.local.workspace import ROOT
from tests.catalog.domain.test_media_address import HOST, PASS, SECRET

TEMPLATE = ROOT / "deploy" / "nginx" / "site.conf.template"
MAP = re.compile(r'map "\$m_cap:\$m_part" \$m_is_within_cap \{(.*?)\n\}', re.DOTALL)
ENTRY = re.compile(r'"([^"]+)" 1;')


def nginx_allows(cap, part):
    entries = ENTRY.findall(MAP.search(TEMPLATE.read_text())[1])
    return any(
        re.search(entry[1:], f"{cap}:{part}") if entry[0] == "~" else entry == f"{cap}:{part}"
        for entry in entries
    )


@pytest.mark.parametrize("cap", CAPS)
@pytest.mark.parametrize("part", [THRIFTY, *RUNGS, "a0", "i", "sprites"])
def test_nginx_and_python_agree_on_each_ceiling(cap, part):
    prefix = prefix_of(replace(PASS, cap=cap), HOST, SECRET)

    allowed = media_address(f"{prefix}{part}/init.mp4").is_within_cap

    assert nginx_allows(cap, part) == allowed == (not isinstance(part, int) or part <= cap)
