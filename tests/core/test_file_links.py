"""Links to private files: ten minutes, one studio, never more than a file."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from apps.core.storage.contract import Sending, media
from apps.core.tenancy import studio_context

FILE = "0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69.mp4"


@pytest.fixture
def link(alpha):
    """A link of alpha's to a report that is saved under a name of somebody's choosing."""
    with studio_context(alpha):
        media().save("reports/1.csv", ContentFile(b"a,b"))
        return media().link("reports/1.csv", Sending("text/csv", save_as='Q4 "é".csv'))


def test_whoever_has_the_link_gets_the_file_as_a_download(link, alpha, client_for):
    answer = client_for(alpha).get(link)

    assert answer.status_code == 200
    assert answer["X-Accel-Redirect"] == "/_media/t/alpha/reports/1.csv"
    assert answer["Content-Type"] == "text/csv"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Q4")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_alphas_link_is_worth_nothing_on_beta_or_the_platform(link, alpha, beta, client_for):
    assert client_for(beta).get(link).status_code == 403
    assert client_for(None).get(link).status_code == 403


@pytest.mark.parametrize("at", [7, 20, -3])
def test_an_edited_link_is_refused(link, alpha, client_for, at):
    edited = link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]

    assert client_for(alpha).get(edited).status_code == 403


def test_a_link_ends(alpha, client_for):
    with studio_context(alpha):
        short = media().link("a.csv", Sending("text/csv"), lasts=timedelta(seconds=30))
        longest = media().link("a.csv", Sending("text/csv"))
        with pytest.raises(ValueError, match="ten minutes"):
            media().link("a.csv", Sending("text/csv"), lasts=timedelta(minutes=11))

    for later, expected in ((29, (200, 200)), (31, (403, 200)), (601, (403, 403))):
        with time_machine.travel(timezone.now() + timedelta(seconds=later)):
            browser = client_for(alpha)
            assert (browser.get(short).status_code, browser.get(longest).status_code) == expected


@pytest.mark.parametrize(
    "path",
    [
        f"/media/t/alpha/{FILE}",
        f"/media/t/beta/..%2f..%2falpha/{FILE}",
        f"/media/t/beta/../alpha/{FILE}",
        f"/_media/t/alpha/{FILE}",
        f"/_objects/t/alpha/{FILE}",
        f"/files/t/alpha/{FILE}",
        f"/files/..%2ft%2falpha%2f{FILE}",
    ],
)
def test_no_path_leads_to_a_file(alpha, beta, client_for, path):
    with studio_context(alpha):
        media().save(FILE, ContentFile(b"film"))

    answer = client_for(beta).get(path)

    assert answer.status_code in {403, 404}
    assert "X-Accel-Redirect" not in answer


@pytest.fixture
def content_host(settings):
    settings.PUBLIC_PORT = 8000
    settings.USER_CONTENT_HOST = "files.cineradar-content.example"
    return settings.USER_CONTENT_HOST


def test_files_may_have_a_host_of_their_own_without_cookies(content_host, alpha, client):
    with studio_context(alpha):
        link = media().link("a.csv", Sending("text/csv"))
    assert link.startswith(f"http://{content_host}:8000/alpha/")
    path = link.partition(":8000")[2]

    answer = client.get(path, headers={"host": f"{content_host}:8000"})

    assert answer["X-Accel-Redirect"] == "/_media/t/alpha/a.csv"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.cookies


def test_the_host_of_files_has_nothing_else(content_host, alpha, client):
    with studio_context(alpha):
        token = media().link("a.csv", Sending("text/csv")).rpartition("/")[2]
    here = {"host": content_host}

    for path in ("/", "/studio/", "/alpha/", "/accounts/login/", f"/alpha/{token}/y"):
        assert client.get(path, headers=here).status_code == 404
    assert client.get(f"/beta/{token}", headers=here).status_code == 403
    assert client.get(f"/alpha/{token}x", headers=here).status_code == 403
    assert client.post(f"/alpha/{token}", headers=here).status_code == 405
