"""A secret at rest opens for its purpose, with a key that is known."""

import pytest

from apps.core.sealing import Unsealable, seal, unseal

KEY = bytes(range(16))


def test_what_was_sealed_is_read_again_and_hides_the_secret():
    sealed = seal("content-key:1", KEY)

    assert unseal("content-key:1", sealed) == KEY
    assert KEY.hex() not in sealed
    assert len(sealed) <= 200
    assert seal("content-key:1", KEY) != sealed


def test_it_opens_for_no_other_purpose():
    with pytest.raises(Unsealable):
        unseal("content-key:2", seal("content-key:1", KEY))


def test_after_a_rotation_it_opens_until_the_old_key_is_dropped(settings):
    sealed = seal("content-key:1", KEY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert unseal("content-key:1", sealed) == KEY
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unsealable):
        unseal("content-key:1", sealed)
