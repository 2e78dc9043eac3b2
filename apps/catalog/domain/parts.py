"""A file in parts of one size, numbered from 1; the last one is what is left."""

from collections.abc import Iterable
from math import ceil


def count_of(size: int, part_size: int) -> int:
    return ceil(size / part_size)


def length_of(number: int, *, size: int, part_size: int) -> int:
    """Bytes of part ``number``; 0 when the file has no such part."""
    if not 1 <= number <= count_of(size, part_size):
        return 0
    return min(part_size, size - (number - 1) * part_size)


def are_whole(parts: Iterable[tuple[int, int]], *, size: int, part_size: int) -> bool:
    """Whether these numbers and sizes, in order, are the file and nothing else."""
    expected = [
        (number, length_of(number, size=size, part_size=part_size))
        for number in range(1, count_of(size, part_size) + 1)
    ]
    return list(parts) == expected
