"""What is wrong with the headers of an answer, in words."""

import re
from collections.abc import Iterator, Mapping

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": r"strict-origin-when-cross-origin|no-referrer|same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin|cross-origin",
    "Permissions-Policy": r".*camera=\(\).*",
}
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|nonce)=)(?![^>]*application/(?:ld\+)?json)")
INLINE_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+=", re.IGNORECASE)


def faults_of(headers: Mapping[str, str], *, relaxed: bool = False) -> Iterator[str]:
    """``relaxed`` for the back-office, whose theme evaluates expressions in the page."""
    for name, wanted in EVERYWHERE.items():
        if not re.fullmatch(wanted, headers.get(name, "")):
            yield f"{name}: {headers.get(name)}"
    if re.search(r"\d", headers.get("Server", "")):
        yield f"Server: {headers['Server']}"
    yield from csp_faults(headers.get("Content-Security-Policy", ""), relaxed=relaxed)


def csp_faults(policy: str, *, relaxed: bool) -> Iterator[str]:
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    if not parts.get("default-src"):
        yield "no default-src"
    for name in ("object-src", "base-uri"):
        if parts.get(name, parts["default-src"] if "sandbox" in parts else "") != "'none'":
            yield f"{name} {parts.get(name)}"
    if parts.get("frame-ancestors") not in {"'none'", "'self'"} and "sandbox" not in parts:
        yield f"frame-ancestors {parts.get('frame-ancestors')}"
    scripts = parts.get("script-src", parts.get("default-src", ""))
    if "unsafe-inline" in scripts or ("unsafe-eval" in scripts and not relaxed):
        yield f"script-src {scripts}"


def nonce_of(headers: Mapping[str, str]) -> str:
    found = re.search(r"'nonce-([^']+)'", headers.get("Content-Security-Policy", ""))
    return found[1] if found else ""
