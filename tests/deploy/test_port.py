"""A port that is taken is named with whoever has it."""

import os
import socket

import pytest

from deploy.local import port
from deploy.local.errors import Stop


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_names_the_process_and_a_free_one(taken_port, socket_enabled):
    with pytest.raises(Stop) as stop:
        port.ensure_free(taken_port)

    assert stop.value.sentence.startswith(f"Port {taken_port} is taken by process {os.getpid()} (")
    assert "make run PORT=" in stop.value.sentence


def test_an_unknown_owner_is_another_program():
    sentence = port.taken_sentence(8000, None, 8001)

    assert sentence == (
        "Port 8000 is taken by another program: stop it or choose another port,"
        " as in `make run PORT=8001`."
    )


@pytest.mark.parametrize("text", ["", "web", "0", "70000", "-1"])
def test_a_wrong_port_is_refused(text):
    with pytest.raises(Stop, match="PORT must be a number"):
        port.chosen_port(text)
