from datetime import UTC, datetime

import pytest
import time_machine

from apps.accounts.enums import Role
from apps.catalog.models import Contributor, CountryRating, Credit, ReleaseWindow
from apps.core.tenancy import studio_context
from tests.people import person


def rows(prefix, *lines):
    """A formset as the page sends it."""
    body = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    for index, line in enumerate(lines):
        for name, value in line.items():
            body[f"{prefix}-{index}-{name}"] = value
    return body


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def film(draft):
    return draft("Night rain")


def test_credits_are_saved_in_the_order_of_their_places(edi, film, alpha):
    lines = rows(
        "credits",
        {"name": "Ravi Menon", "job": "actor", "character": "The postman", "ORDER": "2"},
        {"name": "Asha Rao", "job": "director", "character": "", "ORDER": "1"},
        {"name": "Nobody", "job": "actor", "ORDER": "3", "DELETE": "on"},
        {"name": "", "job": "actor", "character": "", "ORDER": "4"},
    )
    page = edi.post(f"/studio/films/{film.pk}/credits/", lines, follow=True)

    with studio_context(alpha):
        made = list(Credit.objects.values_list("contributor__name", "job", "character"))
    assert made == [("Asha Rao", "director", ""), ("Ravi Menon", "actor", "The postman")]
    assert told(page) == ["The credits are saved."]
    assert 'value="Ravi Menon"' in page.content.decode()


def test_a_name_that_was_credited_before_is_the_same_person(edi, film, draft, alpha):
    line = {"name": "Asha Rao", "job": "director", "ORDER": "1"}
    edi.post(f"/studio/films/{film.pk}/credits/", rows("credits", line))
    again = {**line, "name": "asha rao"}
    edi.post(f"/studio/films/{draft('Kites').pk}/credits/", rows("credits", again))

    with studio_context(alpha):
        assert Contributor.objects.count() == 1


def test_a_line_without_a_name_is_shown_with_its_fault(edi, film, alpha):
    line = {"name": "", "job": "actor", "character": "The postman", "ORDER": "1"}
    page = edi.post(f"/studio/films/{film.pk}/credits/", rows("credits", line))

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    with studio_context(alpha):
        assert not Credit.objects.exists()


def test_windows_are_saved_with_countries_by_name_or_code(edi, film, alpha):
    """In the studio's own time, seven hours ahead of Greenwich."""
    lines = rows(
        "windows",
        {
            "starts_at": "2026-12-24T18:00",
            "ends_at": "2027-01-01T00:00",
            "countries": "India, id, india",
            "is_early_access": "on",
            "ORDER": "1",
        },
        {"starts_at": "2027-01-01T00:00", "ends_at": "", "countries": "", "ORDER": "2"},
    )
    page = edi.post(f"/studio/films/{film.pk}/release/", {"part": "windows", **lines}, follow=True)

    with studio_context(alpha):
        windows = list(
            ReleaseWindow.objects.values_list(
                "starts_at", "ends_at", "countries", "is_early_access"
            )
        )
    assert windows == [
        (
            datetime(2026, 12, 24, 11, tzinfo=UTC),
            datetime(2026, 12, 31, 17, tzinfo=UTC),
            ["ID", "IN"],
            True,
        ),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), None, [], False),
    ]
    assert 'value="Indonesia, India"' in page.content.decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"starts_at": "2026-12-24T18:00", "countries": "Atlantis"},
            "Not a country we know: Atlantis.",
        ),
        (
            {"starts_at": "2026-12-24T18:00", "ends_at": "2026-12-24T17:00"},
            "A window ends after it starts.",
        ),
        ({"starts_at": "", "countries": "India"}, "This field is required."),
    ],
)
def test_a_window_that_cannot_be_is_not_saved(edi, film, alpha, line, said):
    lines = rows("windows", {**line, "ORDER": "1"})
    page = edi.post(f"/studio/films/{film.pk}/release/", {"part": "windows", **lines})

    assert page.status_code == 422
    assert said in page.content.decode()
    with studio_context(alpha):
        assert not ReleaseWindow.objects.exists()


