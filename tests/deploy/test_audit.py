"""An advisory that could not be read is never taken for none."""

import json

import pytest

from deploy.local.audit import Answer, of_node, of_python, tell

CLEAN = {"name": "django", "version": "5.2", "vulns": []}
FAULTY = {
    "name": "pillow",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}],
}
SKIPPED = {"name": "redis", "skip_reason": "Dependency not found on PyPI"}


def python(*packages: dict) -> Answer:
    return of_python(json.dumps({"dependencies": packages}))


def test_faults_of_python_packages_are_named():
    assert python(CLEAN) == Answer("pip-audit")
    assert python(CLEAN, FAULTY).faults == ["pillow 1.0: PYSEC-1, mended in 1.1"]


@pytest.mark.parametrize("output", ["", "no json", "[]"])
def test_no_answer_is_no_clean_one(output):
    assert of_python(output).unasked
    assert of_node(output).unasked


def test_packages_that_were_passed_over_are_counted():
    assert python(CLEAN, SKIPPED).unasked.startswith("1 of 2 packages")


def test_faults_of_node_packages_are_named():
    found = {"vulnerabilities": {"vite": {"name": "vite", "severity": "high"}}}

    assert of_node(json.dumps(found)).faults == ["vite: high"]
    assert of_node(json.dumps({"vulnerabilities": {}})) == Answer("npm audit")
    assert "405" in of_node(json.dumps({"message": "405 Method Not Allowed"})).unasked


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("npm audit"), 0),
        (Answer("npm audit", ["vite: high"]), 1),
        (Answer("npm audit", unasked="no answer"), 75),
        (Answer("npm audit", ["vite: high"], "half an answer"), 1),
    ],
)
def test_the_exit_code_says_which(answer, code):
    assert tell([Answer("pip-audit"), answer]) == code
