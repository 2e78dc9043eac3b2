import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from apps.accounts import receivers
from apps.accounts.enums import STUDIO_ROLES
from apps.accounts.models import AuditEvent, User
from apps.accounts.services import audit
from apps.core.origin import Origin, origin_context
from apps.core.tenancy import studio_context
from apps.studio.web.audit.views import EVENTS_A_PAGE
from apps.studio.web.audit.wording import ACTIONS

AUDIT = "/studio/audit/"
# Written on the platform's own log, which the back-office shows.
PLATFORM_ONLY = {
    "studio.requested",
    "studio.opening_failed",
    "studio.opening_retried",
    "studio.erased",
}


@pytest.fixture
def ana(client_for, alpha, people):
    client = client_for(alpha, people.ana)
    with studio_context(alpha):
        AuditEvent.objects.all().delete()
    return client


@pytest.fixture
def events(ana, alpha, people):
    with studio_context(alpha), origin_context(Origin(ip="203.0.113.9")):
        audit.record("film.published", by=people.adi, target=people.citra)
        audit.record("branding.changed", by=people.ana, changes={"colour": ["#000", "#fff"]})
        audit.record("film.published", by=people.ana)


def whats(page):
    return [(event.who, event.what) for event in page.context["events"]]


def test_newest_first_with_who_what_and_where_from(ana, events):
    page = ana.get(AUDIT)

    assert whats(page) == [
        ("Ana", "Published a film"),
        ("Ana", "Changed the branding"),
        ("Adi", "Published a film"),
    ]
    assert [event.ip for event in page.context["events"]] == ["203.0.113.9"] * 3
    assert page.context["events"][1].details == "colour: #000 → #fff"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?who=Ana", 2),
        ("?action=film.published", 2),
        ("?who=Ana&action=film.published", 1),
        ("?who=Nobody", 0),
        ("?since=2020-01-01", 3),
        ("?until=2020-01-01", 0),
        ("?since=nonsense", 3),
        ("?cursor=nonsense", 3),
    ],
)
def test_filters(ana, events, query, count):
    assert len(ana.get(AUDIT + query).context["events"]) == count


def test_days_are_those_of_the_reader(ana, alpha, people):
    """Half past midnight in Jakarta is still the day before in UTC."""
    with studio_context(alpha):
        event = audit.record("film.published", by=people.ana)
        moment = timezone.now().replace(hour=17, minute=30) - timedelta(days=3)
        AuditEvent.objects.filter(pk=event.pk).update(at=moment)
    day = (moment + timedelta(hours=7)).date()
    assert day == moment.date() + timedelta(days=1)

    assert len(ana.get(f"{AUDIT}?since={day}&until={day}").context["events"]) == 1
    before = moment.date()
    assert len(ana.get(f"{AUDIT}?since={before}&until={before}").context["events"]) == 0


def test_pages_by_cursor_show_each_event_once(ana, alpha, people):
    with studio_context(alpha):
        for number in range(EVENTS_A_PAGE + 1):
            audit.record("film.created", by=people.ana, changes={"n": number})

    first = ana.get(AUDIT)
    second = ana.get(f"{AUDIT}?cursor={first.context['next_cursor']}")

    details = [e.details for page in (first, second) for e in page.context["events"]]
    assert details == [f"n: {n}" for n in range(EVENTS_A_PAGE, -1, -1)]
    assert second.context["next_cursor"] is None


def test_the_file_is_safe_in_a_spreadsheet(ana, alpha):
    with studio_context(alpha):
        audit.record("film.published", by="=cmd|calc")

    lines = ana.get(f"{AUDIT}audit.csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert ",'=cmd|calc,Published a film," in lines[1]


@pytest.mark.parametrize("role", STUDIO_ROLES[1:])
@pytest.mark.parametrize("path", [AUDIT, f"{AUDIT}audit.csv"])
def test_only_the_owner_reads_it(client_for, alpha, people, role, path):
    with studio_context(alpha):
        User.objects.filter(pk=people.citra.pk).update(role=role)

    assert client_for(alpha, people.citra).get(path).status_code == 403


def test_the_log_of_another_studio_is_not_there(client_for, alpha, beta, people, events):
    page = client_for(beta, people.bima).get(AUDIT)

    assert whats(page) == [("Bima", "Signed in")]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_whatever_its_length(ana, alpha, people, count, queries):
    with studio_context(alpha):
        for _ in range(count):
            audit.record("film.created", by=people.ana)
    ana.get(AUDIT)

    with queries(4):  # who asks, the events, the names and the actions to choose from
        ana.get(AUDIT)


def test_rows_cannot_be_changed_or_removed_one_by_one(in_alpha, people):
    event = audit.record("film.created", by=people.ana)

    event.action = "film.deleted"
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()

    assert AuditEvent.objects.get().action == "film.created"


def test_every_action_of_a_studio_has_a_name():
    areas = "person|invitation|studio|film|branding|domain|upload|encode|job"
    code = re.compile(rf'"((?:{areas})\.[a-z_]+)"')
    files = [*Path(settings.BASE_DIR, "apps").rglob("services/*.py"), Path(receivers.__file__)]
    written = {name for file in files for name in code.findall(file.read_text())}

    assert len(written) > 30
    assert written - PLATFORM_ONLY - set(ACTIONS) == set()
