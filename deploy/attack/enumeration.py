"""Does the time of an answer tell whether an address has an account? Known and unknown, in turns.

    python -m deploy.attack.enumeration http://127.0.0.1:8000 --host kush.localhost \\
        --known viewer@kush.example --rounds 200

Switch the platform's limits off first (LIMITS_ENABLED=off). Each round sends letters; each sign-up of
an unknown address makes an account.
"""

import argparse
import json
import secrets
import time
from collections import defaultdict
from http.cookiejar import CookieJar
from statistics import median
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

NEARLY = 0.05
WRONG = "wrong"
SENTENCE = "a sentence to remember"


class StaysHere(HTTPRedirectHandler):
    """The redirect itself is the answer."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Browser:
    def __init__(self, base: str, host: str) -> None:
        self.base, self.host = base.rstrip("/"), host
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), StaysHere)

    def send(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"{self.base}{path}"
        request = Request(url, data=body, headers={"Host": self.host, **named})  # noqa: S310
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()

    def form(self, path: str, **fields: str) -> int:
        _, page = self.send(path)
        token = page.partition(b'name="csrfmiddlewaretoken" value="')[2].partition(b'"')[0].decode()
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self.send(path, body, Referer=f"{self.base}{path}")[0]

    def call(self, path: str, **fields: str) -> int:
        return self.send(path, json.dumps(fields).encode(), Content_Type="application/json")[0]


DOORS = {
    "sign-in API": lambda b, email: b.call("/api/v1/auth/login", email=email, password=WRONG),
    "sign-up API": lambda b, email: b.call(
        "/api/v1/auth/register", email=email, name="Rosita", password=SENTENCE
    ),
    "sign-in page": lambda b, email: b.form("/accounts/login/", login=email, password=WRONG),
    "sign-up page": lambda b, email: b.form(
        "/accounts/signup/", email=email, name="Rosita", password1=SENTENCE
    ),
    "reset page": lambda b, email: b.form("/accounts/password/reset/", email=email),
}


def main() -> int:
    asked = arguments()
    outcome = [report(door, *measured(door, asked)) for door in DOORS]
    return 0 if all(outcome) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--host", default="kush.localhost")
    parser.add_argument("--known", required=True)
    parser.add_argument("--rounds", type=int, default=200)
    return parser.parse_args()


def measured(
    door: str, asked: argparse.Namespace
) -> tuple[dict[str, list[float]], dict[str, set[int]]]:
    times, statuses = defaultdict(list), defaultdict(set)
    for _round in range(asked.rounds):
        unknown = (
            f"{secrets.token_hex(len(asked.known.partition('@')[0]) // 2 or 1)}@nobody.example"
        )
        for kind, email in (("known", asked.known), ("unknown", unknown)):
            browser = Browser(asked.base, asked.host)
            began = time.perf_counter()
            statuses[kind].add(DOORS[door](browser, email))
            times[kind].append(time.perf_counter() - began)
    return times, statuses


def report(door: str, times: dict[str, list[float]], statuses: dict[str, set[int]]) -> bool:
    known, unknown = median(times["known"]), median(times["unknown"])
    apart = abs(known - unknown) / max(known, unknown)
    same = statuses["known"] == statuses["unknown"]
    fine = same and apart <= NEARLY
    print(
        f"{door:<13} known {known * 1000:7.1f} ms {sorted(statuses['known'])}   "
        f"unknown {unknown * 1000:7.1f} ms {sorted(statuses['unknown'])}   "
        f"{apart:5.1%} apart   {'fine' if fine else 'TELLS'}"
    )
    return fine


if __name__ == "__main__":
    raise SystemExit(main())
