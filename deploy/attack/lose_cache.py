"""Take the cache away from a web process: it is killed, comes back empty, and then freezes.

Pages and the API work all the while, no slower than a moment. Only signing in is refused, kindly:
its limits are counted there, and a limit that cannot be counted lets nobody try passwords.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from deploy.attack.web_process import PAGE, Answer, Web, newcomer
from tests.private_redis import PrivateRedis

PATIENCE = 3.0
READS = 15


@dataclass
class Outcome:
    reads: list[Answer] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    lives: list[Answer] = field(default_factory=list)
    readiness: list[bytes] = field(default_factory=list)
    came_back: list[bool] = field(default_factory=list)

    def faults(self) -> Iterator[str]:
        """What is not as promised, in sentences."""
        statuses = {answer.status for answer in self.reads}
        if statuses != {200}:
            yield f"reads were answered {sorted(statuses)}"
        if self.slowest > PATIENCE:
            yield f"a read took {self.slowest:.1f} s"
        for answer in self.refused:
            if (answer.status, answer.retry_after is None) != (503, False):
                yield f"signing in was answered {answer.status}, and try again {answer.retry_after}"
        if any(answer.status != 200 for answer in self.lives):
            yield "the process said that it does not live"
        if any(b'"cache": {"status": "ok"' in told for told in self.readiness):
            yield "readiness did not notice"
        if not all(self.came_back):
            yield "nobody could sign in after the cache's return"

    @property
    def slowest(self) -> float:
        return max(answer.seconds for answer in self.reads)


def attack(field: Field) -> Outcome:
    """Kill it and bring it back, freeze it and let it go."""
    home = field.redis.socket.parent / "cache"
    home.mkdir()
    cache = PrivateRedis(home)
    cache.start()
    try:
        return _attack(field, cache)
    finally:
        cache.stop()


def _attack(field: Field, cache: PrivateRedis) -> Outcome:
    # The limits and the frames of websockets are in the same one: everything but the broker goes.
    urls = dict.fromkeys(("CACHE_URL", "CHANNELS_URL", "LIMITS_URL"), cache.url)
    web, email, outcome = Web(field, **urls), newcomer(field), Outcome()
    token = _token(web, email)
    cache.kill()
    without(web, email, token, outcome)
    cache.start()
    outcome.came_back.append(wait_until(lambda: web.sign_in(email).status == 200, 20))
    cache.freeze()
    without(web, email, token, outcome)
    cache.thaw()
    outcome.came_back.append(wait_until(lambda: web.sign_in(email).status == 200, 20))
    return outcome


def _token(web: Web, email: str) -> str:
    answer = web.sign_in(email)
    if answer.status != 200:
        raise RuntimeError(f"Signing in was answered {answer.status} before anything was away.")
    return str(answer.json()["access"])


def without(web: Web, email: str, token: str, outcome: Outcome) -> None:
    for _ in range(READS):
        outcome.reads += [web.ask("GET", PAGE), web.me(token)]
    outcome.refused.append(web.sign_in(email))
    outcome.lives.append(web.ask("GET", "/health"))
    outcome.readiness.append(web.ask("GET", "/health/ready").body)


def report(field: Field) -> list[str]:
    outcome = attack(field)
    print(f"{len(outcome.reads)} reads without a cache, the slowest in {outcome.slowest:.1f} s;")
    print("signing in was refused meanwhile, with a time to try again, and worked after its return")
    return list(outcome.faults())


if __name__ == "__main__":
    run_alone("lose_cache", report)
