"""All processes together, or none."""

import os
import time

import pytest

from deploy.local import children, procfile
from deploy.local.errors import Stop
from deploy.local.supervisor import Supervisor


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(tmp_path, dict(os.environ))
    yield supervisor
    supervisor.stop()


def wait_for_text(path, text):
    deadline = time.monotonic() + 5
    while not (path.exists() and text in path.read_text()):
        assert time.monotonic() < deadline, f"{text!r} never came"
        time.sleep(0.02)


def test_a_process_that_ends_is_named_with_its_last_words(supervisor):
    supervisor.start({"steady": "sleep 60", "frail": "sh -c 'echo out of popcorn; exit 3'"})
    supervisor.children[1].process.wait(5)

    with pytest.raises(Stop) as stop:
        supervisor.check()

    assert stop.value.sentence.startswith("The process `frail` ended with exit code 3")
    assert "out of popcorn" in stop.value.sentence


def test_stopping_leaves_no_grandchild(supervisor, tmp_path):
    supervisor.start({"shell": "sh -c 'sleep 61 & echo $!; wait'"})
    log = supervisor.log_of("shell")
    wait_for_text(log, "\n")
    grandchild = int(log.read_text())

    supervisor.stop()

    assert children.wait_until_gone(grandchild, 10)


def test_a_deaf_process_is_killed(supervisor):
    supervisor.start({"deaf": "sh -c 'trap \"\" TERM; echo ready; sleep 60; sleep 60'"})
    wait_for_text(supervisor.log_of("deaf"), "ready")
    supervisor.children[0].patience = 0.2

    supervisor.stop()

    assert supervisor.children[0].process.returncode == -9


def test_what_processes_say_is_logged_and_shown_with_their_names(supervisor, capsys):
    supervisor.live.set()
    supervisor.start({"web": "echo hello", "beat": "sleep 60"})
    wait_for_text(supervisor.log_of("web"), "hello")
    supervisor.pumps[0].join(5)

    assert "web  | hello\n" in capsys.readouterr().out


def test_the_procfile_is_read_in_order_without_one_off_commands():
    text = "# comment\nrelease: migrate\nweb: serve --port $PORT\n\nworker-media: nice work\n"

    assert procfile.parse(text) == {"web": "serve --port $PORT", "worker-media": "nice work"}
