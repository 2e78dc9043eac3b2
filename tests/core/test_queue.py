"""What task authors are promised; how the parts keep it is in test_outbox and tests/faults."""

from datetime import timedelta

import pytest
from celery import chain, chord, current_app, group, shared_task
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from apps.core.errors import Conflict, PermanentError, TemporaryError
from apps.core.logs import request_id
from apps.core.models import Task
from apps.core.outbox.errors import PastTheQueue
from apps.core.outbox.post import work_here
from apps.core.queue import PlatformTask, TenantTask, enqueue, enqueue_for_each
from apps.core.tenancy import current_studio, platform_context, studio_context

seen: list[tuple[str, str]] = []
ending: list[Exception] = []


@shared_task(name="tests.remember", base=TenantTask)
def remember(*, word: str) -> None:
    seen.append((current_studio().schema_name, word))
    if ending:
        raise ending.pop()


@shared_task(name="tests.remember_once", base=TenantTask, exactly_once=True)
def remember_once(*, word: str) -> None:
    enqueue("tests.remember", word=word)
    remember(word=word)


@shared_task(name="tests.remember_at_home", base=PlatformTask, max_attempts=1)
def remember_at_home(*, word: str) -> None:
    remember(word=word)


@shared_task(name="tests.fragile", base=TenantTask, max_attempts=2, on_dead="tests.remember")
def fragile(*, word: str) -> None:
    remember(word=word)


@pytest.fixture(autouse=True)
def _forget():
    seen.clear()
    ending.clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def as_in_production():
    current_app.conf.task_always_eager = False
    yield
    current_app.conf.task_always_eager = True


def rows() -> list[Task]:
    with platform_context():
        return list(Task.everywhere.order_by("pk"))


def try_now(row: Task) -> None:
    """The next message for the row, with the waiting over."""
    with platform_context():
        Task.everywhere.filter(pk=row.pk).update(available_at=Now())
    work_here(row.name, row.pk)


def test_a_task_runs_in_the_studio_that_queued_it(alpha, beta, django_capture_on_commit_callbacks):
    with studio_context(alpha), django_capture_on_commit_callbacks() as callbacks:
        enqueue("tests.remember", word="one")
        assert seen == []
    with studio_context(beta):  # the worker is elsewhere when the task starts
        for callback in callbacks:
            callback()
        assert current_studio().schema_name == "beta"
    assert seen == [("alpha", "one")]
    assert rows() == []


def test_a_message_that_comes_twice_does_nothing_the_second_time(in_alpha, commit):
    with commit():
        enqueue("tests.remember", word="one")
        (row,) = rows()
    work_here(row.name, row.pk)
    assert seen == [("alpha", "one")]


def test_the_row_says_whose_it_is_and_where_it_goes(in_alpha):
    token = request_id.set("request-1")
    enqueue("tests.remember", word="one")
    request_id.reset(token)

    (row,) = rows()
    assert row.studio.pk == in_alpha.pk
    assert (row.studio_schema, row.studio_slug) == ("alpha", "alpha")
    assert (row.queue, row.state, row.attempts, row.max_attempts) == ("default", "waiting", 0, 3)
    assert (row.kwargs, row.request_id) == ({"word": "one"}, "request-1")


def test_work_that_is_rolled_back_was_never_asked_for(in_alpha, commit):
    with commit(), transaction.atomic():
        enqueue("tests.remember", word="one")
        transaction.set_rollback(True)
    assert (rows(), seen) == ([], [])


def test_an_unknown_task_fails_at_the_call(in_alpha):
    with pytest.raises(KeyError):
        enqueue("tests.no_such_task")


@pytest.mark.parametrize("kwargs", [{}, {"letter": "one"}, {"word": "one", "more": 1}])
def test_wrong_arguments_fail_at_the_call(in_alpha, kwargs):
    with pytest.raises(TypeError, match="remember"):
        enqueue("tests.remember", **kwargs)
    assert rows() == []


def test_rows_cannot_be_sent_to_a_task(in_alpha):
    with pytest.raises(TypeError, match="word must be text"):
        enqueue("tests.remember", word=in_alpha)
    assert seen == []


@pytest.mark.parametrize(
    "send",
    [
        lambda: remember.delay(word="one"),
        lambda: remember.apply_async(kwargs={"word": "one"}),
        lambda: chain(remember.si(word="one"), remember.si(word="two")).apply_async(),
        lambda: group(remember.si(word="one")).apply_async(),
        lambda: chord([remember.si(word="one")])(remember.si(word="two")),
    ],
    ids=["delay", "apply_async", "chain", "group", "chord"],
)
def test_nothing_goes_past_the_queue(in_alpha, as_in_production, send):
    """Canvas is refused: a chord already by Celery, as we keep no results."""
    with pytest.raises((PastTheQueue, NotImplementedError), match=r"enqueue|result backend"):
        send()
    assert seen == []


def test_a_message_without_a_row_does_nothing(in_alpha):
    remember.apply(kwargs={"word": "one"})
    assert seen == []


def test_later_means_not_before(in_alpha, commit):
    with commit():
        enqueue("tests.remember", word="later", delay=timedelta(minutes=5))
    (row,) = rows()
    assert row.available_at - row.created_at > timedelta(minutes=4)
    assert seen == []
    try_now(row)
    assert seen == [("alpha", "later")]


