"""Faults of the machine are told in one sentence, whichever tool met them."""

import errno

import pytest

from deploy.local import errors
from deploy.local.errors import CommandFailed


@pytest.mark.parametrize(
    "output",
    [
        "error: Failed to fetch: `https://pypi.org/simple/django/`",
        "npm error code ENOTFOUND",
        "W: Temporary failure resolving 'deb.debian.org'",
    ],
)
def test_no_network_is_one_sentence(output):
    failure = CommandFailed("npm ci", code=1, output=f"some noise\n{output}", downloads=True)

    assert failure.sentence.startswith("A package registry cannot be reached: check the network")
    assert failure.sentence.endswith(output)


def test_a_missing_module_is_not_a_missing_network():
    failure = CommandFailed("migrate", code=1, output="ModuleNotFoundError: apps", downloads=True)

    assert failure.sentence.startswith("migrate failed with exit code 1")


def test_a_database_that_refuses_is_not_a_missing_network():
    failure = CommandFailed("migrate", code=1, output="connection refused by the database")

    assert failure.sentence.startswith("migrate failed with exit code 1")


def test_a_full_disk_is_one_sentence():
    failure = CommandFailed("npm ci", code=1, output="npm error ENOSPC: no space left on device")

    assert failure.sentence == errors.DISK_FULL
    assert errors.explain_os_error(OSError(errno.ENOSPC, "full")) == errors.DISK_FULL


def test_a_file_of_somebody_else_names_it():
    sentence = errors.explain_os_error(PermissionError(errno.EACCES, "denied", "var/local.env"))

    assert sentence.startswith("var/local.env belongs to another user")
