"""The studio's look on paper: what it has chosen on its site, as far as paper can show it."""

import pytest

from apps.core.tenancy import studio_context
from apps.tenants.domain.fonts import FONTS
from apps.tenants.models import Branding
from apps.tenants.selectors.paper import paper_look


@pytest.mark.parametrize("font", FONTS)
def test_headings_have_a_weight_that_paper_knows(alpha, font):
    with studio_context(alpha):
        Branding.objects.update_or_create(studio_id=alpha.pk, defaults={"display_font": font})

        weight = int(paper_look().display.weight)

    assert weight % 100 == 0
    assert weight >= 600
