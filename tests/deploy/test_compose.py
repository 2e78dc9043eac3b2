"""Compose runs the processes of the Procfile, all in one environment."""

import pytest
import yaml

from deploy.local import procfile
from deploy.local.workspace import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = [*procfile.read(ROOT / "Procfile")]
# Only who changes schemas connects as their owner; web says which port it is on.
DIFFERS = {"worker-schemas": {"DATABASE_URL"}, "web": {"PORT"}}


def test_every_process_is_a_service():
    assert set(OURS) <= set(COMPOSE["services"])


@pytest.mark.parametrize("name", [name for name in OURS if name != "proxy"])
def test_all_have_one_environment_and_the_same_files(name):
    service, beat = COMPOSE["services"][name], COMPOSE["services"]["beat"]
    ours, theirs = service["environment"].items(), beat["environment"].items()
    assert {key for key, _value in ours ^ theirs} == DIFFERS.get(name, set())
    assert service["volumes"] == beat["volumes"]
    assert beat["environment"]["PROMETHEUS_MULTIPROC_DIR"] in {
        volume.partition(":")[2] for volume in beat["volumes"]
    }
