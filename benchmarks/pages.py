"""Queries of the main pages with one film and with fifty, and how many home pages a second.

A page whose queries grow with its rows gets slow with success. The speed stands beside that of an
empty view without middleware in the same process: the most that Django answers at all.
"""

import time
from statistics import median

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from apps.accounts.models import User
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from tests.factories.catalog import published

FILMS = (1, 50)
PAGES = {"home": "/", "films": "/films/", "film": "/films/film-1/", "desk": "/studio/films/"}
SECONDS, ROUNDS = 2.0, 3
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("empty")


urlpatterns = [path("empty/", empty)]


def add_films(by: User, *, count: int) -> None:
    for number in range(Film.objects.count() + 1, count + 1):
        published(create_film(f"Film {number}", by=by, genres=["Drama"]))


def queries_of(client: Client, address: str) -> int:
    """Statements of one warm request, without those that choose the studio's schema."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum(not row["sql"].startswith("SET search_path") for row in captured)


def browser(studio: Studio, by: User) -> Client:
    host = f"{studio.slug}.{settings.BASE_DOMAIN}"
    client = Client(SERVER_NAME=host, headers={"host": host})
    with studio_context(studio):
        client.force_login(by, backend=BACKEND)
    return client


def count_queries(studio: Studio, by: User) -> None:
    client, counts = browser(studio, by), {}
    for films in FILMS:
        with studio_context(studio):
            add_films(by, count=films)
        counts[films] = {name: queries_of(client, address) for name, address in PAGES.items()}
    print("\npages: queries of a signed-in request")
    print(f"  {'':<8}", *[f"{films:>3} film{'s' if films > 1 else ' '}" for films in FILMS])
    for name in PAGES:
        few, many = (counts[films][name] for films in FILMS)
        print(f"  {name:<8} {few:>8} {many:>9}   {'same' if few == many else 'GROWS'}")


def answers_a_second(handler: WSGIHandler, host: str, address: str) -> float:
    """Whole answers of one thread, without a network: middleware, view, queries, template."""
    requests = RequestFactory(SERVER_NAME=host, headers={"host": host})
    began, done = time.perf_counter(), 0
    while (elapsed := time.perf_counter() - began) < SECONDS:
        environ = requests.get(address).environ
        response = handler(environ, lambda status, headers: None)
        assert response.status_code == 200
        b"".join(response)
        response.close()
        done += 1
    return done / elapsed


def empty_answers_a_second() -> float:
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        return answers_a_second(WSGIHandler(), settings.BASE_DOMAIN, "/empty/")


def compare_speed(studio: Studio) -> None:
    host = f"{studio.slug}.{settings.BASE_DOMAIN}"
    answers_a_second(WSGIHandler(), host, "/")
    rounds = [
        (empty_answers_a_second(), answers_a_second(WSGIHandler(), host, "/"))
        for _ in range(ROUNDS)
    ]
    floor, ours = (median(column) for column in zip(*rounds, strict=True))
    print(f"\npages: answers a second of one thread, {FILMS[-1]} films, median of {ROUNDS}")
    print(f"  an empty view, no middleware    {floor:8.0f}")
    print(f"  the home page, not signed in    {ours:8.0f}")
    print(f"  ratio                           {floor / ours:8.1f}")


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    count_queries(studio, stage.owner_of(studio))
    compare_speed(studio)
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
