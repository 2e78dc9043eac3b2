"""What an earlier run left behind is found by what it is, never by its number alone."""

import os
import subprocess
import sys

import pytest

from deploy.local import children, postgres

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def pretended_server(tmp_path):
    command = [sys.executable, "-c", SLEEP, "postgres", "-D", str(tmp_path), "-c", "x=y"]
    process = subprocess.Popen(command)
    yield process
    process.kill()
    process.wait()


def test_a_dead_process_is_forgotten(tmp_path):
    (tmp_path / "postmaster.pid").write_text("999999999\nrest\n")

    postgres.end_leftover(tmp_path)

    assert not (tmp_path / "postmaster.pid").exists()


def test_a_stranger_with_the_same_number_is_left_alone(tmp_path):
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\nrest\n")

    postgres.end_leftover(tmp_path)

    assert not (tmp_path / "postmaster.pid").exists()


def test_a_server_of_this_cluster_is_found(tmp_path, pretended_server):
    assert postgres.leftover_pid(f"{pretended_server.pid}\n", tmp_path) == pretended_server.pid
    assert postgres.leftover_pid(f"{pretended_server.pid}\n", tmp_path / "other") is None


def test_a_damaged_pid_file_names_nobody(tmp_path):
    assert postgres.leftover_pid("", tmp_path) is None
    assert postgres.leftover_pid("garbage\n", tmp_path) is None


def test_a_cluster_that_cannot_start_shows_its_last_words(tmp_path):
    log = tmp_path / "postgres.log"
    log.write_text("LOG: starting\nFATAL: could not read control file\n")

    sentence = postgres.explain_failure(log)

    assert "could not read control file" in sentence
    assert "make reset" in sentence


def test_a_cluster_on_a_full_disk_says_so(tmp_path):
    log = tmp_path / "postgres.log"
    log.write_text("FATAL: could not write file: No space left on device\n")

    assert postgres.explain_failure(log).startswith("The disk is full")


def test_descendants_are_found_through_generations():
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"
    with subprocess.Popen([sys.executable, "-c", script]) as parent:
        try:
            found = wait_for_descendants(parent.pid, count=1)
            assert found[0] in children.descendants(os.getpid())
        finally:
            for pid in [*children.descendants(parent.pid), parent.pid]:
                os.kill(pid, 9)


def wait_for_descendants(pid, *, count):
    for _ in range(200):
        found = children.descendants(pid)
        if len(found) >= count:
            return found
        subprocess.run(["sleep", "0.02"], check=True)
    raise AssertionError("The child did not start its own child")
