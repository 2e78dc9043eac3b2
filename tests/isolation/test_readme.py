"""The list of what is proven where names files that exist, and leaves none of this directory out."""

import re
from pathlib import Path

from deploy.local.workspace import ROOT

HERE = Path(__file__).parent
NAMED = re.compile(r"`((?:tests/|suite/|benchmarks/|test_)[\w/]*\.py)(?:::(\w+))?`")


def named():
    for path, test in NAMED.findall((HERE / "README.md").read_text()):
        at_home = not path.startswith(("tests/", "benchmarks/"))
        yield (HERE if at_home else ROOT) / path, test


def test_every_proof_exists():
    for path, test in named():
        assert path.is_file(), path
        assert not test or f"def {test}(" in path.read_text(), (path, test)


def test_every_finding_has_its_line():
    files = {path for path, _test in named()}
    assert set(HERE.glob("test_finding_*.py")) - files == set()
