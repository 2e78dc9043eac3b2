"""The rules of deploy/monitoring name what the code exports, and each has its answer in the README."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from apps.core.exposition import exposition

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy" / "monitoring" / "alerts.yml"
OURS = re.compile(r"\bcineradar_[a-z0-9_]+")
PARTS = re.compile(r"_(?:count|sum|bucket|total)$")


def rules():
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


@pytest.mark.django_db
def test_every_metric_that_a_rule_names_is_exported(settings, tmp_path):
    settings.BACKUP_STAMP = str(tmp_path / "backup")
    families = text_string_to_metric_families(exposition().decode())
    exported = {PARTS.sub("", family.name) for family in families}
    named = {PARTS.sub("", name) for rule in rules() for name in OURS.findall(rule["expr"])}
    assert named
    assert named - exported == set()


def test_every_alert_says_what_to_do():
    told = (ROOT / "deploy" / "README.md").read_text()
    alerts = [rule["alert"] for rule in rules() if "alert" in rule]
    assert [alert for alert in alerts if f"**{alert}**" not in told] == []
    assert {rule["labels"]["severity"] for rule in rules() if "alert" in rule} <= {"page", "ticket"}


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_the_rules_are_sound_and_ring_when_they_should():
    for question in (["check", "rules", RULES], ["test", "rules", RULES.with_stem("alerts_test")]):
        told = subprocess.run(["promtool", *map(str, question)], capture_output=True)
        assert told.returncode == 0, told.stdout + told.stderr
