"""People of the platform look into a studio: with a reason, for an hour, reading only."""

from datetime import timedelta

import pytest
import time_machine
from django import urls as addresses
from django.db import InternalError
from django.utils import timezone

from apps.accounts.models import AuditEvent, User
from apps.accounts.services import audit
from apps.catalog.models import Film
from apps.core.tenancy import platform_context, studio_context
from apps.studio.errors import NotToBeInspected
from apps.studio.services.inspection import open_for_inspection
from apps.studio.web.backoffice.inspected_watching import inspection_site
from apps.studio.web.backoffice.inspection import nothing_written
from apps.tenants.services.lifecycle import close_studio, suspend_studio

OPENED = "studio.opened_read_only"
PAGES = [
    "/admin/open/",
    "/admin/open/accounts/user/",
    "/admin/open/catalog/film/",
    "/admin/open/catalog/encode/",
    "/admin/open/accounts/invitation/",
    "/admin/open/accounts/auditevent/",
]


def enter(client, studio, reason="The owner asked why a film does not play."):
    return client.post(f"/admin/studios/{studio.pk}/open/", {"reason": reason})


def lines_of(studio):
    with studio_context(studio) if studio else platform_context():
        return list(AuditEvent.objects.filter(action=OPENED))


@pytest.fixture
def inside(as_sari, alpha):
    """Sari of support, looking into alpha."""
    assert enter(as_sari, alpha).url == "/admin/open/"
    return as_sari


def test_both_logs_get_exactly_one_line_with_the_reason(inside, alpha, beta):
    inside.get("/admin/open/")
    inside.get("/admin/open/accounts/user/")

    (on_platform,), (in_studio,) = lines_of(None), lines_of(alpha)
    assert on_platform.actor_label == "Sari"
    assert in_studio.actor_label == "Sari (CineRadar)"
    for line in (on_platform, in_studio):
        assert line.changes == {"reason": "The owner asked why a film does not play."}
        assert line.target_pk == alpha.pk
        assert line.ip == "127.0.0.1"
    assert lines_of(beta) == []


def test_without_a_reason_nothing_is_opened(as_sari, alpha):
    response = enter(as_sari, alpha, reason="  ")

    assert response.status_code == 422
    assert as_sari.get("/admin/open/").status_code == 302
    assert lines_of(None) == lines_of(alpha) == []


def test_looking_at_the_question_opens_nothing(as_sari, alpha):
    assert as_sari.get(f"/admin/studios/{alpha.pk}/open/").status_code == 200
    assert as_sari.get("/admin/open/").status_code == 302
    assert lines_of(None) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_whose_it_is_and_how_to_leave(inside, page):
    text = inside.get(page).content.decode()

    assert "<strong>Alpha Pictures</strong> read-only" in text
    assert 'action="/admin/leave-studio/"' in text


def test_it_shows_this_studios_people_and_nobody_elses(inside, people, office):
    shown = inside.get("/admin/open/accounts/user/").context["cl"].result_list

    assert {user.email for user in shown} == {
        "ana@people.example",
        "adi@people.example",
        "citra@people.example",
    }
    assert inside.get(f"/admin/open/accounts/user/{people.ana.pk}/change/").status_code == 200
    for stranger in (people.bima, people.eko, office.sari, people.citra_in_beta):
        url = f"/admin/open/accounts/user/{stranger.pk}/change/"
        assert inside.get(url, follow=True).redirect_chain, url


def test_pages_are_rendered_inside_too(inside, alpha, beta):
    with studio_context(alpha):
        Film.objects.create(title="Alpha Film", slug="film")
    with studio_context(beta):
        Film.objects.create(title="leak-5f3a91c07be2", slug="film")

    text = inside.get("/admin/open/catalog/film/").content.decode()

    assert "Alpha Film" in text
    assert "leak-5f3a91c07be2" not in text


