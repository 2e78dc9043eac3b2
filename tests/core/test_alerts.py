"""Rules and dashboards of deploy/monitoring name what the code exports; alerts have their answer in the README."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.db import connections
from prometheus_client.parser import text_string_to_metric_families

from apps.core.capacity import database_numbers
from apps.core.exposition import exposition
from apps.core.tenancy import platform_context

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "deploy" / "monitoring"
RULES = MONITORING / "alerts.yml"
TESTS = sorted(MONITORING.glob("alerts*_test.yml"))
DASHBOARDS = sorted((MONITORING / "dashboards").glob("*.json"))
# Of exporters that are not ours: the blackbox exporter looks at our hosts from outside.
OTHERS = {"probe_ssl_earliest_cert_expiry"}
LABELS = re.compile(r"\{[^}]*\}|\b(?:by|on|without|ignoring) \([^)]*\)")
WORD = re.compile(r"\b[a-z_][a-z0-9_:]*\b(?!\s*\()")
OPERATORS = {"and", "or", "unless", "bool", "offset"}
PARTS = re.compile(r"_(?:count|sum|bucket|total|created)$")


def rules():
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def alerts():
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def panels(path):
    return [panel for panel in json.loads(path.read_text())["panels"] if panel["type"] != "row"]


def questions(path):
    return [target["expr"] for panel in panels(path) for target in panel["targets"]]


def named(expression):
    """The series that it asks for."""
    bare = LABELS.sub("", expression.replace("$__rate_interval", "5m"))
    return {PARTS.sub("", word) for word in WORD.findall(bare)} - OPERATORS


@pytest.fixture
def known(committed_db, settings, tmp_path):
    """What the code exports, with everything that a setting adds, and what rules record."""
    settings.BACKUP_STAMP = str(tmp_path / "backup")
    families = [*text_string_to_metric_families(exposition().decode())]
    connections.databases["replica"] = connections.databases["default"]
    try:
        with platform_context():
            families += [*database_numbers()]
    finally:
        connections["replica"].close()
        del connections["replica"], connections.databases["replica"]
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    return {PARTS.sub("", family.name) for family in families} | recorded


def test_every_metric_that_rules_and_dashboards_name_is_exported(known):
    asked = [rule["expr"] for rule in rules()]
    asked += [question for path in DASHBOARDS for question in questions(path)]
    unknown = {expression: named(expression) - known - OTHERS for expression in asked}
    assert {expression: names for expression, names in unknown.items() if names} == {}
    assert named('sum by (le) (rate(made_up_total{a="b"}[5m])) / other and third') - known == {
        "made_up",
        "other",
        "third",
    }


def test_everything_that_is_exported_is_looked_at(known):
    shown = {
        name for path in DASHBOARDS for question in questions(path) for name in named(question)
    }
    ours = {name for name in known if name.startswith("cineradar_")}
    assert ours - shown == set()


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_a_dashboard_is_whole(path):
    dashboard = json.loads(path.read_text())
    assert dashboard["uid"] == f"cineradar-{path.stem}"
    assert len({panel["id"] for panel in panels(path)}) == len(panels(path)) >= 6
    assert len({tuple(panel["gridPos"].values()) for panel in panels(path)}) == len(panels(path))
    assert all(panel["title"] and panel["targets"] for panel in panels(path))
    assert not [one for one in questions(path) if re.search(r"studio=|by \([^)]*studio", one)]


def test_every_alert_says_what_to_do():
    told = (ROOT / "deploy" / "README.md").read_text()
    assert [alert for alert in alerts() if f"**{alert}**" not in told] == []
    assert {rule["labels"]["severity"] for rule in alerts().values()} == {"page", "ticket"}


def test_every_alert_is_seen_to_ring_and_seen_quiet():
    tried = [
        (case["alertname"], bool(case.get("exp_alerts")))
        for path in TESTS
        for group in yaml.safe_load(path.read_text())["tests"]
        for case in group["alert_rule_test"]
    ]
    assert {name for name, rings in tried if rings} == {*alerts()}
    assert {name for name, rings in tried if not rings} == {*alerts()}


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_the_rules_are_sound_and_ring_when_they_should():
    for question in (["check", "rules", RULES], *(["test", "rules", path] for path in TESTS)):
        told = subprocess.run(["promtool", *map(str, question)], capture_output=True)
        assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_prometheus_understands_what_dashboards_ask(tmp_path):
    asked = [question for path in DASHBOARDS for question in questions(path)]
    recorded = [
        {"record": f"asked:{number}", "expr": question.replace("$__rate_interval", "5m")}
        for number, question in enumerate(asked)
    ]
    file = tmp_path / "asked.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": recorded}]}))
    told = subprocess.run(["promtool", "check", "rules", str(file)], capture_output=True)
    assert told.returncode == 0, told.stdout + told.stderr
