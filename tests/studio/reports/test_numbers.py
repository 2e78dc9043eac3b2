"""What a report says is what the desk's pages say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.accounts.services import audit
from apps.catalog.models import Encode, Film
from apps.core.documents.model import Chart, Figures, Table
from apps.core.tenancy import platform_context
from apps.studio.selectors.access import access_numbers
from apps.studio.selectors.catalogue import catalogue_numbers
from apps.studio.selectors.desk import studio_at_a_glance
from apps.studio.selectors.figures import numbers_of_studios
from apps.studio.selectors.months import Period
from apps.studio.services.reports.access import access_report
from apps.studio.services.reports.catalogue import catalogue_report
from tests.factories.catalog import published, ready_encode

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def film(title: str, created: datetime, **fields) -> Film:
    row = Film.objects.create(title=title, slug=title.lower(), **fields)
    Film.objects.filter(pk=row.pk).update(created_at=created)
    return row


@pytest.fixture
def catalogue(in_alpha, people):
    """Four films: one of last year, three of this; two on the site; one encode that failed."""
    films = [
        film("Rain", datetime(2025, 12, 31, 23, 0, tzinfo=UTC)),
        film("Tide", datetime(2026, 2, 1, tzinfo=UTC)),
        film("Dune", datetime(2026, 2, 28, 23, 59, tzinfo=UTC)),
        film("Mist", datetime(2026, 5, 5, tzinfo=UTC)),
    ]
    for number, month in ((1, 3), (2, 6)):
        published(films[number])
        moment = datetime(2026, month, 10, tzinfo=UTC)
        Film.objects.filter(pk=films[number].pk).update(published_at=moment)
        Encode.objects.filter(film=films[number]).update(ended_at=moment)
    failed = ready_encode(films[3])
    Film.objects.filter(pk=films[3].pk).update(current_encode=None)
    ended = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    Encode.objects.filter(pk=failed.pk).update(
        state="failed", error_code="not_a_video", ended_at=ended
    )
    return films


def test_figures_are_those_of_the_overview_and_of_the_back_office(catalogue):
    numbers = catalogue_numbers(YEAR)

    assert numbers.glance == studio_at_a_glance()
    with platform_context():
        [platform] = numbers_of_studios(["alpha"])
    assert numbers.bytes_stored == platform.bytes_stored > 0
    assert sum(line.bytes_stored for line in numbers.films) == pytest.approx(
        numbers.bytes_stored, abs=len(numbers.films)
    )
    assert numbers.playing_seconds == 120


def test_growth_counts_what_there_was_before_and_ends_with_today(catalogue):
    numbers = catalogue_numbers(YEAR)

    assert numbers.added == [0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert numbers.growth == [1, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4]
    assert numbers.growth_on_site == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
    assert numbers.growth[-1] == studio_at_a_glance().films
    assert numbers.growth_on_site[-1] == studio_at_a_glance().published
    assert numbers.encodes_ready == [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert numbers.encodes_failed == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert [encode.film.title for encode in numbers.failures] == ["Mist"]


def test_months_are_those_of_the_readers_time_zone(catalogue):
    """At 23:00 UTC on 31 December it is the first of January in Jakarta."""
    with timezone.override("Asia/Jakarta"):
        numbers = catalogue_numbers(YEAR)

    assert numbers.added[:3] == [1, 1, 1]
    assert numbers.growth[:3] == [1, 2, 3]


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_questions_does_not_grow(in_alpha, people, queries, count):
    for number in range(count):
        published(film(f"Film{number}", timezone.now()))

    with queries(19):
        catalogue_numbers(YEAR)


def test_the_document_says_what_the_numbers_say(catalogue, ask):
    numbers = catalogue_numbers(YEAR)
    document = catalogue_report(ask(), YEAR, "Ana")
    blocks = [block for section in document.sections for block in section.blocks]

    figures = next(block for block in blocks if isinstance(block, Figures)).figures
    assert [one.value for one in figures] == [4, 2, 120, numbers.bytes_stored]
    growth, added, encodes, storage = (block for block in blocks if isinstance(block, Chart))
    assert growth.labels[0] == "Jan 2026"
    assert [series.values for series in growth.series] == [
        tuple(numbers.growth),
        tuple(numbers.growth_on_site),
    ]
    assert added.series[0].values == tuple(numbers.added)
    assert encodes.series[1].values == tuple(numbers.encodes_failed)
    assert sum(storage.series[0].values) == numbers.bytes_stored
    films = [block for block in blocks if isinstance(block, Table)][-1]
    assert sorted(row[0] for row in films.rows) == ["Dune", "Mist", "Rain", "Tide"]


@pytest.fixture
def team(in_alpha, people):
    """Ana has a second factor and signed in twice this year; Adi once, and failed once."""
    Authenticator.objects.create(user=people.ana, type=Authenticator.Type.TOTP, data={})
    for person, month in ((people.ana, 2), (people.ana, 3), (people.adi, 3)):
        signed = audit.record("person.signed_in", by=person, target=person)
        AuditEvent.objects.filter(pk=signed.pk).update(at=datetime(2026, month, 9, tzinfo=UTC))
    failed = audit.record("person.sign_in_failed", by=None, target=people.adi)
    AuditEvent.objects.filter(pk=failed.pk).update(at=datetime(2026, 4, 1, tzinfo=UTC))
    changed = audit.record(
        "person.role_changed",
        by=people.ana,
        target=people.adi,
        changes={"role": ["editor", "admin"]},
    )
    AuditEvent.objects.filter(pk=changed.pk).update(at=datetime(2026, 4, 2, tzinfo=UTC))
    return people


def test_the_team_is_that_of_its_page_and_sign_ins_are_those_of_the_log(team):
    numbers = access_numbers(YEAR)

    assert (numbers.team, numbers.viewers) == (2, 1)
    assert (numbers.team, numbers.viewers) == (
        studio_at_a_glance().team,
        studio_at_a_glance().viewers,
    )
    assert [
        (line.member.name, line.has_second_factor, line.sign_ins) for line in numbers.members
    ] == [
        ("Adi", False, 1),
        ("Ana", True, 2),
    ]
    assert numbers.members[1].signed_in_at == datetime(2026, 3, 9, tzinfo=UTC)
    assert numbers.sign_ins[:4] == [0, 1, 2, 0]
    assert numbers.failures[:4] == [0, 0, 0, 1]


def test_a_last_sign_in_before_the_period_is_still_the_last(team):
    later = Period(date(2026, 6, 1), date(2026, 6, 30))

    numbers = access_numbers(later)

    assert [line.sign_ins for line in numbers.members] == [0, 0]
    assert numbers.members[0].signed_in_at == datetime(2026, 3, 9, tzinfo=UTC)
    assert numbers.changes == []


def test_the_teams_document_names_roles_and_changes(team, ask):
    document = access_report(ask(), YEAR, "Ana")
    tables = [table for _section, table in document.tables()]

    assert tables[0].rows == (("Owner", 1, 1), ("Admin", 1, 0))
    assert tables[3].rows[0][1:] == ("Ana", "Changed the role", "Adi", "Editor → Admin")


def test_a_period_ends_with_its_last_day():
    day = Period(date(2026, 11, 21), date(2026, 11, 21))

    assert day.end - day.start == timedelta(days=1)
    assert day.months == [date(2026, 11, 1)]
