"""Staff gives a plan from the command line."""

import pytest
from django.core.management import CommandError, call_command

from apps.core.tenancy import platform_context, studio_context
from apps.subscriptions.models import Grant
from apps.subscriptions.selectors.entitlements import entitlement_of


def run(*arguments):
    with platform_context():
        call_command("set_plan", *arguments)


def test_a_viewer_of_that_studio_gets_it_until_the_end_of_the_day(alpha, beta, people):
    run("alpha", "Citra@people.example", "premium", "--until", "2099-01-31", "--reason", "Prize")

    with studio_context(alpha):
        assert entitlement_of(people.citra).plan_slug == "premium"
        grant = Grant.objects.get()
        assert (grant.ends_at.isoformat(), grant.reason) == ("2099-01-31T23:59:59+00:00", "Prize")
    with studio_context(beta):
        assert entitlement_of(people.citra_in_beta).plan_slug == "free"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gamma", "citra@people.example", "basic"), "no studio gamma"),
        (("alpha", "dewi@people.example", "basic"), "Nobody of Alpha Pictures"),
        (("alpha", "citra@people.example", "gold"), "no plan gold"),
        (("alpha", "citra@people.example", "basic", "--until", "tomorrow"), "2027-01-31"),
    ],
)
def test_what_is_wrong_is_said(alpha, people, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)

    with studio_context(alpha):
        assert not Grant.objects.exists()
