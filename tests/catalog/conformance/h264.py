"""The one thing in an H.264 parameter set that no playlist tells: whether pictures are whole."""

from collections.abc import Iterator

HIGH_PROFILES = {100, 110, 122, 244, 44, 83, 86, 118, 128}


class UnreadableParameters(ValueError):
    """There is no parameter set, or one of a kind that we never write."""


def is_progressive(init: bytes) -> bool:
    """Whether each frame is one picture, not two fields, by the ``avcC`` box of ``init``."""
    at = init.find(b"avcC")
    if at < 0:
        raise UnreadableParameters
    size = int.from_bytes(init[at + 10 : at + 12], "big")
    bits = _Bits(init[at + 12 : at + 12 + size])
    bits.skip(8)
    profile = bits.read(8)
    bits.skip(16)
    bits.golomb()
    if profile in HIGH_PROFILES:
        _skip_chroma(bits)
    bits.golomb()
    _skip_order(bits)
    bits.golomb()
    bits.skip(1)
    bits.golomb()
    bits.golomb()
    return bits.read(1) == 1


def _skip_chroma(bits: "_Bits") -> None:
    if bits.golomb() == 3:
        bits.skip(1)
    bits.golomb()
    bits.golomb()
    bits.skip(1)
    if bits.read(1):
        raise UnreadableParameters("It has scaling matrices.")


def _skip_order(bits: "_Bits") -> None:
    """How pictures are counted."""
    kind = bits.golomb()
    if kind == 0:
        bits.golomb()
    elif kind == 1:
        raise UnreadableParameters("It counts pictures in cycles.")


class _Bits:
    def __init__(self, unit: bytes) -> None:
        # A 3 is put in wherever two zeros would look like the beginning of the next unit.
        self._bits = _each(unit.replace(b"\0\0\3", b"\0\0"))

    def read(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | next(self._bits, 0)
        return value

    def skip(self, count: int) -> None:
        self.read(count)

    def golomb(self) -> int:
        """An unsigned number of as many bits as it needs."""
        zeros = 0
        while not self.read(1):
            zeros += 1
            if zeros > 32:
                raise UnreadableParameters("It breaks off.")
        return (1 << zeros) - 1 + self.read(zeros)


def _each(data: bytes) -> Iterator[int]:
    for byte in data:
        for place in range(7, -1, -1):
            yield byte >> place & 1
