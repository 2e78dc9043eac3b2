"""A profile's history on the site, and the row it goes on with."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Profile
from apps.accounts.services.profiles import make_first_profile
from apps.catalog.models import Film, Progress
from apps.core.tenancy import studio_context


@pytest.fixture
def saw(alpha, people, citra):
    """Citra saw so many seconds of an hour, so many hours ago."""

    def see(film, position, *, hours=0, profile=None):
        with studio_context(alpha):
            return Progress.objects.create(
                profile=profile or Profile.objects.get(user=people.citra, position=1),
                film=film,
                position_seconds=position,
                duration_seconds=3600,
                happened_at=timezone.now() - timedelta(hours=hours),
                completed_at=timezone.now() if position == 3600 else None,
            )

    return see


def titles_of(rows):
    return [(row["film"].title, row["percent"], row["has_ended"]) for row in rows]


def test_history_tells_what_was_watched_latest_first(citra, on_alpha, saw):
    saw(on_alpha("Rain"), 900, hours=5)
    saw(on_alpha("Kites"), 3600, hours=1)

    page = citra.get("/history/")

    assert titles_of(page.context["rows"]) == [("Kites", 100, True), ("Rain", 25, False)]
    text = page.content.decode()
    assert "25% watched" in text
    assert "Watched to the end" in text


def test_an_empty_history_says_what_it_is_for(citra):
    assert "Nothing watched yet" in citra.get("/history/").content.decode()


def test_visitors_are_asked_to_sign_in(visitor):
    for path in ("/history/", "/history/export/"):
        assert visitor.get(path).url.startswith("/accounts/login/")


def test_one_film_is_forgotten_and_then_all(citra, alpha, on_alpha, saw):
    rain, kites, salt = (on_alpha(title) for title in ("Rain", "Kites", "Salt Road"))
    for film in (rain, kites, salt):
        saw(film, 900)

    citra.post(f"/history/{rain.pk}/forget/")
    with studio_context(alpha):
        left = set(Progress.objects.values_list("film__title", flat=True))
    citra.post("/history/forget/")

    assert left == {"Kites", "Salt Road"}
    assert "Nothing watched yet" in citra.get("/history/").content.decode()


def test_nobody_forgets_what_others_watched(citra, alpha, people, on_alpha, saw):
    with studio_context(alpha):
        adis = make_first_profile(people.adi)
    rain = on_alpha("Rain")
    saw(rain, 900, profile=adis)

    citra.post(f"/history/{rain.pk}/forget/")
    citra.post("/history/forget/")

    with studio_context(alpha):
        assert Progress.objects.get().profile == adis


def test_history_is_taken_along_as_a_table(citra, harbour, alpha, on_alpha, saw):
    saw(on_alpha('=cmd|"/C"'), 900, hours=2)
    with studio_context(alpha):
        tide = Film.objects.get(title="Tide")
    saw(tide, 3600)

    answer = citra.get("/history/export/")
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == ["Title", "Series", "Watched", "Minutes", "Of minutes", "To the end"]
    assert lines[1][:2] == ["Tide", "Harbour Lights"]
    assert lines[1][3:5] == ["60", "60"]
    assert lines[2][0].startswith("'=")
    assert lines[2][5] == ""


def test_the_front_page_goes_on_where_citra_stopped(citra, visitor, on_alpha, saw):
    saw(on_alpha("Rain"), 900)
    saw(on_alpha("Kites"), 3600)

    page = citra.get("/").content.decode()

    row = page.partition('id="row-continue-title"')[2].partition("</section>")[0]
    assert 'href="/watch/rain/"' in row
    assert 'value="25"' in row
    assert "45 min left" in row
    assert "kites" not in row
    assert "row-continue" not in visitor.get("/").content.decode()


def test_the_next_episode_follows_a_finished_one(citra, alpha, harbour, saw):
    with studio_context(alpha):
        tide = Film.objects.get(title="Tide")
    saw(tide, 3600)

    page = citra.get("/").content.decode()

    row = page.partition('id="row-continue-title"')[2].partition("</section>")[0]
    assert "Harbour Lights" in row
    assert "S1 E2 · Fog" in row
    assert "Next episode" in row


def test_the_own_row_is_in_nobodys_cache(citra, ana, on_alpha, saw):
    saw(on_alpha("Rain"), 900)

    assert "row-continue" in citra.get("/").content.decode()
    assert "row-continue" not in ana.get("/").content.decode()
    assert "row-continue" in citra.get("/").content.decode()


def statements(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]


@pytest.mark.parametrize("path", ["/history/", "/"])
def test_a_page_costs_as_much_with_five_films_as_with_one(citra, on_alpha, saw, path):
    saw(on_alpha("Rain"), 900)
    citra.get(path)
    one = len(statements(citra, path))
    for number in range(4):
        saw(on_alpha(f"Film {number}"), 900)
    citra.get(path)

    assert len(statements(citra, path)) == one
