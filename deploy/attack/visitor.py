"""Somebody outside: asks a platform over HTTP by any host's name, with the cookies they were given."""

import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

PLATFORM, STUDIO, OTHER = "localhost", "kush.localhost", "falcon.localhost"
TOKEN = b'name="csrfmiddlewaretoken" value="'


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """All that was said, headers too."""
        return f"{self.headers}{self.body.decode(errors='replace')}"

    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """One browser, or one program, at one host of the platform."""

    def __init__(self, base: str, host: str = STUDIO, *, comes_from: str = "") -> None:
        """``comes_from``: an address of this machine, such as 127.0.0.9."""
        self.address, self.host = urlsplit(base), host
        self.source = (comes_from, 0) if comes_from else None
        self.cookies: dict[str, str] = {}
        self.bearer = ""

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """One answer over a connection of its own; ``Content_Type`` is written for Content-Type."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        where = str(self.address.hostname), self.address.port or 80
        connection = HTTPConnection(*where, timeout=90, source_address=self.source)
        began = time.perf_counter()
        try:
            connection.request(method, path, body, {"Host": self.host, **self._proofs(), **named})
            answer = connection.getresponse()
            content = answer.read()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
            said = {
                name.title(): ", ".join(answer.headers.get_all(name, [])) for name in answer.headers
            }
            return Answer(answer.status, said, content, time.perf_counter() - began)
        finally:
            connection.close()

    def _proofs(self) -> dict[str, str]:
        proofs = {"Authorization": f"Bearer {self.bearer}"} if self.bearer else {}
        if self.cookies:
            proofs["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return proofs

    def call(self, path: str, *, method: str = "POST", **fields: Any) -> Answer:
        """An operation of the API."""
        body = json.dumps(fields).encode()
        return self.ask(path, method=method, body=body, Content_Type="application/json")

    def form(self, path: str, *, page: str = "", forwarded_for: str = "", **fields: str) -> Answer:
        """Send the form that stands on ``page``, or on ``path`` itself."""
        shown = self.ask(page or path).body
        token = shown.partition(TOKEN)[2].partition(b'"')[0].decode()
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        said = {"X_Forwarded_For": forwarded_for} if forwarded_for else {}
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, method="POST", body=body, Content_Type=kind, **said)

    def sign_in(self, email: str, password: str) -> "Visitor":
        """At the page, as a person; raises RuntimeError when it is refused."""
        answer = self.form("/accounts/login/", login=email, password=password)
        if answer.status != 302 or "session" not in self.cookies:
            raise RuntimeError(f"{email} cannot sign in at {self.host}: {answer.status}")
        return self

    def take_tokens(self, email: str, password: str) -> dict[str, str]:
        """At the API, as a program; raises RuntimeError when it is refused."""
        answer = self.call("/api/v1/auth/login", email=email, password=password)
        if answer.status != 200:
            raise RuntimeError(f"{email} gets no tokens at {self.host}: {answer.status}")
        pair: dict[str, str] = answer.json()
        self.bearer = pair["access"]
        return pair