def test_one_unfinished_task_a_key_and_studio(alpha, beta):
    for studio in (alpha, alpha, beta):
        with studio_context(studio):
            enqueue("tests.remember", word="one", dedupe_key="k")
            enqueue("tests.remember_once", word="one", dedupe_key="k")
    assert len(rows()) == 4


def test_a_dead_task_does_not_hold_its_key(in_alpha):
    enqueue("tests.remember", word="one", dedupe_key="k")
    with platform_context():
        Task.everywhere.update(state="dead")
    enqueue("tests.remember", word="one", dedupe_key="k")
    assert sorted(row.state for row in rows()) == ["dead", "waiting"]


def test_one_task_a_studio_in_one_statement(platform, alpha, beta, commit):
    with commit():
        with CaptureQueriesContext(connection) as queries:
            enqueue_for_each([alpha, beta], "tests.remember", word="all")
        assert [query["sql"][:6] for query in queries if "core_task" in query["sql"]] == ["INSERT"]
        enqueue_for_each([alpha, beta], "tests.remember", word="again", dedupe_key="again")
        enqueue_for_each([alpha, beta], "tests.remember", word="again", dedupe_key="again")
    assert sorted(seen) == [
        ("alpha", "again"),
        ("alpha", "all"),
        ("beta", "again"),
        ("beta", "all"),
    ]


def test_the_platforms_work_runs_at_home(in_alpha, commit):
    with commit():
        enqueue("tests.remember_at_home", word="one")
    assert seen == [("public", "one")]
    assert rows() == []


def test_a_refusal_ends_the_task(in_alpha, commit):
    ending.append(Conflict())
    with pytest.raises(Conflict), commit():
        enqueue("tests.remember", word="one")
    assert rows() == []


def test_something_temporary_is_tried_again_later(in_alpha, commit):
    ending.append(TemporaryError("not now"))
    with commit():
        enqueue("tests.remember", word="one")

    (row,) = rows()
    assert (row.state, row.attempts, row.error_name) == ("waiting", 1, "TemporaryError")
    assert row.error_detail.rstrip().endswith("TemporaryError: not now")
    assert timedelta(seconds=2) < row.available_at - row.started_at < timedelta(seconds=6)
    try_now(row)
    assert (len(seen), rows()) == (2, [])


def test_the_unexpected_is_raised_for_the_log_and_tried_again(in_alpha, commit):
    ending.append(ZeroDivisionError("by nothing"))
    with pytest.raises(ZeroDivisionError), commit():
        enqueue("tests.remember", word="one")

    assert [(row.state, row.error_name) for row in rows()] == [("waiting", "ZeroDivisionError")]


def test_it_is_given_up_in_the_end_and_what_depends_on_it_is_told(in_alpha, commit, caplog):
    ending.extend([ZeroDivisionError("second"), ZeroDivisionError("first")])
    with pytest.raises(ZeroDivisionError), commit():
        enqueue("tests.fragile", word="one")
    with pytest.raises(ZeroDivisionError):
        try_now(rows()[0])

    dead, follower = rows()
    assert (dead.state, dead.attempts) == ("dead", 2)
    assert dead.died_at is not None
    assert (follower.name, follower.studio_schema) == ("tests.remember", "alpha")
    assert follower.kwargs == dead.kwargs
    assert "is dead after 2 attempts: ZeroDivisionError" in caplog.text
    try_now(dead)
    assert seen == [("alpha", "one")] * 2


def test_what_never_will_work_is_not_tried_again(in_alpha, commit):
    ending.append(PermanentError("no"))
    with pytest.raises(PermanentError), commit():
        enqueue("tests.remember", word="one")
    assert [(row.state, row.attempts) for row in rows()] == [("dead", 1)]


def test_a_body_that_must_run_once_shares_its_transaction_with_the_end_of_the_row(in_alpha, commit):
    ending.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError), commit():
        enqueue("tests.remember_once", word="one")
    assert [row.name for row in rows()] == ["tests.remember_once"]  # not what the body queued

    with commit():
        try_now(rows()[0])
    assert (len(seen), rows()) == (3, [])


def test_a_worker_that_was_taken_over_leaves_nothing_behind(in_alpha, monkeypatch, caplog):
    """The zombie's attempt is older than the row's: its transaction is undone."""
    enqueue("tests.remember_once", word="one")
    (row,) = rows()

    def taken_over(*, word: str) -> None:
        enqueue("tests.remember", word=word)
        with platform_context():
            Task.everywhere.filter(pk=row.pk).update(attempts=7)

    monkeypatch.setattr(current_app.tasks["tests.remember_once"], "run", taken_over)
    work_here(row.name, row.pk)

    assert "was taken over; nothing of it stays" in caplog.text
    assert [(one.name, one.attempts) for one in rows()] == [("tests.remember_once", 1)]


def test_a_studio_sees_its_own_rows_only(alpha, beta):
    for studio in (alpha, beta):
        with studio_context(studio):
            enqueue("tests.remember", word=studio.slug)
    with studio_context(beta), connection.cursor() as cursor:
        cursor.execute("SELECT studio_schema FROM public.core_task")
        assert cursor.fetchall() == [("beta",)]
