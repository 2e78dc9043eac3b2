"""What is missing on a machine, and the one command that puts it there."""

import pytest

from deploy.local import system
from deploy.local.errors import CommandFailed, Stop
from deploy.local.report import Step
from deploy.local.system import Piece


@pytest.fixture
def no_privilege(monkeypatch):
    monkeypatch.setattr(system, "privilege", lambda: None)


def piece(name, *packages, present):
    return Piece(name, packages, lambda: present)


def test_only_packages_of_missing_pieces_are_named():
    wanted = [
        piece("Redis", "redis-server", present=True),
        piece("Pango", "libpango-1.0-0", "libpangoft2-1.0-0", present=False),
        piece("nginx", "nginx", present=False),
    ]

    missing = system.missing_packages(wanted)

    assert missing == ["libpango-1.0-0", "libpangoft2-1.0-0", "nginx"]


def test_an_ordinary_user_is_told_one_command(monkeypatch, no_privilege):
    wanted = [piece("nginx", "nginx", present=False), piece("ffmpeg", "ffmpeg", present=False)]
    monkeypatch.setattr(system, "pieces", lambda for_tests: wanted)

    with pytest.raises(Stop) as stop:
        system.ensure_pieces(Step(), for_tests=False)

    command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends nginx ffmpeg"
    assert command in stop.value.sentence


def test_nothing_is_installed_when_all_is_there(monkeypatch):
    monkeypatch.setattr(system, "pieces", lambda for_tests: [piece("nginx", "nginx", present=True)])
    step = Step()

    system.ensure_pieces(step, for_tests=False)

    assert step.note == "all there"


def test_chromium_is_needed_by_tests_alone():
    names = {piece.name for piece in system.pieces()}

    assert "Chromium" not in names
    assert {piece.name for piece in system.pieces(for_tests=True)} - names == {"Chromium"}


def install_server(parent, version):
    binaries = parent / version / "bin"
    binaries.mkdir(parents=True)
    (binaries / "postgres").touch()


def test_servers_are_found_newest_first_and_old_ones_left_out(tmp_path):
    for version in ("13", "15", "17"):
        install_server(tmp_path, version)

    assert [server.version for server in system.installed_servers(tmp_path)] == [17, 15]


def test_postgis_is_asked_for_the_server_that_is_there(monkeypatch):
    monkeypatch.setattr(system, "installed_servers", lambda: [system.Server(16, None)])
    assert system.postgis_package() == "postgresql-16-postgis-3"

    monkeypatch.setattr(system, "installed_servers", list)
    assert system.postgis_package() == "postgresql-postgis"


def test_a_cluster_of_a_server_that_is_gone_stops_with_the_fix(monkeypatch):
    monkeypatch.setattr(system, "installed_servers", list)

    with pytest.raises(Stop, match=r"PostgreSQL 14 with PostGIS is not installed.*make reset"):
        system.postgres_server(14)


def test_a_package_that_debian_lacks_is_not_blamed_on_the_network(monkeypatch):
    lacking = CommandFailed("apt-get install", code=100, output="E: Unable to locate package nginx")
    outcomes = iter([None, lacking])
    monkeypatch.setattr(system, "failure_of", lambda purpose, command: next(outcomes))
    monkeypatch.setattr(system, "POLICY", system.Path(__file__))

    with pytest.raises(Stop, match="Debian 12 or 13 is needed"):
        system.install(["nginx"], [])


def test_a_full_disk_is_noticed_before_anything_is_written(tmp_path):
    with pytest.raises(Stop, match=r"MB free and CineRadar needs \d+ MB: free some space"):
        system.ensure_disk_space(tmp_path, needed=10**18)
