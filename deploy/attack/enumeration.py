"""Does an answer, or the time of it, tell whether an address has an account? Both in turns.

    python -m deploy.attack.enumeration http://127.0.0.1:8000 --host kush.localhost \\
        --known viewer@kush.example --rounds 200

Switch the platform's limits off first (LIMITS_ENABLED=off). Each round sends letters; each sign-up of
an unknown address makes an account. A door whose times are apart is asked for as many rounds again,
four times at most: what is noise goes away, what tells stays.
"""

import argparse
import secrets
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from statistics import median

from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import STUDIO, Answer, Visitor

NEARLY = 0.05
# Nobody hears less over a network, whatever share of a short answer it is.
UNHEARD_SECONDS = 0.001
TIMES_MORE = 4
WRONG = "wrong"
SENTENCE = "a sentence to remember"
KNOWN, UNKNOWN = "known", "unknown"
# Then nothing was tried.
TURNED_AWAY = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS}

DOORS: dict[str, Callable[[Visitor, str], Answer]] = {
    "sign_in_api": lambda v, email: v.call("/api/v1/auth/login", email=email, password=WRONG),
    "sign_up_api": lambda v, email: v.call(
        "/api/v1/auth/register", email=email, name="Rosita", password=SENTENCE
    ),
    "sign_in_page": lambda v, email: v.form("/accounts/login/", login=email, password=WRONG),
    "sign_up_page": lambda v, email: v.form(
        "/accounts/signup/", email=email, name="Rosita", password1=SENTENCE
    ),
    "reset_page": lambda v, email: v.form("/accounts/password/reset/", email=email),
}


@dataclass
class Measured:
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, answer: Answer) -> None:
        self.times[kind].append(answer.seconds)
        self.statuses[kind].add(answer.status)

    @property
    def seconds(self) -> tuple[float, float]:
        return median(self.times[KNOWN]), median(self.times[UNKNOWN])

    @property
    def apart(self) -> float:
        """The difference as a share of the longer."""
        return abs(self.seconds[0] - self.seconds[1]) / max(self.seconds)

    @property
    def takes_as_long(self) -> bool:
        known, unknown = self.seconds
        return self.apart <= NEARLY or abs(known - unknown) <= UNHEARD_SECONDS

    def __str__(self) -> str:
        known, unknown = (f"{seconds * 1000:.1f} ms" for seconds in self.seconds)
        return f"{known} known, {unknown} unknown, {self.apart:.1%} apart"

    def faults(self) -> Iterator[str]:
        """What is not as promised, in sentences."""
        known, unknown = self.statuses[KNOWN], self.statuses[UNKNOWN]
        if known != unknown:
            yield f"statuses {sorted(known)} for known, {sorted(unknown)} for unknown addresses"
        if refused := (known | unknown) & TURNED_AWAY:
            yield f"turned away with {sorted(refused)}, so nothing was tried"
        if not self.takes_as_long:
            yield str(self)


def measured(asked: argparse.Namespace, send: Callable[[Visitor, str], Answer]) -> Measured:
    """In turns, and which of both comes first in turns too."""
    found = Measured()
    for _again in range(TIMES_MORE):
        for number in range(asked.rounds):
            pair = [(KNOWN, asked.known), (UNKNOWN, stranger(like=asked.known))]
            for kind, email in pair if number % 2 else reversed(pair):
                found.add(kind, send(Visitor(asked.base, asked.host), email))
        if found.takes_as_long:
            break
    return found


def stranger(*, like: str) -> str:
    """Nobody's address, as long as the one it is compared with."""
    return secrets.token_hex(len(like))[: len(like) - len("@none.example")] + "@none.example"


def verdicts(asked: argparse.Namespace) -> Iterator[Verdict]:
    for door, send in DOORS.items():
        found = measured(asked, send)
        yield judged(door, found.faults(), held=str(found))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--host", default=STUDIO)
    parser.add_argument("--known", required=True)
    parser.add_argument("--rounds", type=int, default=200)
    return tell(verdicts(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
