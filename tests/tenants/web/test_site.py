"""The platform's own pages: they answer, they agree with the plans, and no link is dead."""

import re
from urllib.parse import urlsplit

import pytest

from apps.tenants.domain.pricing import STUDIO_PLANS
from apps.tenants.models import Studio
from apps.tenants.services.lifecycle import close_studio

PAGES = ["/", "/features/", "/pricing/", "/start/", "/studios/closed/"]


@pytest.mark.parametrize("path", PAGES)
def test_no_link_of_a_page_is_dead(platform, client_for, path):
    client = client_for(None)
    page = client.get(path)
    assert page.status_code == 200

    links = {urlsplit(link).path for link in re.findall(r'<a [^>]*href="([^"]+)"', page.text)}
    links = {link for link in links if link.startswith("/") and not link.startswith("/mailbox")}
    assert len(links) >= 1
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_prices_are_those_of_the_plans(platform, client_for):
    text = client_for(None).get("/pricing/").text
    for plan in STUDIO_PLANS:
        assert plan.name in text
        assert all(feature in text for feature in plan.features)
    assert re.findall(r"\$([\d,]+)", text) == ["149", "790"]


def test_robots_find_the_map_and_stay_out_of_the_back_office(platform, client_for):
    client = client_for(None)
    robots = client.get("/robots.txt").text
    assert "Disallow: /admin/\n" in robots
    site_map = re.search(r"Sitemap: http://localhost(?::\d+)?(/\S+)", robots)[1]
    assert client.get(site_map).text.count("<loc>") == 4
    assert client.get("/humans.txt").status_code == 200


def test_the_platforms_pages_are_not_on_a_studios_host(alpha, client_for):
    for path in ("/pricing/", "/features/", "/start/", "/humans.txt"):
        assert client_for(alpha).get(path).status_code == 404
    assert "Disallow: /studio/" in client_for(alpha).get("/robots.txt").text


def test_a_closed_studio_is_reopened_by_the_letters_link(
    platform, alpha, people, client_for, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        close_studio(alpha, typed_name=alpha.name, by=people.ana)
    path = re.search(r"http://localhost(?::\d+)?(/studios/reopen/\S+)", mailoutbox[0].body)[1]
    client = client_for(None)

    assert "Reopen Alpha Pictures?" in client.get(path).text
    assert Studio.objects.get(pk=alpha.pk).status == "closed"  # looking changes nothing
    assert client.post(path)["Location"].startswith("http://alpha.localhost")
    assert Studio.objects.get(pk=alpha.pk).status == "active"
    assert client.post(path).status_code == 404


def test_a_link_of_the_last_closing_does_not_undo_the_next(
    platform, alpha, people, client_for, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        close_studio(alpha, typed_name=alpha.name, by=people.ana)
    path = re.search(r"http://localhost(?::\d+)?(/studios/reopen/\S+)", mailoutbox[0].body)[1]
    client_for(None).post(path)
    close_studio(Studio.objects.get(pk=alpha.pk), typed_name=alpha.name, by=people.ana)

    assert client_for(None).post(path).status_code == 404
    assert Studio.objects.get(pk=alpha.pk).status == "closed"
