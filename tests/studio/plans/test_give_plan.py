"""The platform's staff sets a viewer's plan from the page of a studio."""

from apps.accounts.models import AuditEvent
from apps.core.tenancy import studio_context
from apps.subscriptions.models import Grant
from apps.subscriptions.selectors.entitlements import entitlement_of
from tests.backoffice.conftest import as_eko  # noqa: F401

CITRA = "citra@people.example"


def give(client, studio, **more):
    data = {"email": CITRA, "plan": "premium", "reason": "Prize", **more}
    return client.post(f"/admin/tenants/studio/{studio.pk}/give_plan/", data)


def test_the_viewer_of_that_studio_has_it_at_once(as_eko, alpha, beta, people):  # noqa: F811
    page = as_eko.get(f"/admin/tenants/studio/{alpha.pk}/give_plan/")
    assert page.context["form"].fields["plan"].choices == [
        ("free", "Free"),
        ("basic", "Basic"),
        ("premium", "Premium"),
    ]

    assert give(as_eko, alpha).status_code == 302

    with studio_context(alpha):
        assert entitlement_of(people.citra).plan_slug == "premium"
        noted = AuditEvent.objects.get(action="plan.set")
        assert (noted.actor_label, noted.target_pk) == (str(people.eko), people.citra.pk)
    with studio_context(beta):
        assert entitlement_of(people.citra_in_beta).plan_slug == "free"


def test_nobody_and_no_such_plan_change_nothing(as_eko, alpha, people):  # noqa: F811
    for wrong, field in (
        ({"email": "dewi@people.example"}, "email"),
        ({"plan": "gold"}, "plan"),
        ({"email": ""}, "email"),
    ):
        answer = give(as_eko, alpha, **wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])

    with studio_context(alpha):
        assert not Grant.objects.exists()


def test_only_the_platforms_staff_may(client_for, alpha, people):
    for visitor in (client_for(None), client_for(None, people.dewi)):
        assert give(visitor, alpha).status_code in {302, 403}

    with studio_context(alpha):
        assert not Grant.objects.exists()
