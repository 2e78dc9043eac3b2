from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.catalog.domain.imports import Fault
from apps.catalog.errors import ImportHasMistakes
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.catalog.services.import_wording import SENTENCES, sentence_of
from apps.catalog.services.imports import apply, dry_run
from apps.catalog.services.series import add_episode, add_season, create_series
from apps.core.errors import Forbidden
from tests.catalog.conftest import queries
from tests.factories.catalog import published
from tests.people import person


def table(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def wrong(content: bytes, by) -> list[tuple[int, str, Fault]]:
    return [(one.line, one.column, one.fault) for one in dry_run(content, by=by).mistakes]


def test_a_dry_run_tells_and_writes_nothing(film, people):
    content = table(
        "slug,title,year,genres",
        "monsoon-letters,Monsoon Mail,2025,Drama|Romance",
        ",Kites,,",
    )

    plan = dry_run(content, by=people.ana)

    assert [(one.line, one.title, one.is_new) for one in plan.planned] == [
        (2, "Monsoon Mail", False),
        (3, "Kites", True),
    ]
    assert plan.planned[0].changes == {
        "title": ["Monsoon Letters", "Monsoon Mail"],
        "year": [None, 2025],
        "genres": [[], ["Drama", "Romance"]],
    }
    assert (plan.new, plan.changed, plan.is_sound) == (1, 1, True)
    assert list(Film.objects.values_list("title", flat=True)) == ["Monsoon Letters"]


def test_what_was_told_is_done(film, people):
    content = table(
        "slug;title;maturity;access_level;tags;original_language",
        "monsoon-letters;Monsoon Letters;13;premium;Rain;Hindi",
        ";Kites;All ages;Free;;",
    )

    done = apply(content, by=people.ana)

    assert [film.slug for film in done.created] == ["kites"]
    assert [film.slug for film in done.changed] == ["monsoon-letters"]
    film.refresh_from_db()
    assert (film.maturity, film.access_level, film.original_language) == ("13", "premium", "hi")
    assert [tag.name for tag in film.tags.all()] == ["Rain"]
    event = AuditEvent.objects.get(action="films.imported")
    assert event.changes == {"created": 1, "changed": 1}


def test_the_same_file_twice_changes_nothing(film, people):
    content = table("slug,title,year", "monsoon-letters,Monsoon Letters,2025")
    apply(content, by=people.ana)

    assert dry_run(content, by=people.ana).planned[0].is_unchanged
    assert apply(content, by=people.ana).changed == []


def test_columns_that_the_file_lacks_stay(film, people):
    Film.objects.update(year=2020, tagline="Rain.")

    apply(table("slug,year", "monsoon-letters,2021"), by=people.ana)

    film.refresh_from_db()
    assert (film.title, film.year, film.tagline) == ("Monsoon Letters", 2021, "Rain.")


def test_every_mistake_is_named_with_its_line(film, people):
    content = table(
        "title,slug,year,maturity,accent,genres",
        "Kites,kites,19x5,all,#ffffff,",
        '"A line',
        'of two",two,2025,12,red,',
        ",,,,,",
        ",nobody,1700,7,,a|b|c|d|e|f|g|h|i",
        "Again,kites,,,,",
        "Odd,not an address,,,,",
        "More,more,,,,,,",
    )

    assert wrong(content, people.ana) == [
        (2, "year", Fault.NOT_A_NUMBER),
        (3, "accent", Fault.NOT_A_COLOUR),
        (3, "maturity", Fault.NOT_A_CHOICE),
        (6, "genres", Fault.TOO_MANY),
        (6, "title", Fault.MISSING),
        (6, "year", Fault.OUT_OF_RANGE),
        (7, "slug", Fault.TWICE),
        (8, "slug", Fault.NOT_AN_ADDRESS),
        (9, "genres", Fault.TOO_MANY_CELLS),
    ]
    with pytest.raises(ImportHasMistakes) as refused:
        apply(content, by=people.ana)
    assert refused.value.context == {"lines": [2, 3, 6, 7, 8, 9]}
    assert Film.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"title\n" + b"x" * (5 * 1024**2), Fault.TOO_LARGE),
        (b"title\n" + b"x\n" * 5001, Fault.TOO_MANY_LINES),
        (b"PK\x03\x04\0\0", Fault.NOT_TEXT),
        (b'title\n"Kites', Fault.MALFORMED),
        (b"year\n2025", Fault.NO_TITLE_COLUMN),
        (b"title,colour\nKites,red", Fault.UNKNOWN_COLUMN),
        (b"title,title\nKites,Kites", Fault.COLUMN_TWICE),
    ],
)
def test_a_file_that_is_no_table(in_alpha, people, content, fault):
    assert [one.fault for one in dry_run(content, by=people.ana).mistakes] == [fault]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_spreadsheet_writes(in_alpha, people, encoding):
    apply(table("Title", "Amélie at Sea", encoding=encoding), by=people.ana)

    assert Film.objects.get().title == "Amélie at Sea"


