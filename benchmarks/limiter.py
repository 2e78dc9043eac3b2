"""What one counted try costs, beside a bare INCR on the same Redis in the same run."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from benchmarks import _django as _  # noqa: F401  settings first

# isort: split
from django.conf import settings
from redis import Redis

from apps.core.limits import spend, take

TRIES, ROUNDS, THREADS = 2_000, 5, 8
RATE = "1000000/minute"


def microseconds(work: Callable[[int], object]) -> float:
    began = time.perf_counter()
    for number in range(TRIES):
        work(number)
    return (time.perf_counter() - began) / TRIES * 1_000_000


def a_second(work: Callable[[int], object]) -> float:
    """Tries a second from several threads at once, as a server makes them."""
    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(work, range(TRIES)))
    return TRIES / (time.perf_counter() - began)


def main() -> None:
    bare = Redis.from_url(settings.LIMITS_URL)
    asked: dict[str, Callable[[int], object]] = {
        "a bare INCR": lambda number: bare.incr("bench:incr"),
        "spend, a new address each": lambda number: spend(RATE, "bench", f"{time.time_ns()}"),
        "spend, one and the same": lambda number: spend(RATE, "bench", "same", str(number % 20)),
        "take: spend and tell what is left": lambda number: take(
            RATE, "bench", "told", str(number % 20)
        ),
    }
    print(f"limiter: {TRIES} tries, median of {ROUNDS} rounds in turns")
    rounds = [
        {name: microseconds(work) for name, work in asked.items()} for _round in range(ROUNDS)
    ]
    cost = {name: median(each[name] for each in rounds) for name in asked}
    floor = cost["a bare INCR"]
    for name, spent in cost.items():
        print(
            f"  {name:<36}{spent:8.0f} µs   {spent / floor:5.1f} ×   {a_second(asked[name]):8.0f} a second, {THREADS} threads"
        )
    for key in bare.scan_iter(match=f"{settings.LIMITS_PREFIX}*bench*", count=1000):
        bare.delete(key)
    bare.delete("bench:incr")


if __name__ == "__main__":
    main()
