"""Everything at once and in any order: studios, transactions, caches, tasks, frames, threads.

Whatever is written in a studio begins with the studio's name. Hypothesis looks for an order of steps
after which something else is read there; the controls show that it would find one.
"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import pytest
from celery import current_app, shared_task
from django.core.cache import caches
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RULE_MARKER,
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.catalog.models import Genre
from apps.core.jobs import start_job
from apps.core.models import CrossedStudios, Job, Task
from apps.core.outbox import post
from apps.core.queue import TenantTask, enqueue
from apps.core.realtime.publish import publish
from apps.core.replica import REPLICA, for_reading
from apps.core.tenancy import (
    StudioUnset,
    current_studio,
    current_studio_or_none,
    platform_context,
    studio_context,
)
from apps.core.tripwire import WrongSchema
from tests.database import studio_row
from tests.topics import _logs_are_empty, published_in, redis

__all__ = ["_logs_are_empty"]
SLUGS = ("alpha", "beta")
DEEPEST = 4
TOPIC = "machine"
# The same steps in every run; what it has found once it finds again.
STEADY = {"derandomize": True, "database": None, "deadline": None, "print_blob": False}
STEADY |= {"suppress_health_check": list(HealthCheck)}
LOOKING = settings(max_examples=60, stateful_step_count=40, **STEADY)
CONTROL = settings(
    max_examples=120,
    stateful_step_count=40,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    **STEADY,
)
MOVES = ("enter", "leave", "begin", "end")
numbers = itertools.count()
rooms = st.sampled_from(SLUGS)


class Crossed(AssertionError):
    """A studio has read another's."""


@shared_task(name="tests.machine_note", base=TenantTask)
def note(*, asked_in: str) -> None:
    expect([asked_in])
    read_rows()
    write_row()


def here() -> str:
    return current_studio().schema_name


def expect(texts) -> None:
    """Everything that was read began in the studio that read it."""
    studio = current_studio_or_none()
    foreign = [text for text in texts if not studio or not text.startswith(studio.schema_name)]
    if foreign:
        raise Crossed(f"{studio} has read {foreign}.")


def write_row() -> Genre:
    name = f"{here()}-{next(numbers)}"
    start_job("tests.machine", title=name)
    return Genre.objects.create(name=name, slug=name)


def read_rows(alias: str = "default") -> None:
    expect(Genre.objects.using(alias).values_list("name", flat=True))
    expect(Job.everywhere.using(alias).values_list("title", flat=True))


