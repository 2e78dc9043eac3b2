import threading

import pytest
from django.core.cache import cache
from django.db import connection

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.models import CrossedStudios
from apps.core.realtime.groups import group_of
from apps.core.storage.names import studio_path
from apps.core.tenancy import (
    PLATFORM,
    StudioUnset,
    current_studio,
    platform_context,
    studio_context,
)
from tests.people import person


def test_work_without_a_studio_raises_instead_of_guessing():
    with pytest.raises(StudioUnset):
        current_studio()
    with pytest.raises(StudioUnset):
        cache.get("anything")
    with pytest.raises(StudioUnset):
        group_of("films")
    with pytest.raises(StudioUnset):
        studio_path("a.mp4")


def test_nested_studios_are_restored_one_by_one(alpha, beta):
    with studio_context(alpha):
        with studio_context(beta):
            assert connection.schema_name == "beta"
        assert current_studio().schema_name == connection.schema_name == "alpha"
        with platform_context():
            assert current_studio() == PLATFORM
        assert connection.schema_name == "alpha"


def test_studio_is_restored_when_the_body_fails(alpha, beta):
    with studio_context(alpha):
        with pytest.raises(ZeroDivisionError), studio_context(beta):
            1 / 0  # noqa: B018
        assert connection.schema_name == "alpha"


def test_a_thread_starts_without_a_studio(alpha):
    seen = []

    def look():
        with pytest.raises(StudioUnset):
            current_studio()
        seen.append(True)

    with studio_context(alpha):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [True]


def test_cache_keys_belong_to_one_studio(alpha, beta):
    with studio_context(alpha):
        cache.set("k", "alpha's")
    with studio_context(beta):
        assert cache.get("k") is None
        cache.set("k", "beta's")
    with studio_context(alpha):
        assert cache.get("k") == "alpha's"


def test_groups_and_files_carry_the_schema(alpha, beta):
    with studio_context(alpha):
        assert group_of("job.1") == "t.alpha.job.1"
        assert studio_path("logo.webp") == "t/alpha/logo.webp"
    with studio_context(beta):
        assert group_of("job.1") == "t.beta.job.1"


def test_a_row_of_one_studio_cannot_be_written_in_another(alpha, beta):
    with studio_context(alpha):
        ana = person("Ana", Role.OWNER)
        loaded = User.objects.get(pk=ana.pk)
    with studio_context(beta):
        for row in (ana, loaded):
            row.name = "Changed"
            with pytest.raises(CrossedStudios):
                row.save()
            with pytest.raises(CrossedStudios):
                row.delete()
        assert User.objects.count() == 0
    with studio_context(alpha):
        assert User.objects.get(pk=ana.pk).name == "Ana"
