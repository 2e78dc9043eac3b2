"""AES-128 as HLS has it (RFC 8216 §4.3.2.4): whole segments, the vector being their number.

Keys, names and playlists are the same that common encryption would have, one key a version and
initialisation segments in the clear, so only the way of locking the samples would have to change.
"""

import os

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

KEY_BYTES = 16
BLOCK_BITS = 128


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def encrypted(segment: bytes, key: bytes, number: int) -> bytes:
    """The segment that stands at place ``number`` of its playlist, counted from 0."""
    padder = PKCS7(BLOCK_BITS).padder()
    locker = _cipher(key, number).encryptor()
    return locker.update(padder.update(segment) + padder.finalize()) + locker.finalize()


def decrypted(segment: bytes, key: bytes, number: int) -> bytes:
    """Raises ValueError when the key or the number is another."""
    opener = _cipher(key, number).decryptor()
    unpadder = PKCS7(BLOCK_BITS).unpadder()
    padded = opener.update(segment) + opener.finalize()
    return unpadder.update(padded) + unpadder.finalize()


def _cipher(key: bytes, number: int) -> Cipher[CBC]:
    return Cipher(AES(key), CBC(number.to_bytes(KEY_BYTES, "big")))
