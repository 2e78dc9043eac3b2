from apps.catalog.models import Film, OldAddress
from apps.catalog.services.films import create_film, update_film
from apps.catalog.services.series import create_series, update_series


def leads():
    """Where each old address leads now."""
    rows = OldAddress.objects.select_related("film", "series").order_by("slug")
    return [(row.slug, (row.film or row.series).slug) for row in rows]


def test_old_addresses_lead_to_the_present_one(in_alpha, people):
    kites = create_film("Kites", by=people.ana)
    update_film(kites, by=people.ana, slug="paper-kites")
    update_film(kites, by=people.ana, slug="kites-of-paper")

    assert leads() == [("kites", "kites-of-paper"), ("paper-kites", "kites-of-paper")]


def test_a_title_that_goes_back_leaves_no_circle(in_alpha, people):
    kites = create_film("Kites", by=people.ana)
    update_film(kites, by=people.ana, slug="paper-kites")
    update_film(kites, by=people.ana, slug="kites")

    assert leads() == [("paper-kites", "kites")]


def test_a_new_title_takes_an_old_address_over(in_alpha, people):
    kites = create_film("Kites", by=people.ana)
    update_film(kites, by=people.ana, slug="paper-kites")

    other = create_film("Kites", by=people.ana)

    assert other.slug == "kites"
    assert leads() == []
    update_film(other, by=people.ana, slug="other-kites")
    assert leads() == [("kites", "other-kites")]


def test_a_film_and_a_series_may_have_had_the_same_address(in_alpha, people):
    film, series = create_film("Kites", by=people.ana), create_series("Kites", by=people.ana)
    update_film(film, by=people.ana, slug="film")
    update_series(series, by=people.ana, slug="series")

    assert leads() == [("kites", "film"), ("kites", "series")]


def test_other_changes_leave_the_address(in_alpha, people):
    kites = create_film("Kites", by=people.ana)
    update_film(kites, by=people.ana, title="Paper Kites")

    assert (Film.objects.get().slug, leads()) == ("kites", [])
