import pytest

from apps.tenants.domain.hostnames import BadHost, own_host, proof_name, proof_value
from apps.tenants.enums import HostFault


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("films.example.com", "films.example.com"),
        (" HTTPS://WWW.Films.Example.com/path ", "films.example.com"),
        ("films.example.com.", "films.example.com"),
        ("kinofilm-münchen.de", "xn--kinofilm-mnchen-8vb.de"),
        ("फिल्म.भारत", "xn--o2bgl5cxd.xn--h2brj9c"),
    ],
)
def test_what_people_type_becomes_one_spelling(typed, stored):
    assert own_host(typed, base_domain="cineradar.example") == stored


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", HostFault.SHAPE),
        ("films", HostFault.SHAPE),
        ("films..example.com", HostFault.SHAPE),
        ("-films.example.com", HostFault.SHAPE),
        ("films_.example.com", HostFault.SHAPE),
        ("films.example.com:8000", HostFault.SHAPE),
        ("user@films.example.com", HostFault.SHAPE),
        ("a" * 64 + ".com", HostFault.SHAPE),
        (".".join(["abcdefghi"] * 26) + ".com", HostFault.SHAPE),
        ("127.0.0.1", HostFault.ADDRESS),
        ("[::1]", HostFault.ADDRESS),
        ("1.2.3.4.5", HostFault.SHAPE),
        ("printer.local", HostFault.SPECIAL),
        ("kush.localhost", HostFault.SPECIAL),
        ("cineradar.example", HostFault.OURS),
        ("other.cineradar.example", HostFault.OURS),
        ("a.b.cineradar.example", HostFault.OURS),
    ],
)
def test_each_rule(typed, fault):
    with pytest.raises(BadHost) as refusal:
        own_host(typed, base_domain="cineradar.example")
    assert refusal.value.fault is fault


def test_a_name_that_only_ends_alike_is_not_ours():
    assert own_host("notcineradar.example", base_domain="cineradar.example")


def test_the_proof():
    assert proof_name("films.example.com") == "_cineradar.films.example.com"
    assert proof_value("abc") == "cineradar-verification=abc"
