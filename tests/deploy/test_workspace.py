"""Sockets have short paths, whatever the clone is called."""

import os

import pytest

from deploy.local.errors import Stop
from deploy.local.workspace import (
    LONGEST_SOCKET,
    SOCKET_PATH_LIMIT,
    Workspace,
    own_directory,
    socket_directory,
)


def test_sockets_lie_in_the_workspace_where_they_fit(tmp_path):
    home = tmp_path.parents[-2] / "var"

    assert socket_directory(home) == home / "run"


def test_a_deep_clone_gets_a_short_directory_of_its_own(tmp_path):
    deep, deeper = tmp_path / ("a" * 100), tmp_path / ("b" * 100)

    found = socket_directory(deep)

    assert len(os.fsencode(found / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT
    assert found == socket_directory(deep)
    assert found != socket_directory(deeper)


def test_a_long_temporary_directory_is_passed_over(tmp_path):
    found = socket_directory(tmp_path / ("a" * 100), temporary=tmp_path / ("t" * 100))

    assert len(os.fsencode(found / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT


def test_only_we_enter_the_directory_of_our_processes(tmp_path):
    workspace = Workspace(home=tmp_path)

    workspace.prepare()

    assert workspace.sockets.stat().st_mode & 0o777 == 0o700
    assert workspace.sockets.parent.stat().st_mode & 0o777 == 0o711


def test_a_link_laid_in_our_place_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Stop, match="belongs to another user"):
        own_directory(tmp_path / "run", mode=0o700)
