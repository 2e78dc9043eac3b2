"""Ask two studios at once and by turns: none ever answers with what is the other's.

    python -m deploy.attack.crossing http://127.0.0.1:8000 --password … --seconds 120

64 visitors hurry from one studio's pages, API and files to the other's, signed in and not, while
sockets of both hear of work that is done in both. Some films of each get a word of their own and
one address in both; the word and address are taken back at the end.
"""

import argparse
import asyncio
import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from http.client import HTTPException

from deploy.attack.listening import Ear, listen
from deploy.attack.places import (
    STYLES,
    Place,
    Question,
    furnished,
    open_pages,
    request_report,
)
from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import OTHER, STUDIO

VISITORS = 64
SOCKETS_A_STUDIO = 8
SECONDS = 120.0
SECONDS_BETWEEN_REPORTS = 8.0


@dataclass
class Outcome:
    answers: Counter[int] = field(default_factory=Counter)
    files: int = 0
    frames: int = 0
    crossed: list[str] = field(default_factory=list)
    # Answers without anything of the studio itself: they would prove nothing.
    empty: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def verdicts(self) -> Iterator[Verdict]:
        asked = f"{sum(self.answers.values())} answers in turns"
        yield judged("pages", self.faults(), held=f"{asked}, all 200, none crossed")
        files = [] if self.files else ["no file was asked for"]
        yield judged("files", [*files, *self.crossings()], held=f"{self.files} files, all its own")
        frames = [] if self.frames else ["no frame was heard"]
        words = f"{self.frames} frames, all its own"
        yield judged("sockets", [*frames, *self.crossings()], held=words)

    def faults(self) -> Iterator[str]:
        """What is not as promised, in sentences."""
        yield from self.crossings()
        if self.empty:
            yield f"{len(self.empty)} answers held nothing of the studio, first {self.empty[0]}"
        if set(self.answers) != {200}:
            yield f"answers: {dict(self.answers)}"
        if self.broken:
            yield f"{len(self.broken)} requests got no answer, first {self.broken[0]}"

    def crossings(self) -> Iterator[str]:
        if self.crossed:
            yield f"{len(self.crossed)} answers held what is another's, first {self.crossed[0]}"


def visit(places: Sequence[Place], until: float, number: int, outcome: Outcome) -> None:
    """One visitor, who goes to the other studio with every request."""
    for turn in itertools.count(number):
        if time.monotonic() > until:
            return
        place, other = places[turn % 2], places[(turn + 1) % 2]
        # A step that shares no factor with their number, so that visitors differ in what they ask.
        question = place.questions[(turn // 2 + number * 7) % len(place.questions)]
        try:
            ask(place, other, question, outcome)
        except (OSError, HTTPException) as error:
            outcome.broken.append(f"{place.host}{question.path}: {error!r}")


def ask(place: Place, other: Place, question: Question, outcome: Outcome) -> None:
    answer = question.by.ask(question.path)
    where = f"{place.host}{question.path}"
    outcome.answers[answer.status] += 1
    if question.digest:
        outcome.files += 1
        digest = sha256(answer.body).hexdigest()
        if digest != question.digest:
            (outcome.crossed if digest in other.digests else outcome.empty).append(where)
    elif not place.is_in(answer.text):
        outcome.empty.append(where)
    if other.is_in(answer.text):
        outcome.crossed.append(where)


async def sockets(places: Sequence[Place], until: float, outcome: Outcome) -> None:
    """Desks of both studios open at once, while reports are made in both."""
    pairs = [(place, places[1 - index]) for index, place in enumerate(places)]
    ears = [Ear(place, other, "/ws/activity/") for place, other in pairs * SOCKETS_A_STUDIO]
    listening = [asyncio.create_task(hear(ear, until, outcome)) for ear in ears]
    while time.monotonic() < until - 2:
        for place, other in pairs:
            path = await asyncio.to_thread(request_report, place)
            listening.append(asyncio.create_task(hear(Ear(place, other, path), until, outcome)))
        left = until - time.monotonic()
        await asyncio.sleep(max(0.0, min(SECONDS_BETWEEN_REPORTS, left)))
    await asyncio.gather(*listening)


async def hear(ear: Ear, until: float, outcome: Outcome) -> None:
    heard = await listen(ear, until)
    outcome.frames += heard.frames
    outcome.crossed += heard.crossed


def caches(places: Sequence[Place]) -> Iterator[str]:
    """What could make a cache, or a browser that asks again, show one studio's answer as another's."""
    for place, other in (places, places[::-1]):
        for path in [*open_pages(), STYLES]:
            told = place.anybody.ask(path).headers
            if "host" not in told.get("Vary", "").lower():
                yield f"{place.host}{path} varies by {told.get('Vary', 'nothing')}"
            asked = {"If_None_Match": told["Etag"]} if "Etag" in told else {}
            again = other.anybody.ask(path, body=None, **asked)
            if again.status != HTTPStatus.OK:
                yield f"{other.host}{path} answers {again.status} to the tag of {place.host}"


def attack(places: Sequence[Place], seconds: float) -> Outcome:
    """Let everybody in at once, and count."""
    outcome = Outcome()
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(VISITORS) as crowd:
        going = [crowd.submit(visit, places, until, number, outcome) for number in range(VISITORS)]
        asyncio.run(sockets(places, until, outcome))
        for each in going:
            each.result()
    return outcome


@contextmanager
def both(base: str, password: str) -> Iterator[list[Place]]:
    with furnished(base, STUDIO, password) as one, furnished(base, OTHER, password) as other:
        yield [one, other]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="where the platform answers, such as http://127.0.0.1:8000")
    parser.add_argument("--password", required=True)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    with both(asked.base, asked.password) as places:
        kept = judged("caches", caches(places), held="the host is part of every key and tag")
        outcome = attack(places, asked.seconds)
    return tell([kept, *outcome.verdicts()])


if __name__ == "__main__":
    sys.exit(main())