def test_indian_titles_with_windows_line_ends(in_alpha, people):
    apply("title\ttags\r\nமழை கடிதங்கள்\tமழை\r\n".encode("utf-16"), by=people.ana)

    film = Film.objects.get()
    assert (film.title, [tag.name for tag in film.tags.all()]) == ("மழை கடிதங்கள்", ["மழை"])


def test_episodes_find_their_place(in_alpha, people):
    season = add_season(create_series("Harbour", by=people.ana), by=people.ana)
    add_episode(season, title="Tide", by=people.ana)
    content = table(
        "title,series,season,number",
        "Fog,harbour,1,2",
        "Taken,harbour,1,1",
        "Twice,harbour,1,2",
        "Nowhere,lighthouse,1,1",
        "Half,harbour,,3",
    )

    assert wrong(content, people.ana) == [
        (3, "number", Fault.NUMBER_TAKEN),
        (4, "number", Fault.NUMBER_TAKEN),
        (5, "series", Fault.UNKNOWN_SERIES),
        (6, "season", Fault.EPISODE_INCOMPLETE),
    ]
    apply(table("title,series,season,number", "Fog,harbour,1,2"), by=people.ana)
    fog = Film.objects.get(title="Fog")
    assert (fog.kind, fog.season, fog.number) == ("episode", season, 2)


def test_a_time_to_be_published(film, people, settings):
    at = (timezone.now() + timedelta(days=30)).replace(microsecond=0)

    apply(table("slug,publish_at", f"monsoon-letters,{at.isoformat()}"), by=people.ana)

    film.refresh_from_db()
    assert film.publish_at == at
    past = table("slug,publish_at", "monsoon-letters,2020-01-01T10:00")
    assert wrong(past, people.ana) == [(2, "publish_at", Fault.OUT_OF_RANGE)]
    published(film)
    again = table("slug,publish_at", f"monsoon-letters,{(at + timedelta(1)).isoformat()}")
    assert wrong(again, people.ana) == [(2, "publish_at", Fault.OUT_OF_RANGE)]


def test_who_may_import(film, people):
    for who in (people.citra, person("Lia", Role.ANALYST)):
        with pytest.raises(Forbidden):
            dry_run(b"title\nKites", by=who)
        with pytest.raises(Forbidden):
            apply(b"title\nKites", by=who)
    assert Film.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_dry_run_asks_the_same_whatever_its_length(in_alpha, people, count):
    for number in range(count):
        create_film(f"Kites {number}", by=people.ana, genres=["Drama"])
    content = table("slug,title,genres", *[f"kites-{n},New {n},Drama" for n in range(count)])

    # The films with genres and tags.
    with queries(3):
        dry_run(content, by=people.ana)


def test_each_fault_has_a_sentence(in_alpha, people):
    assert set(SENTENCES) == set(Fault)
    mistake = dry_run(b"title,year\nKites,19x5", by=people.ana).mistakes[0]
    assert sentence_of(mistake) == "“19x5” is no whole number (year)."
