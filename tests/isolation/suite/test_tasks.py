"""A task that alpha has queued works in alpha, wherever its worker stood before."""

import inspect
from uuid import UUID

import pytest
from celery import current_app
from django.apps import apps
from django.core import mail

from apps.catalog.models import Encode, Film, Upload
from apps.core.errors import DomainError
from apps.core.models import Task
from apps.core.outbox import post
from apps.core.tenancy import platform_context, studio_context
from apps.studio.models import Report
from tests.isolation.suite.cases import case_of
from tests.isolation.suite.exits import tasks
from tests.isolation.suite.probes import harm

FOUND = [found for found in sorted(tasks()) if case_of(found) == "decoys"]
LETTER = {"to": "ana@people.example", "subject": "S", "text": "T", "html": "<p>T</p>"}
LETTER |= {"sender": "Alpha <no-reply@localhost>"}


# Arguments that are no keys, and keys named by another word than their table's.
PLAIN = {"milliseconds": 1500, "version": 1, "stage": "probe"}
CALLED = {"track": "texttrack"}


def model_named(argument: str):
    """The table that an argument such as ``encode_pk`` means."""
    name = argument.removesuffix("_pk")
    name = CALLED.get(name, name)
    return next(model for model in apps.get_models() if model._meta.model_name == name)


def arguments(name, keys):
    """``keys(label)`` gives a key of the table an argument means; letters have texts instead."""
    parameters = inspect.signature(current_app.tasks[name].run).parameters
    known = LETTER | PLAIN
    found = {each: known[each] for each in parameters if each in known}
    rest = [each for each in parameters if each not in known]
    return found | {each: str(keys(model_named(each)._meta.label)) for each in rest}


def run_for(twins, name, kwargs):
    """Queue it in alpha, and let a worker that sits in beta come upon it."""
    with studio_context(twins.alpha.studio):
        row = post.row_of(name, kwargs, twins.alpha.studio)
        with platform_context():
            Task.everywhere.bulk_create([row])
    with studio_context(twins.beta.studio):
        try:
            current_app.tasks[name].apply(task_id=str(row.pk), throw=True)
        except (DomainError, OSError):
            return


@pytest.mark.parametrize("found", FOUND, ids=str)
def test_a_key_of_beta_leads_an_alphas_task_nowhere(twins, taken_back, caplog, found):
    name = found.name.split()[0]
    kwargs, files = (
        arguments(name, lambda label: twins.beta.keys[label][0]),
        twins.watch.files(),
    )

    run_for(twins, name, kwargs)

    with platform_context():
        Task.everywhere.filter(name=name, studio_schema="alpha").delete()
    assert list(harm(twins)) == []
    assert twins.watch.files() == files
    assert all(twins.word not in str(letter.message()) for letter in mail.outbox)


def twin_rows(twins):
    """A report and an encode in each studio, under one key: integer keys would do so by themselves."""
    with studio_context(twins.alpha.studio):
        encode = Encode.objects.filter(state="queued").first()
        report = Report.objects.first()
    with studio_context(twins.beta.studio):
        theirs = Encode.objects.filter(state="queued").exclude(pk=encode.pk).first()
        Encode.objects.filter(pk=theirs.pk).update(id=encode.pk)
        other = Report.objects.first()
        Report.objects.filter(pk=other.pk).update(id=report.pk, job_pk=report.job_pk)
    return encode, report


@pytest.mark.parametrize("found", FOUND, ids=str)
def test_a_row_of_beta_under_the_same_key_is_left_alone(twins, taken_back, found):
    encode, report = twin_rows(twins)
    rows = {"catalog.Encode": encode.pk, "studio.Report": report.pk, "core.Job": report.job_pk}
    name = found.name.split()[0]
    before = twins.watch.rows(), twins.watch.files()

    run_for(
        twins, name, arguments(name, lambda label: rows.get(label) or twins.alpha.keys[label][0])
    )

    assert (twins.watch.rows(), twins.watch.files()) == before


def test_every_argument_of_a_task_means_a_table_or_a_letter():
    """Otherwise the cases above would send it nothing of beta's."""
    for found in FOUND:
        for key, value in arguments(found.name.split()[0], lambda label: UUID(int=1)).items():
            assert key in LETTER | PLAIN or UUID(value), f"{found}: name the row that {key} means."


def test_control_the_twin_rows_are_the_tasks_own(twins, taken_back):
    """In alpha, the same task does change the row that it was given."""
    encode, _report = twin_rows(twins)
    run_for(twins, "catalog.give_encode_up", {"encode_pk": str(encode.pk)})

    with studio_context(twins.alpha.studio):
        assert Encode.objects.get(pk=encode.pk).state == "failed"
    with studio_context(twins.beta.studio):
        assert Encode.objects.get(pk=encode.pk).state == "queued"
        assert Film.objects.exists()
        assert Upload.objects.exists()
