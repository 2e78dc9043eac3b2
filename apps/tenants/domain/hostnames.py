"""Host names that studios bring along, and how they prove that a name is theirs."""

import ipaddress
import re

import idna

from apps.tenants.enums import HostFault

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST = 253
# RFC 6761, 6762, 7686, 9476: no studio on the public internet has such a name.
SPECIAL = frozenset({"localhost", "local", "internal", "invalid", "onion", "arpa", "alt", "home"})
PROOF_LABEL = "_cineradar"
PROOF_PREFIX = "cineradar-verification="


class BadHost(ValueError):
    def __init__(self, fault: HostFault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def own_host(text: str, *, base_domain: str) -> str:
    """What somebody typed as the host name we store: lower case, punycode, no www, no scheme.

    Raises BadHost for addresses, single labels, special names and names below ours.
    """
    name = _ascii(_bare(text))
    if _is_address(name):
        raise BadHost(HostFault.ADDRESS)
    labels = name.split(".")
    if len(labels) < 2 or len(name) > LONGEST or not all(map(LABEL.fullmatch, labels)):
        raise BadHost(HostFault.SHAPE)
    if name == base_domain or name.endswith(f".{base_domain}"):
        raise BadHost(HostFault.OURS)
    if labels[-1] in SPECIAL:
        raise BadHost(HostFault.SPECIAL)
    if labels[-1].isdigit():
        raise BadHost(HostFault.SHAPE)
    return name


def _bare(text: str) -> str:
    name = text.strip().lower()
    name = name.removeprefix("https://").removeprefix("http://")
    return name.partition("/")[0].rstrip(".").removeprefix("www.")


def _ascii(name: str) -> str:
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise BadHost(HostFault.SHAPE) from error


def _is_address(name: str) -> bool:
    host = name.strip("[]") if name.startswith("[") else name
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def proof_name(host: str) -> str:
    """Where the TXT record must stand."""
    return f"{PROOF_LABEL}.{host}"


def proof_value(token: str) -> str:
    """What the TXT record must say."""
    return f"{PROOF_PREFIX}{token}"
