"""The page that refusals of films lead to."""

from apps.core.tenancy import studio_context
from apps.subscriptions.services.plans import set_plan


def test_everybody_sees_the_plans_and_their_own_is_marked(alpha, people, client_for):
    with studio_context(alpha):
        set_plan(people.citra, "basic", by=people.ana)

    page = client_for(alpha, people.citra).get("/plans/")
    stranger = client_for(alpha).get("/plans/")

    assert (page.status_code, stranger.status_code) == (200, 200)
    for name in ("Free", "Basic", "Premium", "1080p"):
        assert name in stranger.content.decode()
    assert page.content.decode().count("Yours") == 1
    assert "Yours" not in stranger.content.decode()
