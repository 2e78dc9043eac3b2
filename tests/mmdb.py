"""Writes a database of countries in MaxMind's format (version 2), as GEOIP_DATABASE names one."""

from ipaddress import IPv4Network, ip_network
from pathlib import Path
from typing import Any

WIDTH = 24
SEPARATOR = bytes(16)
METADATA = b"\xab\xcd\xefMaxMind.com"
TEXT, SHORT, LONG, MAP, LONGEST, LIST = 2, 5, 6, 7, 9, 11
# Numbers are as wide as readers expect them there.
WIDTHS = {"node_count": LONG, "build_epoch": LONGEST}
# Types beyond seven are written in a second byte.
EXTENDED = 7


def write_countries(path: Path, countries: dict[str, Any], *, kind: str = "Test-Country") -> Path:
    """``countries``: what is known of each network, such as {"country": {"iso_code": "SG"}}."""
    nodes: list[list[Any]] = [[None, None]]
    data = b""
    for network, record in countries.items():
        _hang(nodes, network, len(data))
        data += _encoded(record)
    tree = b"".join(_record(side, len(nodes)) for node in nodes for side in node)
    about = {
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": 1,
        "database_type": kind,
        "description": {"en": "Countries of a test"},
        "ip_version": 6,
        "languages": ["en"],
        "node_count": len(nodes),
        "record_size": WIDTH,
    }
    path.write_bytes(tree + SEPARATOR + data + METADATA + _encoded(about))
    return path


def _hang(nodes: list[list[Any]], network: str, place: int) -> None:
    """The network's record at the end of its bits; IPv4 stands below ::/96."""
    net = ip_network(network)
    before = "0" * 96 if isinstance(net, IPv4Network) else ""
    bits = before + f"{int(net.network_address):0{net.max_prefixlen}b}"[: net.prefixlen]
    at = 0
    for bit in bits[:-1]:
        if not isinstance(nodes[at][int(bit)], list):
            nodes.append([None, None])
            nodes[at][int(bit)] = [len(nodes) - 1]
        at = nodes[at][int(bit)][0]
    nodes[at][int(bits[-1])] = place


def _record(side: Any, count: int) -> bytes:
    """Another node, a place in the data, or nothing."""
    number = count if side is None else side[0] if isinstance(side, list) else count + 16 + side
    return int(number).to_bytes(WIDTH // 8, "big")


def _encoded(value: Any, number: int = SHORT) -> bytes:
    if isinstance(value, str):
        return _head(TEXT, len(value.encode())) + value.encode()
    if isinstance(value, int):
        raw = value.to_bytes(4, "big").lstrip(b"\0")
        return _head(number, len(raw)) + raw
    if isinstance(value, list):
        return _head(LIST, len(value)) + b"".join(map(_encoded, value))
    pairs = b"".join(
        _encoded(key) + _encoded(inner, WIDTHS.get(key, SHORT)) for key, inner in value.items()
    )
    return _head(MAP, len(value)) + pairs


def _head(kind: int, size: int) -> bytes:
    """Sizes here stay below 29, which need no byte of their own."""
    if kind <= EXTENDED:
        return bytes([kind << 5 | size])
    return bytes([size, kind - EXTENDED])
