"""nginx accepts what we write, and every path in it is of the workspace."""

import subprocess

import pytest

from deploy.local import commands, proxy
from deploy.local.workspace import Workspace


@pytest.fixture
def configuration(tmp_path):
    workspace = Workspace(home=tmp_path / "a clone")
    workspace.prepare()
    return proxy.write_configuration(workspace, port=8765, addresses=["127.0.0.1"])


def test_names_in_braces_are_filled_in_and_variables_of_nginx_stay():
    text = "listen ${LISTEN}; set $host; return ${LISTEN};"

    assert proxy.render(text, {"LISTEN": "80"}) == "listen 80; set $host; return 80;"


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        proxy.render("${MISSING}", {})


def test_nginx_accepts_the_configuration(configuration):
    nginx = commands.find_program("nginx")

    done = subprocess.run(
        [nginx, "-t", "-e", "stderr", "-c", configuration], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr


def test_only_loopback_is_listened_on(tmp_path):
    workspace = Workspace(home=tmp_path)

    values = proxy.configuration_values(workspace, port=8000, addresses=["127.0.0.1", "::1"])

    assert values["LISTEN"] == "listen 127.0.0.1:8000; listen [::1]:8000;"