def test_ages_by_country_are_saved(edi, film, alpha):
    lines = rows(
        "ratings",
        {"country": "IN", "age": "13", "label": "UA 13+", "ORDER": "1"},
        {"country": "DE", "age": "12", "label": "FSK 12", "ORDER": "2"},
    )
    edi.post(f"/studio/films/{film.pk}/release/", {"part": "ratings", **lines})

    with studio_context(alpha):
        ages = list(CountryRating.objects.values_list("country", "age", "label"))
    assert ages == [("DE", 12, "FSK 12"), ("IN", 13, "UA 13+")]


@time_machine.travel("2026-11-21 12:00", tick=False)
def test_a_draft_is_scheduled_and_the_appointment_taken_back(edi, film, reread):
    url = f"/studio/films/{film.pk}/release/"
    edi.post(url, {"part": "schedule", "publish_at": "2026-12-24T18:00"})
    assert reread(film).publish_at == datetime(2026, 12, 24, 11, tzinfo=UTC)

    past = edi.post(url, {"part": "schedule", "publish_at": "2026-11-21T11:59"})
    assert (past.status_code, "still to come" in past.content.decode()) == (422, True)
    assert reread(film).publish_at == datetime(2026, 12, 24, 11, tzinfo=UTC)

    edi.post(url, {"part": "schedule", "publish_at": ""})
    assert reread(film).publish_at is None


def test_who_may_not_publish_schedules_nothing(client_for, alpha, film, reread, monkeypatch):
    with studio_context(alpha):
        somebody = person("Wira", Role.EDITOR)
    monkeypatch.setattr("apps.accounts.rules.can_publish_films", lambda _person: False)
    client = client_for(alpha, somebody)
    url = f"/studio/films/{film.pk}/release/"

    answer = client.post(url, {"part": "schedule", "publish_at": "2036-12-24T18:00"})

    assert answer.status_code == 403
    assert reread(film).publish_at is None
    assert 'name="publish_at"' not in client.get(url).content.decode()


@pytest.mark.parametrize(("page", "count"), [("credits", 6), ("release", 6), ("extras", 7)])
def test_the_number_of_questions_does_not_grow(edi, film, page, count, queries):
    url = f"/studio/films/{film.pk}/"
    one, more = ["Asha"], ["Asha", "Ravi", "Meera"]
    for names in (one, more):
        lines = [{"name": name, "job": "actor", "ORDER": "1"} for name in names]
        edi.post(f"{url}credits/", rows("credits", *lines))
        ages = [{"country": code, "age": "7", "ORDER": "1"} for code in ("IN", "ID", "DE")]
        edi.post(f"{url}release/", {"part": "ratings", **rows("ratings", *ages[: len(names)])})
        for name in names:
            edi.post(f"{url}extras/", {"title": name, "kind": "trailer"})
        edi.get(f"{url}{page}/")
        with queries(count):
            edi.get(f"{url}{page}/")


def test_a_trailer_is_added_and_takes_its_video_next(edi, film, alpha):
    answer = edi.post(f"/studio/films/{film.pk}/extras/", {"title": "Teaser", "kind": "trailer"})

    with studio_context(alpha):
        trailer = film.extras.get()
    assert (trailer.title, trailer.kind, trailer.state) == ("Teaser", "trailer", "draft")
    assert answer.headers["Location"] == f"/studio/films/{trailer.pk}/"
    page = edi.get(answer.headers["Location"]).content.decode()
    assert f'href="/studio/films/{film.pk}/extras/"' in page
    assert (
        "/extras/"
        not in page.partition("breadcrumbs")[2].partition("</nav>")[2].partition("</nav>")[0]
    )


def test_only_trailers_and_extras_belong_to_a_film(edi, film, alpha):
    answer = edi.post(f"/studio/films/{film.pk}/extras/", {"title": "Two", "kind": "episode"})

    assert answer.status_code == 422
    with studio_context(alpha):
        assert not film.extras.exists()
