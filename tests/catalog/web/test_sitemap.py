import re

import pytest

from apps.catalog.services.collections import create_collection
from apps.catalog.services.contributors import Named, set_credits
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries


def addresses(answer):
    assert answer.headers["Content-Type"] == "application/xml"
    found = re.findall("<loc>(.*?)</loc>", answer.content.decode())
    return [one.removeprefix("http://alpha.localhost") for one in found]


def test_the_index_names_the_sections(visitor, on_alpha):
    on_alpha("Kites")

    assert addresses(visitor.get("/sitemap.xml")) == [
        "/sitemap-films.xml",
        "/sitemap-series.xml",
        "/sitemap-people.xml",
        "/sitemap-pages.xml",
    ]


def test_each_section_names_what_is_on_the_site(
    visitor, on_alpha, on_beta, harbour, draft, alpha, people
):
    film = on_alpha("Kites")
    on_beta("Leaked 5f3a91")
    with studio_context(alpha):
        set_credits(film, [Named("Meera Iyer", "director")], by=people.ana)
        create_collection("Rain", by=people.ana, is_published=True)
        create_collection("Hidden", by=people.ana)

    told = {name: addresses(visitor.get(f"/sitemap-{name}.xml")) for name in SECTIONS}
    assert told == {
        "films": ["/films/tide/", "/films/fog/", "/films/storm/", "/films/kites/"],
        "series": ["/series/harbour-lights/"],
        "people": ["/people/meera-iyer/"],
        "pages": ["/", "/films/", "/series/", "/collections/rain/"],
    }
    assert visitor.get("/sitemap-nothing.xml").status_code == 404


SECTIONS = ("films", "series", "people", "pages")


def test_a_large_catalogue_has_several_files(visitor, on_alpha, monkeypatch):
    monkeypatch.setattr("apps.catalog.web.sitemaps.TitleMap.limit", 1)
    on_alpha("Kites")
    on_alpha("Salt Road")

    assert "/sitemap-films.xml?p=2" in addresses(visitor.get("/sitemap.xml"))
    assert addresses(visitor.get("/sitemap-films.xml?p=2")) == ["/films/salt-road/"]
    assert visitor.get("/sitemap-films.xml?p=3").status_code == 404


def test_robots_are_told_where_it_is(visitor):
    page = visitor.get("/robots.txt").content.decode()

    assert re.search(r"^Sitemap: http://alpha.localhost/sitemap.xml$", page, re.MULTILINE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_asks_the_same_whatever_its_length(visitor, on_alpha, count):
    for number in range(count):
        on_alpha(f"Kites {number}")
    visitor.get("/")

    # The plan of who asks; how many; the films.
    with queries(3):
        visitor.get("/sitemap-films.xml")
