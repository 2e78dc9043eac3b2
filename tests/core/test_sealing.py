import pytest

from apps.core.sealing import Unsealable, seal, unseal


def test_what_is_sealed_is_opened_for_its_purpose_only():
    sealed = seal("a key", b"sixteen bytes...")

    assert unseal("a key", sealed) == b"sixteen bytes..."
    assert "sixteen" not in sealed
    assert seal("a key", b"sixteen bytes...") != sealed
    for purpose, text in [("another", sealed), ("a key", sealed[:-4] + "AAA="), ("a key", "")]:
        with pytest.raises(Unsealable):
            unseal(purpose, text)


def test_a_replaced_key_still_opens(settings):
    sealed = seal("a key", b"content")
    old = settings.SECRET_KEY

    settings.SECRET_KEY = "another-secret-key-of-the-product-0123456789"
    with pytest.raises(Unsealable):
        unseal("a key", sealed)
    settings.SECRET_KEY_FALLBACKS = [old]

    assert unseal("a key", sealed) == b"content"