def test_the_studios_log_is_its_own(inside, alpha, beta):
    with studio_context(beta):
        audit.record("film.published", by="leak-5f3a91c07be2")
    with platform_context():
        audit.record("film.published", by="leak-of-the-platform")

    text = inside.get("/admin/open/accounts/auditevent/").content.decode()

    assert "Sari (CineRadar)" in text
    assert "leak-" not in text


def all_addresses(person):
    def reverse(name, **more):
        return addresses.reverse(f"inspection:{name}", urlconf="config.urls.public", **more)

    for model, options in inspection_site._registry.items():
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{label}_changelist")
        yield reverse(f"{label}_add")
        for page in ("change", "delete", "history"):
            yield reverse(f"{label}_{page}", args=[person.pk])
        assert options.actions is None


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_but_reading_is_answered(inside, people, alpha, method):
    for url in all_addresses(people.citra):
        assert getattr(inside, method)(url).status_code == 405, url
    with studio_context(alpha):
        assert User.objects.filter(email="citra@people.example", name="Citra").exists()


def test_even_a_page_that_tried_could_not_write(in_alpha, people):
    with pytest.raises(InternalError, match="read-only"), nothing_written():
        User.objects.filter(pk=people.citra.pk).update(name="Changed")

    people.citra.name = "Written afterwards"
    people.citra.save()
    assert User.objects.get(pk=people.citra.pk).name == "Written afterwards"


def test_it_has_no_files_to_take_away(inside):
    assert inside.get("/admin/open/accounts/user/export/").status_code == 403


def test_leaving_ends_it(inside):
    assert inside.get("/admin/leave-studio/").status_code == 405
    assert inside.post("/admin/leave-studio/").status_code == 302
    assert inside.get("/admin/open/").status_code == 302
    assert inside.get("/admin/").status_code == 200


def test_after_an_hour_it_is_over(inside):
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        response = inside.get("/admin/open/accounts/user/")

    assert response.status_code == 302
    assert response.url == "/admin/tenants/studio/"


def test_it_ends_when_the_studio_is_closed(inside, alpha, people):
    close_studio(alpha, typed_name=alpha.name, by="beat")

    assert inside.get("/admin/open/").status_code == 302


def test_a_suspended_studio_can_be_looked_into(inside, alpha):
    suspend_studio(alpha, reason="Unpaid.", by="beat")

    assert inside.get("/admin/open/").status_code == 200


@pytest.mark.parametrize("status", ["provisioning", "closed"])
def test_a_studio_that_is_not_open_is_refused(people, alpha, status):
    alpha.status = status

    with platform_context(), pytest.raises(NotToBeInspected):
        open_for_inspection(alpha, reason="Curious.", by=people.eko)
    assert lines_of(None) == lines_of(alpha) == []


def test_the_platforms_own_row_is_not_a_studio(as_sari, platform, alpha):
    from apps.tenants.models import Studio

    own = Studio.objects.get(schema_name="public")
    assert enter(as_sari, own).status_code == 404


def test_it_ends_with_the_role(inside, office):
    with platform_context():
        User.objects.filter(pk=office.sari.pk).update(role="finance")

    assert inside.get("/admin/open/", follow=True).status_code == 403


def test_finance_may_not_look(client_for, office, alpha):
    client = client_for(None, office.fajar)

    assert enter(client, alpha).status_code == 403
    assert lines_of(None) == lines_of(alpha) == []


def test_the_session_opens_nothing_on_the_studios_own_host(inside, client_for, alpha):
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in inside.cookies.items())
    visitor = client_for(alpha)

    response = visitor.get("/studio/", headers={"cookie": cookies})

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_a_list_costs_the_same_for_one_row_and_for_three(
    inside, alpha, django_assert_num_queries, django_assert_max_num_queries
):
    def make(number):
        with studio_context(alpha):
            Film.objects.create(title=f"Film {number}", slug=f"film-{number}")

    make(1)
    inside.get("/admin/open/catalog/film/")
    with django_assert_max_num_queries(20) as first:
        inside.get("/admin/open/catalog/film/")
    make(2)
    make(3)

    with django_assert_num_queries(len(first)):
        inside.get("/admin/open/catalog/film/")
