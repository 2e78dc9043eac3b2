"""Studios opened, suspended, closed and brought back from the back-office: by the same services."""

import pytest

from apps.accounts.models import AuditEvent
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.studio.selectors.figures import numbers_of_studios
from apps.tenants.models import SignUp, Studio

NEW = {
    "name": "Gamma Pictures",
    "slug": "gamma",
    "owner_name": "Gita",
    "owner_email": "gita@people.example",
    "language": "en",
    "time_zone": "Asia/Jakarta",
    "currency": "USD",
}


def url(studio, button):
    return f"/admin/tenants/studio/{studio.pk}/{button}/"


def press(client, studio, button, **data):
    response = client.post(url(studio, button), data)
    studio.refresh_from_db()
    return response


def actions_in(studio):
    with studio_context(studio) if studio else platform_context():
        noted = AuditEvent.objects.exclude(action="person.signed_in").order_by("pk")
        return list(noted.values_list("action", "actor_label"))


@pytest.fixture
def queued(monkeypatch):
    """What would have been queued, as (task, arguments)."""
    from apps.tenants.services import provisioning

    asked = []
    monkeypatch.setattr(provisioning, "enqueue", lambda name, **kwargs: asked.append(name))
    return asked


def test_a_studio_is_suspended_and_brought_back(as_eko, client_for, alpha):
    assert as_eko.get(url(alpha, "suspend")).status_code == 200
    assert alpha.status == "active"

    press(as_eko, alpha, "suspend", reason="Unpaid since May.")
    assert (alpha.status, alpha.suspension_reason) == ("suspended", "Unpaid since May.")
    press(as_eko, alpha, "reactivate")

    assert (alpha.status, alpha.suspension_reason) == ("active", "")
    expected = [("studio.suspended", "Eko"), ("studio.reactivated", "Eko")]
    assert actions_in(None) == actions_in(alpha) == expected


def test_suspending_needs_a_reason(as_eko, alpha):
    assert press(as_eko, alpha, "suspend", reason="").status_code == 422
    assert alpha.status == "active"
    assert actions_in(None) == []


def test_closing_needs_the_name_typed(as_eko, alpha):
    response = press(as_eko, alpha, "close", typed_name="Alpha")

    assert response.status_code == 422
    assert "not the studio&#x27;s name" in response.content.decode()
    assert alpha.status == "active"


def test_a_studio_is_closed_and_reopened(as_eko, alpha):
    press(as_eko, alpha, "close", typed_name="Alpha Pictures")
    assert alpha.status == "closed"
    press(as_eko, alpha, "reopen")
    assert alpha.status == "active"


def test_a_refusal_of_the_service_is_shown_and_nothing_happens(as_eko, alpha):
    response = press(as_eko, alpha, "reactivate")

    assert response.status_code == 422
    assert "not in a state" in response.content.decode()
    assert actions_in(None) == []


def test_the_page_offers_what_the_state_allows(as_eko, alpha):
    def buttons():
        page = as_eko.get(url(alpha, "change")).content.decode()
        every = ("open_read_only", "suspend", "reactivate", "close", "reopen", "watch_opening")
        return {name for name in every if f"/{name}/" in page}

    assert buttons() == {"open_read_only", "suspend", "close"}
    press(as_eko, alpha, "suspend", reason="Unpaid.")
    assert buttons() == {"open_read_only", "reactivate"}
    press(as_eko, alpha, "reactivate")
    press(as_eko, alpha, "close", typed_name="Alpha Pictures")
    assert buttons() == {"reopen"}


def test_the_platforms_own_row_has_no_page(as_eko, platform):
    own = Studio.objects.get(schema_name="public")

    assert as_eko.get(url(own, "change")).status_code == 302
    assert as_eko.post(url(own, "suspend"), {"reason": "x"}).status_code == 404


def test_adding_a_studio_goes_on_to_its_progress(as_eko, platform, queued):
    response = as_eko.post("/admin/tenants/studio/add/", NEW)

    studio = Studio.objects.get(slug="gamma")
    job = Job.everywhere.get(subject_pk=studio.pk)
    assert response.url == f"/admin/core/job/{job.pk}/change/"
    assert studio.status == "provisioning"
    assert SignUp.objects.get(studio=studio).email == "gita@people.example"
    assert queued == ["tenants.provision_studio"]
    assert actions_in(None) == [("studio.requested", "Eko")]
    assert 'hx-trigger="every 2s"' in as_eko.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("slug", "sentence"), [("alpha", "This address is taken"), ("admin", "reserved")]
)
def test_an_address_that_cannot_be_had_is_refused(as_eko, platform, queued, slug, sentence):
    response = as_eko.post("/admin/tenants/studio/add/", {**NEW, "slug": slug})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Studio.objects.filter(name="Gamma Pictures").exists()
    assert queued == []


def test_a_studio_half_made_counts_nothing(as_eko, platform, queued):
    as_eko.post("/admin/tenants/studio/add/", NEW)

    assert {one.schema_name for one in numbers_of_studios()} == {"alpha", "beta"}
    shown = as_eko.get("/admin/tenants/studio/").context["cl"].result_list
    assert {row.slug: bool(row.numbers) for row in shown} == {
        "alpha": True,
        "beta": True,
        "gamma": False,
    }
    page = as_eko.get("/admin/tenants/studio/").content.decode()
    assert "gita@people.example" in page


def test_an_unknown_studio_is_not_found(as_eko, people):
    assert as_eko.get(f"/admin/tenants/studio/{people.eko.pk}/suspend/").status_code == 404
    assert as_eko.get(f"/admin/studios/{people.eko.pk}/open/").status_code == 404
