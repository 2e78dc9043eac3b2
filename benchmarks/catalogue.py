"""A catalogue of 50,000 titles: how long pages and lists take, and what they ask of the database.

Beside each answer stands the empty view of the same process without middleware: the least that
Django takes at all. A page whose time grows with the catalogue reads all of it.
"""

import time
from dataclasses import dataclass

from benchmarks import _stage as stage

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from apps.accounts.models import User
from apps.catalog.models import Encode, Film, Genre
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from benchmarks.pages import browser, empty_answers_a_second, queries_of
from tests.factories.catalog import published

SMALL, LARGE = 500, 50_000
ASKED = 120
PAGES = {
    "home": "/",
    "grid": "/films/",
    "grid, a genre": "/films/?genre=drama",
    "grid, searched": "/films/?q=number+4",
    "film": "/films/film-7/",
    "API list": "/api/v1/movies",
    "API film": "/api/v1/movies/film-7",
    "suggestions": "/api/v1/search/suggestions?q=num",
    "sitemap": "/sitemap.xml",
}
# Rows like one that the services made, each with a key, an address and a day of its own.
COPY = """
INSERT INTO {table}
SELECT (jsonb_populate_record(row, to_jsonb(row) || jsonb_build_object({changes}))).*
FROM {table} AS row, generate_series({first}, {last}) AS nth
WHERE row.id = %(model)s
"""
KEY = "('01900000-0000-7000-{kind}-' || lpad(to_hex(nth), 12, '0'))"


@dataclass(frozen=True)
class Times:
    """Milliseconds of the median and of the twentieth slowest."""

    median: float
    p95: float


def fill(by: User, *, upto: int) -> None:
    """Published films film-2 … film-``upto``, each with an encode of its own."""
    model = Film.objects.filter(slug="film-1").first() or _model(by)
    first = Film.objects.count() + 1
    film_key, encode_key = KEY.format(kind="8001"), KEY.format(kind="8002")
    title = "'Film number ' || nth"
    film = {
        "id": film_key,
        "slug": "'film-' || nth",
        "title": title,
        "search_text": f"lower({title}) || ' drama ' || md5(nth::text)",
        "published_at": "now() - nth * interval '1 minute'",
        "current_encode_id": "NULL",
        "state": "'draft'",
    }
    encode = {"id": encode_key, "film_id": film_key}
    with connection.cursor() as cursor:
        for table, changes, pk in (
            ("catalog_film", film, model.pk),
            ("catalog_encode", encode, model.current_encode_id),
        ):
            pairs = ", ".join(f"'{name}', {value}" for name, value in changes.items())
            cursor.execute(
                COPY.format(table=table, changes=pairs, first=first, last=upto), {"model": pk}
            )
        cursor.execute(
            "UPDATE catalog_film SET current_encode_id = encode.id, state = 'published' "
            "FROM catalog_encode AS encode WHERE film_id = catalog_film.id AND catalog_film.state = 'draft'"
        )
        cursor.execute(
            "INSERT INTO catalog_film_genres (film_id, genre_id) SELECT film.id, %s "
            "FROM catalog_film AS film ON CONFLICT DO NOTHING",
            [Genre.objects.get(slug="drama").pk],
        )
        cursor.execute("ANALYZE")


def _model(by: User) -> Film:
    film = published(create_film("Film 1", by=by, slug="film-1", genres=["Drama"]))
    Encode.objects.filter(film=film).update(upload=film.current_encode.upload)
    return film


def times_of(client: Client, address: str) -> Times:
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, (address, answer.status_code)
    taken.sort()
    return Times(taken[len(taken) // 2], taken[int(len(taken) * 0.95)])


def measured(studio: Studio, by: User) -> dict[str, tuple[int, Times]]:
    client = browser(studio, by)
    return {name: (queries_of(client, at), times_of(client, at)) for name, at in PAGES.items()}


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    by = stage.owner_of(studio)
    found = {}
    with override_settings(LIMITS_ENABLED=False):
        for films in (SMALL, LARGE):
            with studio_context(studio):
                fill(by, upto=films)
            found[films] = measured(studio, by)
    floor = 1000 / empty_answers_a_second()
    print(
        f"\ncatalogue: milliseconds of a signed-in request, {ASKED} each; the empty view {floor:.2f}"
    )
    print(f"  {'':<16}{'queries':>8} {'p50':>7} {'p95':>7}   at {SMALL:,}: queries, p95")
    for name in PAGES:
        (few, before), (many, now) = found[SMALL][name], found[LARGE][name]
        print(
            f"  {name:<16}{many:>8} {now.median:7.1f} {now.p95:7.1f}   {few:>15} {before.p95:7.1f}"
        )
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
