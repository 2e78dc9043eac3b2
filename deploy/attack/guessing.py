"""Guess passwords and call too often, all at once: the limits let through exactly what they say.

    python -m deploy.attack.guessing http://127.0.0.1:8000 --email owner@kush.example \\
        --victim viewer@kush.example --password …

The platform must count (LIMITS_ENABLED=on) and be on this machine: attackers come from 127.0.0.0/8.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import OTHER, PLATFORM, STUDIO, Answer, Visitor

WRONG = "not the password"
TRIES, ALLOWED = 60, 5
CALLS, CALLS_ALLOWED = 150, 100
LOGIN, API_LOGIN, ADMIN = "/accounts/login/", "/api/v1/auth/login", "/admin/login/"
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
TOLD = ("Retry-After", "Ratelimit", "Ratelimit-Policy")


def together(count: int, act: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(count) as crowd:
        return list(crowd.map(act, range(count)))


def verdicts(base: str, email: str, victim: str, password: str) -> Iterator[Verdict]:
    words = f"{CALLS_ALLOWED} of {CALLS} calls let through, refusals say how long to wait"
    yield judged("calls", calls(base, email, password), held=words)
    words = f"{ALLOWED} of {TRIES} let through, and not the right password after them"
    yield judged("account", one_account(base, victim, password), held=words)
    words = f"{ALLOWED} of {TRIES} let through over three hosts and the back-office"
    yield judged("address", one_address(base), held=words)


def calls(base: str, email: str, password: str) -> Iterator[str]:
    """150 calls of one person at once."""
    program = Visitor(base, comes_from="127.0.3.1")
    program.take_tokens(email, password)
    answers = together(CALLS, lambda _number: program.ask("/api/v1/movies"))
    found = Counter(answer.status for answer in answers)
    if found != {HTTPStatus.OK: CALLS_ALLOWED, TOO_MANY: CALLS - CALLS_ALLOWED}:
        yield f"{CALLS} calls at once got {dict(found)}"
    yield from lacking(answers)


def lacking(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        if answer.status == TOO_MANY and any(name not in answer.headers for name in TOLD):
            yield f"a refusal says nothing of {', '.join(TOLD)}: {answer.headers}"
            return


def one_account(base: str, victim: str, password: str) -> Iterator[str]:
    """Each guess from an address of its own, half at the page, half at the API."""

    def guess(number: int) -> Answer:
        visitor = Visitor(base, comes_from=f"127.0.1.{number + 1}")
        if number % 2:
            return visitor.form(LOGIN, login=victim, password=WRONG)
        return visitor.call(API_LOGIN, email=victim, password=WRONG)

    yield from counted("guesses at one account", together(TRIES, guess))
    right = Visitor(base, comes_from="127.0.1.200").form(LOGIN, login=victim, password=password)
    if right.status != TOO_MANY:
        yield f"the right password after them got {right.status}"


def one_address(base: str) -> Iterator[str]:
    """Other accounts at other hosts, behind proxies that are none, from one address."""
    doors = ((STUDIO, LOGIN), (OTHER, LOGIN), (PLATFORM, LOGIN), (PLATFORM, ADMIN))

    def guess(number: int) -> Answer:
        host, path = doors[number % len(doors)]
        visitor = Visitor(base, host, comes_from="127.0.2.1")
        mine = {"login": f"somebody{number}@people.example", "password": WRONG}
        return visitor.form(path, page=LOGIN, forwarded_for=f"10.0.0.{number}", **mine)

    yield from counted("guesses from one address", together(TRIES, guess))


def counted(what: str, answers: list[Answer]) -> Iterator[str]:
    found = Counter(answer.status for answer in answers)
    let_through = len(answers) - found[TOO_MANY]
    if let_through != ALLOWED or found[HTTPStatus.FORBIDDEN]:
        yield f"{len(answers)} {what} got {dict(found)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--email", required=True)
    parser.add_argument("--victim", required=True)
    parser.add_argument("--password", required=True)
    asked = parser.parse_args()
    return tell(verdicts(asked.base, asked.email, asked.victim, asked.password))


if __name__ == "__main__":
    sys.exit(main())
