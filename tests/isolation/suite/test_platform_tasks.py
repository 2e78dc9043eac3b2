"""Tasks of the platform's own reach every studio, so each is given work in alpha and none in beta."""

import shutil

import pytest
from celery import current_app

from apps.core.models import Task
from apps.core.outbox import post
from apps.core.tenancy import PLATFORM, platform_context, studio_context
from apps.tenants.models import Domain
from apps.tenants.services import domains, waves
from tests.database import acting_as_owner
from tests.isolation.suite.cases import PLATFORM_WORK
from tests.isolation.suite.due import DUE


@pytest.fixture
def working_copy(twins, taken_back, settings, monkeypatch, tmp_path, name_server):
    """Files that may be deleted; the template is nobody's studio, and takes half a minute to make."""
    settings.MEDIA_ROOT = str(shutil.copytree(twins.files, tmp_path / "files"))
    monkeypatch.setattr(waves, "ensure_template", lambda: None)


def run_on_platform(twins, name, kwargs):
    """Queue it as the platform does, and let a worker that sits in beta come upon it."""
    with platform_context():
        row = post.row_of(name, kwargs, PLATFORM)
        Task.everywhere.bulk_create([row])
    with acting_as_owner(), studio_context(twins.beta.studio):
        current_app.tasks[name].apply(task_id=str(row.pk), throw=True)


def state_of_beta(twins):
    return twins.watch.rows(), twins.watch.files()


def test_every_task_of_the_platform_has_a_case():
    assert set(DUE) == set(PLATFORM_WORK)


@pytest.mark.parametrize("name", sorted(DUE))
def test_what_is_due_in_alpha_is_done_and_beta_is_left_alone(twins, working_copy, name):
    prepare, is_done = DUE[name]
    with acting_as_owner(), platform_context():
        kwargs = prepare(twins)
        assert not is_done(twins)
    before = state_of_beta(twins)

    run_on_platform(twins, name, kwargs)

    with platform_context():
        assert is_done(twins), "the case asks for nothing: it would hold whatever the task does"
    assert state_of_beta(twins) == before


def test_control_a_task_that_takes_too_much_is_noticed(twins, working_copy, monkeypatch):
    monkeypatch.setattr(domains, "recheck_domain", lambda pk: Domain.objects.all().delete())
    prepare, is_done = DUE["tenants.recheck_domain"]
    kwargs, before = prepare(twins), state_of_beta(twins)

    run_on_platform(twins, "tenants.recheck_domain", kwargs)

    assert is_done(twins)
    assert state_of_beta(twins) != before
