from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.core.tenancy import studio_context
from apps.tenants.models import Studio


def test_save_answers_with_the_name_without_the_studios_prefix(in_alpha: Studio) -> None:
    name = default_storage.save("films/poster.jpg", ContentFile(b"picture"))

    assert name == "films/poster.jpg"
    assert Path(settings.MEDIA_ROOT, "t/alpha/films/poster.jpg").read_bytes() == b"picture"


def test_the_same_name_is_another_file_in_another_studio(alpha: Studio, beta: Studio) -> None:
    with studio_context(alpha):
        default_storage.save("logo.png", ContentFile(b"alpha"))
    with studio_context(beta):
        assert not default_storage.exists("logo.png")


def test_files_have_no_public_address(in_alpha: Studio) -> None:
    with pytest.raises(ValueError, match="no URL"):
        default_storage.url("logo.png")
