"""Every letter, written in alpha right after beta's: alpha's look, alpha's links, nobody else's words."""

import pytest
from django.utils import timezone

from apps.accounts.models import User
from apps.core.mail import send_letter
from apps.core.models import Task
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Branding
from tests.isolation.suite.cases import case_of
from tests.isolation.suite.exits import letters

LETTERS = [found for found in sorted(letters()) if case_of(found) != "skipped"]


NAMES = ("user", "name", "film", "inviter", "email", "studio", "title")


def written_in(side, template):
    """The letter as it stands in the queue."""
    with studio_context(side.studio):
        name = User.objects.get(pk=side.owner.pk).name
        context = {**dict.fromkeys(NAMES, name), "days": 7, "erase_after": timezone.now()}
        send_letter(template, to=side.owner.email, context=context, language="en")
    with platform_context():
        row = Task.everywhere.filter(name="core.send_mail").latest("pk")
    assert row.studio_schema == side.studio.schema_name
    return row


@pytest.mark.parametrize("found", LETTERS, ids=str)
def test_a_letter_of_alpha_says_nothing_of_beta(twins, taken_back, found):
    with studio_context(twins.beta.studio):
        Branding.objects.filter(studio=twins.beta.studio).update(email_sender_name=twins.word)

    theirs, mine = written_in(twins.beta, found.name), written_in(twins.alpha, found.name)

    assert twins.word in str(theirs.kwargs), "the letter does not show the studio's look at all"
    assert twins.word not in str(mine.kwargs)
    assert "beta.localhost" not in str(mine.kwargs)
