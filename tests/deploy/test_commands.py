"""Programs are run to their end, watched, and ended when we are."""

import time

import pytest

from deploy.local import commands
from deploy.local.errors import CommandFailed, Stop


def test_what_a_program_prints_is_returned_and_seen_at_once():
    seen = []

    output = commands.run("talking", ["sh", "-c", "echo one; echo two >&2"], on_line=seen.append)

    assert output == "one\ntwo\n"
    assert seen == ["one", "two"]


def test_a_program_reads_what_it_is_given():
    assert commands.run("echoing", ["cat"], stdin="exit 101\n") == "exit 101\n"


def test_a_failure_says_what_failed_and_how():
    with pytest.raises(CommandFailed) as failure:
        commands.run("npm ci", ["sh", "-c", "echo no such popcorn; exit 4"])

    assert failure.value.sentence == "npm ci failed with exit code 4:\n    no such popcorn"


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(Stop, match="compiling failed: the program msgfmt-of-old is not there"):
        commands.run("compiling", ["msgfmt-of-old"])


def test_a_program_is_ended_when_its_watcher_raises():
    def give_up():
        raise Stop("a worker died")

    began = time.monotonic()
    with pytest.raises(Stop, match="a worker died"):
        commands.run("waiting", ["sleep", "60"], meanwhile=give_up)

    assert time.monotonic() - began < 10
