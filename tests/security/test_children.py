"""A child's profile over everything a studio's host answers: nothing above its age comes out.

The addresses are read from the resolver, so one that is added tomorrow is walked tomorrow. Each is
asked twice, with a title that is allowed and with one that is not, by a browser and by a program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from apps.accounts.services.profiles import Details, create_profile, make_first_profile, set_pin
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.models import Contributor, Credit, Film, Play, Progress
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.films import create_film
from apps.catalog.services.series import add_episode, add_season, create_series, publish_series
from apps.core.tenancy import studio_context
from tests.factories.catalog import published
from tests.permissions.routes import Route, routes_of

# In every title and synopsis that a child of seven must not meet, and nowhere else.
SECRET = "zartosht"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# A studio's own work on its films: a child's browser does not get there, see below.
DESK = re.compile(r"^api/(v1/)?(admin|uploads)/")
# The household's and the account's own pages name no titles.
OTHERS = ("/accounts/", "/account/", "/studio/", "/admin/", "/problems", "/api/docs", "/profiles/")
WORDS = ("", "?q={0}", "?search={0}", "?genre=drama", "?page=2")


@dataclass(frozen=True)
class Home:
    """Citra's household, and titles on both sides of the line."""

    child: Any
    grown_up: Any
    headers: dict[str, str]
    allowed: dict[str, list[str]]
    hidden: dict[str, list[str]]
    film: Film


@pytest.fixture
def home(alpha, people, client_for):
    with studio_context(alpha):
        first = make_first_profile(people.citra)
        kiran = create_profile(people.citra, Details("Kiran", is_kids=True, max_age=7))
        gentle, secrets = titles(people.ana)
        watched(kiran, [gentle, *secrets])
        set_pin(first, "4711", by=people.citra)
        token = issue_tokens(people.citra).access
        allowed, hidden = keys_of([gentle]), keys_of(secrets)
    child, grown_up = (client_for(alpha, people.citra) for _browser in range(2))
    child.post(f"/profiles/{kiran.pk}/choose/")
    grown_up.post(f"/profiles/{first.pk}/choose/", {"pin": "4711"})
    headers = {"authorization": f"Bearer {token}", "x-profile": str(kiran.pk)}
    return Home(child, grown_up, headers, allowed, hidden, secrets[0])


def titles(ana) -> tuple[Film, list[Film]]:
    """One for everybody; hidden by rating, by country, by series, as an extra and a trailer."""
    told = {"by": ana, "genres": ["Drama"]}
    gentle = published(create_film("Gentle morning", maturity="7", **told))
    secrets = [
        published(create_film(f"{SECRET} {age}", synopsis=SECRET, maturity=age, **told))
        for age in ("13", "16", "18")
    ]
    series = create_series(f"{SECRET} lights", by=ana, maturity="16", genres=["Drama"])
    season = add_season(series, by=ana, number=1)
    episode = published(add_episode(season, title=f"{SECRET} tide", by=ana))
    publish_series(series, by=ana)
    for kind in ("trailer", "extra"):
        extra = create_film(f"{SECRET} {kind}", by=ana)
        Film.objects.filter(pk=extra.pk).update(kind=kind, part_of=secrets[2])
        extra.refresh_from_db()
        secrets.append(published(extra))
    every = create_collection("Everything", by=ana, is_published=True)
    set_entries(every, [gentle, *secrets[:3], series], by=ana)
    asha = Contributor.objects.create(name="Asha Rao", slug="asha-rao")
    for film in (gentle, secrets[0]):
        Credit.objects.create(film=film, contributor=asha, job="director", position=1)
    Credit.objects.create(series=series, contributor=asha, job="director", position=1)
    return gentle, [*secrets, episode]


def watched(profile, films) -> None:
    """Before anybody limited the profile: history and shelves know them all."""
    told = {"position_seconds": 1200, "duration_seconds": 3600}
    for film in films:
        Progress.objects.create(profile=profile, film=film, happened_at=film.created_at, **told)


def keys_of(films: list[Film]) -> dict[str, list[str]]:
    """What may stand in an address, by the parameter's name."""
    slugs = [film.slug for film in films]
    slugs += [film.season.series.slug for film in films if film.season]
    pks = [str(film.pk) for film in films]
    shared = {"slug": [*slugs, "everything", "asha-rao"], "section": ["films", "series"]}
    return {**shared, "key": [*slugs, *pks, "everything", "asha-rao"], "pk": pks}


def viewers_routes() -> Iterator[Route]:
    for route in routes_of("studio"):
        if not DESK.match(route.pattern) and "." not in route.pattern:
            yield route


