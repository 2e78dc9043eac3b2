"""Schemathesis in all its phases against a running platform, signed in as somebody of a studio.

    python -m deploy.attack.fuzz_api http://127.0.0.1:8000 --host kush.localhost \\
        --email owner@kush.example --password … --examples 200

Switch the platform's limits off first (LIMITS_ENABLED=off) and give tokens a longer life
(JWT_ACCESS_SECONDS=86400), or it will see 429 and 401 alone. It writes into the studio it attacks.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

HERE = Path(__file__).parent
PHASES = "examples,coverage,fuzzing,stateful"


def main() -> int:
    asked = arguments()
    base = asked.base.rstrip("/")
    token = access_token(base, asked)
    command = [
        *[str(Path(sys.executable).parent / "st"), "--config-file", str(HERE / "fuzzing.toml")],
        *["run", f"{base}/api/schema/", "--phases", PHASES],
        *["--header", f"Host: {asked.host}", "--header", f"Authorization: Bearer {token}"],
        *["--max-examples", str(asked.examples), "--workers", str(asked.workers)],
    ]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    return subprocess.run(command, env=environment, check=False).returncode


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="where the platform answers, such as http://127.0.0.1:8000")
    parser.add_argument("--host", default="kush.localhost")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def access_token(base: str, asked: argparse.Namespace) -> str:
    body = json.dumps({"email": asked.email, "password": asked.password}).encode()
    headers = {"Host": asked.host, "Content-Type": "application/json"}
    request = Request(f"{base}/api/v1/auth/login", data=body, headers=headers)  # noqa: S310
    with urlopen(request, timeout=30) as answer:  # noqa: S310  # nosec B310  # the address of one's own platform
        return str(json.load(answer)["access"])


if __name__ == "__main__":
    raise SystemExit(main())