def in_a_thread(work) -> None:
    """Raises what the thread has raised."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(20)


def is_inside() -> bool:
    studio = current_studio_or_none()
    return studio is not None and not studio.is_platform


inside = precondition(lambda self: is_inside())
outside_transactions = precondition(lambda self: not self.transactions)


class Studios(RuleBasedStateMachine):
    """Two stacks that know nothing of each other, the studios' and the transactions'."""

    studios: dict = {}

    def __init__(self) -> None:
        super().__init__()
        self.entered: list[ExitStack] = []
        self.transactions: list = []
        self.held: list = []
        self.queries: list = []

    @initialize(slug=rooms)
    def begin_somewhere(self, slug):
        self.enter(slug)

    @rule(slug=st.sampled_from((*SLUGS, "platform")))
    def enter(self, slug):
        if len(self.entered) < DEEPEST:
            stack = ExitStack()
            place = platform_context() if slug == "platform" else studio_context(self.studios[slug])
            stack.enter_context(place)
            self.entered.append(stack)

    @precondition(lambda self: self.entered)
    @rule()
    def leave(self):
        self.entered.pop().close()

    @rule()
    def begin(self):
        if len(self.transactions) < DEEPEST:
            self.transactions.append(transaction.atomic())
            self.transactions[-1].__enter__()

    @precondition(lambda self: self.transactions)
    @rule(keep=st.booleans())
    def end(self, keep):
        if not keep:
            transaction.set_rollback(True)
        self.transactions.pop().__exit__(None, None, None)

    @inside
    @rule()
    def create(self):
        self.held.append(write_row())

    @inside
    @rule()
    def read(self):
        read_rows()

    @inside
    @rule()
    def update(self):
        newest = Genre.objects.order_by("-pk").values("pk")[:1]
        Genre.objects.filter(pk__in=newest).update(slug=f"{here()}-{next(numbers)}")
        expect(Genre.objects.values_list("slug", flat=True))

    @precondition(lambda self: is_inside() and self.held)
    @rule(data=st.data())
    def save_what_was_loaded_before(self, data):
        row = data.draw(st.sampled_from(self.held))
        with suppress(CrossedStudios, DatabaseError), transaction.atomic():
            row.save(update_fields=["name"])
        read_rows()

    @inside
    @rule()
    def begin_a_query(self):
        self.queries.append(Genre.objects.order_by("name"))

    @precondition(lambda self: is_inside() and self.queries)
    @rule(data=st.data())
    def run_a_query(self, data):
        with suppress(CrossedStudios):
            expect([row.name for row in data.draw(st.sampled_from(self.queries)).all()])

    @rule()
    def recall_and_remember(self):
        studio = current_studio_or_none()
        name = studio.schema_name if studio else "nobody"
        with suppress(StudioUnset):
            expect([caches["default"].get("word") or name])
            caches["default"].set("word", f"{name}-{next(numbers)}")

    @inside
    @rule()
    def queue(self):
        """Done at the commit, wherever that finds the process."""
        enqueue("tests.machine_note", asked_in=here())

    @inside
    @rule(worker_in=rooms)
    def work(self, worker_in):
        """A worker that sits elsewhere claims the row."""
        row = post.row_of("tests.machine_note", {"asked_in": here()}, current_studio())
        Task.everywhere.bulk_create([row])
        with studio_context(self.studios[worker_in]):
            current_app.tasks["tests.machine_note"].apply(task_id=str(row.pk), throw=True)

    @inside
    @rule()
    def hear_and_tell(self):
        expect(frame["of"] for frame in published_in(TOPIC))
        publish(TOPIC, {"of": here()})

    @rule(slug=rooms)
    def read_in_a_thread(self, slug):
        def work():
            with studio_context(self.studios[slug]):
                read_rows()

        in_a_thread(work)

    @rule()
    def read_in_a_thread_of_nobody(self):
        def work():
            with suppress(DatabaseError):
                raise Crossed(f"A thread without a studio has read {list(Genre.objects.all())}.")

        in_a_thread(work)

    @inside
    @rule()
    def read_from_the_replica(self):
        read_rows(for_reading())

    @outside_transactions
    @rule()
    def lose_the_connections(self):
        connections.close_all()

    def teardown(self):
        while self.transactions:
            self.end(keep=False)
        while self.entered:
            self.leave()
        for studio in self.studios.values():
            with studio_context(studio):
                Genre.objects.all().delete()
                caches["default"].clear()
        with redis() as client:
            for slug in SLUGS:
                client.delete(*client.keys(f"*rt:t.{slug}.{TOPIC}*") or ["nothing"])


@pytest.fixture
def machine(committed_db):
    connections.databases[REPLICA] = {
        **connections.databases["default"],
        "OPTIONS": dict(connections.databases["default"]["OPTIONS"]),
    }
    Studios.studios = {slug: studio_row(slug) for slug in SLUGS}
    yield Studios
    connections[REPLICA].close()
    del connections.databases[REPLICA]
    del connections[REPLICA]


def test_no_order_of_steps_leads_from_one_studio_into_another(machine):
    run_state_machine_as_test(machine, settings=LOOKING)
    assert connection.schema_name == "public"


def finds_a_crossing(machine, *steps: str) -> None:
    """Asserts it, by ``steps`` and by coming and going alone, so that no luck is needed."""
    rules = {name for name, step in vars(machine).items() if hasattr(step, RULE_MARKER)}
    few = type("FewSteps", (machine,), dict.fromkeys(rules - {*MOVES, *steps}))
    with pytest.raises((Crossed, WrongSchema)):
        run_state_machine_as_test(few, settings=CONTROL)


def test_control_cache_keys_without_a_studio(machine, monkeypatch):
    monkeypatch.setattr(
        caches["default"], "key_func", lambda key, prefix, version: f"{prefix}{key}"
    )
    finds_a_crossing(machine, "recall_and_remember")


def test_control_topics_without_a_studio(machine, monkeypatch):
    for module in ("apps.core.realtime.publish", "tests.topics"):
        monkeypatch.setattr(f"{module}.group_of", lambda topic: f"t.alpha.{topic}")
    finds_a_crossing(machine, "hear_and_tell")


def test_control_tasks_that_run_where_the_worker_sits(machine, monkeypatch):
    monkeypatch.setattr(TenantTask, "studio_of", lambda self, row: machine.studios["beta"])
    finds_a_crossing(machine, "queue", "work")


def test_control_a_replica_that_does_not_follow(machine, monkeypatch):
    replica = connections[REPLICA]
    replica.set_tenant(machine.studios["alpha"])
    monkeypatch.setattr(replica, "set_tenant", lambda *args, **more: None)
    finds_a_crossing(machine, "create", "read_from_the_replica")
