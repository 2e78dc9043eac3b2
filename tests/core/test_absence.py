"""Of the threads of a process, one waits for a database that is away."""

import os
import threading
from contextlib import suppress

import pytest
from django.db import connection
from psycopg import OperationalError

from config.postgres.absence import Absence, absence_of
from config.postgres.base import DatabaseWrapper


class Pool:
    idle = 0

    def get_stats(self):
        return {"pool_available": self.idle}


@pytest.fixture
def absence():
    """Of a database that did not answer a moment ago."""
    absence = Absence()
    with suppress(OperationalError), absence.respected(Pool()):
        raise OperationalError
    return absence


@pytest.fixture
def somebody_waits(absence):
    begun, ends = threading.Event(), threading.Event()

    def wait():
        with absence.respected(Pool()):
            begun.set()
            ends.wait(10)

    thread = threading.Thread(target=wait)
    thread.start()
    begun.wait(10)
    yield
    ends.set()
    thread.join(10)


def asked(absence, pool=None):
    with absence.respected(pool or Pool()):
        return True


def test_who_comes_second_is_told_at_once(absence, somebody_waits):
    with pytest.raises(OperationalError, match="a moment ago"):
        asked(absence)


def test_an_idle_connection_is_asked_all_the_same(absence, somebody_waits):
    pool = Pool()
    pool.idle = 1
    assert asked(absence, pool)
    assert asked(absence)  # it answered: nobody need wait any more


def test_while_it_answers_everybody_asks():
    absence = Absence()
    with absence.respected(Pool()), absence.respected(Pool()):
        assert asked(absence)


def test_after_it_answered_everybody_asks(absence):
    assert asked(absence)
    with absence.respected(Pool()):
        assert asked(absence)


def test_whoever_waited_in_vain_leaves_the_place_to_the_next(absence):
    for _ in range(2):
        with pytest.raises(OperationalError, match="in vain"), absence.respected(Pool()):
            raise OperationalError("in vain")


def test_a_child_does_not_inherit_who_waits(absence, somebody_waits):
    child = os.fork()
    if not child:
        os._exit(0 if asked(absence) else 1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.fixture
def pooled(committed_db):
    options = {"pool": {"min_size": 1, "max_size": 1}}
    wrapper = DatabaseWrapper({**connection.settings_dict, "OPTIONS": options}, alias="default")
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def test_a_connection_leaves_nothing_behind(pooled, monkeypatch):
    """What is to be done after a fork is remembered for as long as the process lives."""
    absence_of.cache_clear()
    remembered = []
    monkeypatch.setattr(os, "register_at_fork", lambda **calls: remembered.append(calls))
    for _ in range(4):
        pooled.ensure_connection()
        pooled.close()

    assert len(remembered) == 1  # of the database, not of each connection
