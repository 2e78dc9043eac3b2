import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.encryption import decrypted, encrypted

KEY = bytes(range(16))


@given(st.binary(max_size=500), st.integers(0, 100_000))
def test_a_segment_comes_back(segment, number):
    locked = encrypted(segment, KEY, number)

    assert decrypted(locked, KEY, number) == segment
    assert len(locked) == len(segment) // 16 * 16 + 16


def test_another_program_opens_it_with_the_segments_number_as_vector():
    locked = encrypted(b"a segment of a film", KEY, 7)
    vector = f"{7:032x}"
    command = ["openssl", "enc", "-d", "-aes-128-cbc", "-K", KEY.hex(), "-iv", vector]

    opened = subprocess.run(command, input=locked, capture_output=True, check=True).stdout

    assert opened == b"a segment of a film"


def test_another_key_does_not():
    locked = encrypted(b"x" * 100, KEY, 1)
    with pytest.raises(ValueError, match="padding"):
        decrypted(locked, bytes(16), 1)
