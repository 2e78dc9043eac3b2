"""Background work of all studios, watched, stopped and started again from the back-office."""

import pytest
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.catalog.models import Encode, Film, Upload
from apps.core.jobs import begin_job, fail_job, start_job
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context


@pytest.fixture
def queued(monkeypatch):
    """What would have been queued."""
    from apps.catalog.services import stages

    asked = []
    monkeypatch.setattr(stages, "enqueue", lambda name, **kwargs: asked.append(name))
    return asked


@pytest.fixture
def encode(in_alpha, people):
    film = Film.objects.create(title="Monsoon Letters", slug="monsoon-letters")
    upload = Upload.objects.create(
        film=film,
        filename="a.mp4",
        size=10,
        received=10,
        state="complete",
        expires_at=timezone.now(),
    )
    job = start_job("catalog.transcode", subject_pk=film.pk)
    return Encode.objects.create(film=film, upload=upload, version=1, job_pk=job.pk)


def job_of(encode):
    return Job.everywhere.get(pk=encode.job_pk)


def press(client, job, button):
    return client.post(f"/admin/core/job/{job.pk}/{button}/")


def again(encode, studio):
    with studio_context(studio):
        encode.refresh_from_db()
    return encode


def lines():
    with platform_context():
        noted = AuditEvent.objects.exclude(action="person.signed_in")
        return list(noted.values_list("action", "actor_label"))


def test_a_waiting_encode_is_over_at_once(as_eko, encode, alpha):
    response = press(as_eko, job_of(encode), "cancel")

    assert response.url == f"/admin/core/job/{encode.job_pk}/change/"
    assert job_of(encode).state == "cancelled"
    assert again(encode, alpha).state == "cancelled"
    assert lines() == [("job.cancelled", "Eko")]


def test_a_running_encode_is_asked_to_stop(as_eko, encode):
    begin_job(job_of(encode))

    press(as_eko, job_of(encode), "cancel")

    assert job_of(encode).state == "cancelling"


def test_a_failed_encode_is_tried_again(as_eko, encode, alpha, queued):
    failed = job_of(encode)
    fail_job(failed, code="not_a_video", detail="This is no video.")
    Encode.objects.filter(pk=encode.pk).update(state="failed")

    response = press(as_eko, failed, "retry")

    fresh = job_of(again(encode, alpha))
    assert response.url == f"/admin/core/job/{fresh.pk}/change/"
    assert (fresh.state, encode.state) == ("queued", "queued")
    assert queued == ["catalog.transcode_film"]
    assert lines() == [("job.retried", "Eko")]


def test_a_job_without_its_encode_cannot_be_tried_again(as_eko, in_alpha, queued):
    job = start_job("catalog.transcode")
    fail_job(job, code="not_a_video", detail="")

    assert press(as_eko, job, "retry").status_code == 422
    assert queued == []
    assert lines() == []


def test_a_finished_job_has_no_buttons(as_eko, in_alpha):
    job = Job.everywhere.create(studio_schema="alpha", kind="catalog.transcode", state="done")
    page = as_eko.get(f"/admin/core/job/{job.pk}/change/").content.decode()

    assert "/retry/" not in page
    assert "/cancel/" not in page
    assert press(as_eko, job, "cancel").status_code == 422
    assert press(as_eko, job, "retry").status_code == 422


def test_opening_a_studio_is_not_stopped_half_way(as_eko, platform):
    job = Job.everywhere.create(studio_schema="public", kind="tenants.provision", state="running")

    assert press(as_eko, job, "cancel").status_code == 422
    job.refresh_from_db()
    assert job.state == "running"


@pytest.mark.parametrize("button", ["cancel", "retry"])
def test_support_only_watches(as_sari, encode, button):
    assert press(as_sari, job_of(encode), button).status_code == 403
    assert job_of(encode).state == "queued"


def test_the_page_follows_the_job_and_reloads_when_it_ends(as_sari, encode):
    job = job_of(encode)
    live = f"/admin/core/job/{job.pk}/live/"
    assert live in as_sari.get(f"/admin/core/job/{job.pk}/change/").content.decode()

    running = as_sari.get(live)
    fail_job(job, code="not_a_video", detail="")
    over = as_sari.get(live)

    assert "HX-Refresh" not in running.headers
    assert over.headers["HX-Refresh"] == "true"
    assert live not in over.content.decode()


def test_the_table_is_filtered_by_studio(as_sari, people):
    for schema in ("alpha", "beta"):
        Job.everywhere.create(studio_schema=schema, kind="catalog.transcode")

    rows = as_sari.get("/admin/core/job/", {"studio": "beta"}).context["cl"].result_list

    assert [row.studio_name for row in rows] == ["Beta Films"]
