"""Settings, Export and close: only for the owner, who has just proved himself."""

import csv
import io
import re

import pytest
from django.core import mail

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.core.models import Archive
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.services.archives import write_archive
from tests.people import PASSWORD, person
from tests.permissions.state import rows_written, tables

PAGE = "/studio/settings/archives/"
PROOF = "/accounts/reauthenticate/"


@pytest.fixture
def owner(client_for, alpha, people):
    client = client_for(alpha, people.ana)
    client.post(PROOF, {"password": PASSWORD})
    return client


@pytest.fixture
def collected(owner, alpha, django_capture_on_commit_callbacks):
    """Asked for on the page, made by the worker."""
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(PAGE)
    with studio_context(alpha), django_capture_on_commit_callbacks(execute=True):
        write_archive(Archive.objects.for_studio().get().pk)
        return Archive.objects.for_studio().get()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EDITOR, Role.VIEWER])
def test_nobody_but_the_owner_takes_the_studio_along(in_alpha, client_for, role):
    client = client_for(in_alpha, person("Somebody", role))
    client.post(PROOF, {"password": PASSWORD})

    for path in (PAGE, f"{PAGE}archives.csv"):
        assert client.get(path).status_code == 403
    assert client.post(PAGE).status_code == 403
    assert not Archive.objects.for_studio().exists()


def test_before_the_first_archive_the_page_says_what_it_is_for(owner):
    page = owner.get(PAGE).text
    assert "Nothing collected yet" in page
    assert "Collect everything" in page
    assert "Close the studio" in page


def test_asking_takes_a_fresh_proof(client_for, alpha, people):
    answer = client_for(alpha, people.ana).post(PAGE)
    assert answer.url.startswith(PROOF)
    assert not Archive.everywhere.exists()


def test_while_it_is_made_it_can_be_watched_and_stopped(owner, alpha):
    owner.post(PAGE)
    page = owner.get(PAGE).text

    assert "data-job-url" in page
    assert "Collect everything" not in page
    stop = re.search(r'action="(/jobs/[^"]+/cancel/)"', page)[1]
    owner.post(stop, {"next": PAGE})
    assert "Cancelled" in owner.get(PAGE).text or "Collect everything" in owner.get(PAGE).text
    with studio_context(alpha):
        write_archive(Archive.objects.for_studio().get().pk)
    assert "Collect everything" in owner.get(PAGE).text


def test_the_owner_fetches_it_and_others_do_not(owner, collected, client_for, alpha, beta, people):
    url = f"{PAGE}{collected.pk}/"
    assert url in owner.get(PAGE).text
    answer = owner.post(url)
    assert answer.status_code == 200
    assert answer.headers["X-Accel-Redirect"] == f"/_media/t/alpha/archives/{collected.pk}.zip"
    assert re.search(r'filename="alpha-\d{4}-\d\d-\d\d\.zip"', answer["Content-Disposition"])

    adi = client_for(alpha, people.adi)
    adi.post(PROOF, {"password": PASSWORD})
    assert adi.post(url).status_code == 403
    bima = client_for(beta, people.bima)
    bima.post(PROOF, {"password": PASSWORD})
    assert bima.post(url).status_code == 404
    assert "Nothing collected yet" in bima.get(PAGE).text
    assert client_for(alpha, people.ana).post(url).url.startswith(PROOF)
    with studio_context(alpha):
        fetched = AuditEvent.objects.filter(action="studio.archive_fetched")
        assert [event.actor_label for event in fetched] == ["Ana"]


def test_a_letter_leads_back_to_the_page(collected, people):
    assert [letter.to for letter in mail.outbox] == [[people.ana.email]]
    assert f"http://alpha.localhost{PAGE}" in mail.outbox[0].body


def test_the_history_as_a_file(owner, collected):
    text = owner.get(f"{PAGE}archives.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[1][1:3] == ["Ana", "Done"]
    assert lines[1][-1] == collected.sha256


@pytest.fixture
def staff(client_for, people):
    client = client_for(None, people.eko)
    client.post(PROOF, {"password": PASSWORD})
    return client


def test_staff_collect_a_studios_data_and_the_studio_reads_who(staff, alpha, people):
    studio_page = staff.get(f"/admin/tenants/studio/{alpha.pk}/change/").text
    ask = re.search(r'href="([^"]+collect[^"]*)"', studio_page)[1]
    assert "Everything of the studio" in staff.get(ask).text
    assert staff.post(ask).status_code == 302
    with studio_context(alpha):
        archive = Archive.objects.for_studio().get()
        assert AuditEvent.objects.get().actor_label == "Eko (CineRadar)"
        write_archive(archive.pk)

    assert "Alpha Pictures" in staff.get("/admin/core/archive/").text
    answer = staff.get(f"/admin/core/archive/{archive.pk}/file/")
    assert answer.headers["X-Accel-Redirect"] == f"/_media/t/alpha/archives/{archive.pk}.zip"
    with platform_context():
        actions = AuditEvent.objects.filter(action__startswith="studio.archive")
        assert actions.count() == 2


def test_staff_download_by_a_link_which_writes_into_the_logs_alone(client_for, people, collected):
    """Buttons of the back-office are links; who follows one is asked for the password first."""
    url, client = f"/admin/core/archive/{collected.pk}/file/", client_for(None, people.eko)
    assert client.get(url).url.startswith(PROOF)
    client.post(PROOF, {"password": PASSWORD})
    everything = tables("public", "alpha", "beta")
    before = rows_written(everything)

    assert client.get(url).status_code == 200

    with platform_context():
        notes = AuditEvent.objects.filter(action="studio.archive_fetched").count()
    assert (rows_written(everything) - before, notes) == (2, 1)


def test_support_looks_at_studios_and_takes_nothing(client_for, alpha, collected):
    with platform_context():
        support = person("Sari", Role.SUPPORT)
    client = client_for(None, support)
    assert client.get("/admin/core/archive/").status_code == 403
    assert client.get(f"/admin/core/archive/{collected.pk}/file/").status_code == 403


def test_what_a_person_collects_is_not_for_staff_to_see(staff, alpha, people, client_for):
    citra = client_for(alpha, people.citra)
    citra.post(PROOF, {"password": PASSWORD})
    citra.post("/account/data/")
    pk = Archive.everywhere.get().pk
    assert "Citra" not in staff.get("/admin/core/archive/").text
    assert staff.get(f"/admin/core/archive/{pk}/file/").status_code == 404