def walk(keys: dict[str, list[str]]) -> Iterator[str]:
    """Every address of the site and the API that can be looked at, with every key."""
    for route in viewers_routes():
        names = PARAMETER.findall(route.pattern)
        if names and (len(names) > 1 or names[0] not in keys):
            continue
        for value in keys[names[0]] if names else [""]:
            path = "/" + PARAMETER.sub(value, route.pattern)
            if not path.startswith(OTHERS):
                yield from (path + word.format(SECRET) for word in WORDS[: 1 if names else None])


def leaks(answer: Any, path: str) -> bool:
    """Whether the word stands in the answer, other than as what was asked for."""
    if answer.streaming:
        text = b"".join(answer.streaming_content).decode(errors="replace")
    else:
        text = answer.content.decode(errors="replace")
    text += str(answer.headers.get("Location", ""))
    for echo in (path, f'value="{SECRET}"', f"q={SECRET}", f"search={SECRET}", f"“{SECRET}”"):
        text = text.replace(echo, "")
    return SECRET in text.lower()


def asked(home: Home, who: str, path: str) -> Any:
    if who == "program":
        return home.child.get(path, headers=home.headers)
    return (home.child if who == "child" else home.grown_up).get(path)


@pytest.mark.parametrize("who", ["child", "program"])
def test_no_address_of_the_site_tells_a_child(home, who):
    paths = sorted({*walk(home.allowed), *walk(home.hidden)})

    found = [path for path in paths if leaks(asked(home, who, path), path)]

    assert found == []
    assert len(paths) > 150


def test_control_the_same_addresses_tell_a_grown_up(home):
    paths = [path for path in walk(home.hidden) if "?" not in path]

    telling = {path for path in paths if leaks(asked(home, "grown_up", path), path)}

    expected = {"/", "/films/", "/series/", "/api/v1/movies", "/api/v1/series"}
    expected |= {f"/films/{SECRET}-18/", f"/series/{SECRET}-lights/", f"/api/v1/movies/{SECRET}-18"}
    expected |= {"/people/asha-rao/", "/collections/everything/", "/api/v1/collections/everything"}
    assert expected <= telling
    assert len(telling) > 25


@pytest.mark.parametrize("who", ["child", "program"])
def test_suggestions_tell_nothing(home, who):
    for path in ("/search/suggestions/?q=zar", "/api/v1/search/suggestions?q=zar"):
        assert not leaks(asked(home, who, path), path)
        assert leaks(asked(home, "grown_up", path), path), path


@pytest.mark.parametrize("who", ["child", "program"])
def test_nothing_hidden_can_be_played(home, alpha, who):
    headers = home.headers if who == "program" else {}
    for key in home.hidden["pk"]:
        answer = home.child.post(
            "/api/v1/playback/sessions",
            {"film": key, "device_id": "device-1", "device": "Tablet"},
            content_type="application/json",
            headers=headers,
        )
        assert answer.status_code in (403, 404), answer.content
        assert not leaks(answer, "")
        assert "manifest_url" not in answer.json()
    with studio_context(alpha):
        assert Play.objects.count() == 0


def test_the_history_and_the_shelf_hide_what_was_seen_before(home):
    for path in ("/api/v1/user/history", "/api/v1/user/continue-watching"):
        titles = [row["film"]["title"] for row in asked(home, "program", path).json()["results"]]
        assert titles == ["Gentle morning"], path
    assert not leaks(asked(home, "child", "/history/export/"), "")


def test_another_header_does_not_open_a_browser(home, alpha, people):
    """A page's session decides, whatever a script sends beside it."""
    with studio_context(alpha):
        first = people.citra.profiles.get(position=1)

    told = home.child.get("/api/v1/movies", headers={"x-profile": str(first.pk)})

    assert [row["title"] for row in told.json()["results"]] == ["Gentle morning"]


def test_the_desk_is_closed_to_a_childs_browser(alpha, people, client_for):
    with studio_context(alpha):
        make_first_profile(people.ana)
        kiran = create_profile(people.ana, Details("Kiran", is_kids=True, max_age=7))
        published(create_film(f"{SECRET} 18", by=people.ana, maturity="18"))
    ana = client_for(alpha, people.ana)
    assert leaks(ana.get("/studio/films/"), "")
    ana.post(f"/profiles/{kiran.pk}/choose/")

    for path in ("/studio/", "/studio/films/", "/films/", f"/films/{SECRET}-18/", "/"):
        assert not leaks(ana.get(path), path), path
