"""One's own data: taken along, erased, kept after all; on a studio's host and on the platform's."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from apps.accounts.models import AuditEvent, User
from apps.accounts.services.leaving import erase_overdue_people
from apps.accounts.services.personal_data import collect_personal_data
from apps.core.models import Archive, Tombstone
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context, studio_context
from tests.people import PASSWORD

PAGE, DELETE = "/account/data/", "/account/delete/"
PROOF = "/accounts/reauthenticate/"


def place_of(studio):
    return studio_context(studio) if studio else platform_context()


@pytest.fixture(params=["studio", "platform"])
def somebody(request, alpha, people):
    """Citra at alpha, or Dewi at the platform: (studio or None, person)."""
    return (alpha, people.citra) if request.param == "studio" else (None, people.dewi)


@pytest.fixture
def browser(client_for, somebody):
    """Has just proved himself."""
    client = client_for(*somebody)
    client.post(PROOF, {"password": PASSWORD})
    return client


@pytest.fixture
def collected(browser, somebody, django_capture_on_commit_callbacks):
    """The archive, made by the worker; and the letters that were sent."""
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(PAGE)
    with place_of(somebody[0]):
        archive = Archive.objects.for_studio().get()
        with django_capture_on_commit_callbacks(execute=True):
            collect_personal_data(archive.pk)
        archive.refresh_from_db()
    return archive


def test_the_page_explains_before_anything_was_asked_for(browser):
    page = browser.get(PAGE).text
    assert "Collect my data" in page
    assert "Delete my account…" in page


def test_asking_takes_a_fresh_proof(client_for, somebody):
    client = client_for(*somebody)
    answer = client.post(PAGE)
    assert answer.status_code == 302
    assert answer.url.startswith(PROOF)
    with place_of(somebody[0]):
        assert not Archive.objects.for_studio().exists()


def test_while_it_is_collected_the_page_shows_how_far_it_is(browser):
    browser.post(PAGE)
    page = browser.get(PAGE).text
    assert "data-job-url" in page
    assert "Collect my data" not in page
    assert "being made already" in browser.post(PAGE, follow=True).text
    assert Archive.everywhere.count() == 1


def test_what_is_collected_is_mine_and_readable(browser, somebody, collected):
    studio, person = somebody
    with place_of(studio):
        opened = zipfile.ZipFile(io.BytesIO(b"".join(media().chunks(collected.name))))
    assert opened.testzip() is None
    page = opened.read("index.html").decode()
    user = json.loads(opened.read("data/accounts.user.json"))

    assert person.email in page
    assert [row["email"] for row in user] == [person.email]
    assert "password" not in user[0]
    everything = b"".join(opened.read(name) for name in opened.namelist()).decode()
    assert "bima@people.example" not in everything
    assert "ana@people.example" not in everything


def test_it_is_fetched_from_the_page_by_nobody_else(
    browser, client_for, somebody, collected, people, alpha
):
    studio = somebody[0]
    url = f"{PAGE}{collected.pk}/"
    assert url in browser.get(PAGE).text
    answer = browser.get(url)
    assert answer.status_code == 200
    schema = studio.schema_name if studio else "public"
    assert answer.headers["X-Accel-Redirect"] == f"/_media/t/{schema}/archives/{collected.pk}.zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]

    for other, place in ((people.ana, alpha), (people.eko, None)):
        client = client_for(place, other)
        client.post(PROOF, {"password": PASSWORD})
        assert client.get(url).status_code == 404


def test_a_letter_says_that_it_is_ready(collected, somebody):
    assert [letter.to for letter in mail.outbox] == [[somebody[1].email]]
    assert PAGE in mail.outbox[0].body


def test_after_a_week_it_is_gone(browser, somebody, collected):
    Archive.everywhere.update(expires_at=timezone.now(), removed_at=timezone.now())
    assert browser.get(f"{PAGE}{collected.pk}/").status_code == 404
    assert "has expired" in browser.get(PAGE).text


def leave(client, person, **more):
    form = {"typed_email": person.email, "password": PASSWORD, **more}
    return client.post(DELETE, form)


@pytest.mark.parametrize(
    ("field", "value"), [("typed_email", "someone@else.example"), ("password", "wrong")]
)
def test_leaving_asks_for_address_and_password(browser, somebody, field, value):
    studio, person = somebody
    answer = leave(browser, person, **{field: value})

    assert set(answer.context["form"].errors) == {field}
    with place_of(studio):
        assert User.objects.get(pk=person.pk).is_active
    assert browser.get(PAGE).status_code == 200


def test_leaving_ends_everything_at_once_and_the_letter_brings_it_back(
    browser, client_for, somebody, django_capture_on_commit_callbacks
):
    studio, person = somebody
    other_device = client_for(studio, person)
    assert other_device.get(PAGE).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = leave(browser, person)
    assert "erased for good after" in answer.text
    assert browser.get(PAGE).status_code == 302
    assert other_device.get(PAGE).status_code == 302

    path = re.search(r"https?://[^/]+(/account/keep/\S+)", mail.outbox[0].body)[1]
    assert "Keep my account" in browser.get(path).text
    with place_of(studio):
        assert not User.objects.get(pk=person.pk).is_active
    assert browser.post(path).url == "/accounts/login/"
    with place_of(studio):
        kept = User.objects.get(pk=person.pk)
        assert (kept.is_active, kept.erase_after) == (True, None)
        actions = AuditEvent.objects.values_list("action", flat=True)
        assert set(actions) >= {"person.asked_to_be_erased", "person.stayed"}
    assert browser.get(path).status_code == 404


def test_a_link_of_one_site_is_worth_nothing_on_another(
    client_for, alpha, beta, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        leave(client_for(alpha, people.citra), people.citra)
    path = re.search(r"https?://[^/]+(/account/keep/\S+)", mail.outbox[0].body)[1]
    for place in (beta, None):
        assert client_for(place).get(path).status_code == 404
    assert client_for(alpha).get(path).status_code == 200


def test_after_the_grace_nothing_is_left_and_the_link_is_dead(
    browser, client_for, somebody, beta, people, django_capture_on_commit_callbacks
):
    studio, person = somebody
    with django_capture_on_commit_callbacks(execute=True):
        leave(browser, person)
    path = re.search(r"https?://[^/]+(/account/keep/\S+)", mail.outbox[0].body)[1]
    with place_of(studio):
        past = timezone.now() - timedelta(seconds=1)
        User.objects.filter(pk=person.pk).update(erase_after=past)
        with django_capture_on_commit_callbacks(execute=True):
            assert erase_overdue_people() == 1
        assert not User.objects.filter(pk=person.pk).exists()
        assert Tombstone.objects.for_studio().count() == 1
    assert browser.get(path).status_code == 404
    assert mail.outbox[-1].to == [person.email]
    assert "erased" in mail.outbox[-1].subject
    with studio_context(beta):
        assert User.objects.filter(pk=people.citra_in_beta.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_only_owner_is_told_what_to_do_first(client_for, alpha, people, method):
    client = client_for(alpha, people.ana)
    answer = getattr(client, method)(DELETE, {"typed_email": people.ana.email})

    assert answer.status_code == 409
    assert "Somebody must stay in charge" in client.get(PAGE).text
    with studio_context(alpha):
        assert User.objects.get(pk=people.ana.pk).is_active


def test_somebody_of_the_team_may_leave_while_another_is_in_charge(client_for, alpha, people):
    leave(client_for(alpha, people.adi), people.adi)
    with studio_context(alpha):
        assert not User.objects.get(pk=people.adi.pk).is_active
