"""Fixtures for what tests talk to: a private corner of Redis, the files' directories."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _private_directories(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.UPLOAD_ROOT = str(tmp_path / "uploads")
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
