"""A secret at rest opens for its purpose, in its studio, with a key that is known."""

import pytest

from apps.core.sealing import SealBroken, seal, unseal
from apps.core.tenancy import studio_context

KEY = bytes(range(16))


def test_what_was_sealed_is_read_again_and_hides_the_secret(in_alpha):
    sealed = seal(KEY, "content-key")

    assert unseal(sealed, "content-key") == KEY
    assert KEY.hex() not in sealed
    assert len(sealed) <= 200
    assert seal(KEY, "content-key") != sealed


def test_it_opens_for_no_other_purpose(in_alpha):
    with pytest.raises(SealBroken):
        unseal(seal(KEY, "content-key"), "another")


def test_it_opens_in_no_other_studio(in_alpha, beta):
    sealed = seal(KEY, "content-key")

    with studio_context(beta), pytest.raises(SealBroken):
        unseal(sealed, "content-key")


def test_after_a_rotation_it_opens_until_the_old_key_is_dropped(in_alpha, settings):
    sealed = seal(KEY, "content-key")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert unseal(sealed, "content-key") == KEY
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBroken):
        unseal(sealed, "content-key")
