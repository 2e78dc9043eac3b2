import csv
import io

import pytest

FILMS = "/studio/films/"


def titles(page):
    return [row.film.title for row in page.context["rows"]]


def test_an_empty_desk_says_what_to_do(edi):
    page = edi.get(FILMS).content.decode()

    assert "No films yet" in page
    assert 'href="/studio/films/new/"' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Kites", "Salt Road"]),
        ("?q=salt", ["Salt Road"]),
        ("?state=published", ["Kites"]),
        ("?state=nonsense", ["Kites", "Salt Road"]),
        ("?sort=title", ["Kites", "Salt Road"]),
        ("?sort=-title", ["Salt Road", "Kites"]),
        ("?sort=-runtime", ["Kites", "Salt Road"]),
        ("?sort=password", ["Kites", "Salt Road"]),
        ("?q=zzz", []),
    ],
)
def test_the_address_says_what_is_listed(edi, draft, live, query, expected):
    draft("Salt Road")
    live("Kites")

    assert titles(edi.get(FILMS + query)) == expected


def test_each_film_says_where_it_stands(edi, draft, playable, live):
    live("Kites")
    playable("Monsoon")
    draft("Salt Road")

    rows = edi.get(f"{FILMS}?sort=title").context["rows"]

    assert [str(row.standing.label) for row in rows] == ["Published", "Ready to publish", "Draft"]


def test_the_file_holds_every_film_asked_for_and_no_formula(edi, live, draft):
    live("=HYPERLINK(1)", slug="kites", genres=["Drama", "Comedy"], year=2024)
    draft("Salt Road")

    answer = edi.get(f"{FILMS}films.csv?state=published")

    text = answer.content.decode("utf-8-sig")
    [header, row] = list(csv.reader(io.StringIO(text)))
    assert header[:4] == ["Title", "Address", "State", "Access"]
    assert row[:7] == [
        "'=HYPERLINK(1)",
        "kites",
        "Published",
        "Free",
        "Comedy, Drama",
        "2024",
        "60",
    ]


def test_many_films_are_published_at_once_and_refusals_are_named(edi, playable, draft, reread):
    one, two, empty = playable("Kites"), playable("Monsoon"), draft("Salt Road")

    data = {"action": "publish", "films": [one.pk, two.pk, empty.pk]}
    page = edi.post(f"{FILMS}bulk/", data, follow=True)

    assert [reread(film).state for film in (one, two, empty)] == ["published", "published", "draft"]
    assert [str(message) for message in page.context["messages"]] == [
        "2 films are on the site.",
        "Salt Road: This film has no finished video yet. Upload one and wait until it is encoded.",
    ]


def test_nothing_ticked_changes_nothing(edi, playable, reread):
    film = playable("Kites")

    page = edi.post(f"{FILMS}bulk/", {"action": "publish"}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Tick the films first."]
    assert reread(film).state == "draft"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(edi, playable, queries, count):
    for number in range(count):
        playable(f"Kites {number}", genres=["Drama"])
    edi.get(FILMS)

    # The person; how many, the films, their genres, their encodes and the encodes' jobs.
    with queries(6):
        edi.get(FILMS)
