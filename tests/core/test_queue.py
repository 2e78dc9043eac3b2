import pytest
from celery import shared_task

from apps.core.queue import TenantTask, enqueue
from apps.core.tenancy import current_studio, studio_context

seen: list[tuple[str, str]] = []


@shared_task(name="tests.remember", base=TenantTask)
def remember(*, word: str) -> None:
    seen.append((current_studio().schema_name, word))


@pytest.fixture(autouse=True)
def _forget():
    seen.clear()


def test_a_task_runs_in_the_studio_that_queued_it(alpha, beta, django_capture_on_commit_callbacks):
    with studio_context(alpha), django_capture_on_commit_callbacks() as callbacks:
        enqueue("tests.remember", word="one")
        assert seen == []
    with studio_context(beta):  # the worker is elsewhere when the task starts
        for callback in callbacks:
            callback()
        assert current_studio().schema_name == "beta"
    assert seen == [("alpha", "one")]


def test_an_unknown_task_fails_at_the_call(in_alpha):
    with pytest.raises(KeyError):
        enqueue("tests.no_such_task")


def test_rows_cannot_be_sent_to_a_task(in_alpha):
    with pytest.raises(TypeError, match="studio must be text"):
        enqueue("tests.remember", studio=in_alpha)
    assert seen == []
