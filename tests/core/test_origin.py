import pytest
from django.test import RequestFactory

from apps.core.origin import NOWHERE, Origin, current_origin, origin_context
from apps.core.web.origin import client_ip, origin_of


@pytest.mark.parametrize(
    ("hops", "forwarded", "peer", "address"),
    [
        (1, "203.0.113.9", "127.0.0.1", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "127.0.0.1", "203.0.113.9"),  # the first is a client's word
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "127.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1", "127.0.0.1"),
        (0, "1.1.1.1", "203.0.113.9", "203.0.113.9"),
        (1, "", "203.0.113.9", "203.0.113.9"),
        (1, "nonsense", "127.0.0.1", None),
        (1, "2001:db8::1", "", "2001:db8::1"),
        (1, "", "", None),
    ],
)
def test_the_address_is_the_one_our_proxy_saw(settings, hops, forwarded, peer, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    assert client_ip(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == address


def test_the_site_keeps_its_port():
    request = RequestFactory().get("/x/?y", headers={"host": "alpha.localhost:8000"})

    assert origin_of(request).site == "http://alpha.localhost:8000"


def test_an_origin_ends_with_its_request():
    with origin_context(Origin(ip="203.0.113.9")):
        assert current_origin().ip == "203.0.113.9"
    assert current_origin() is NOWHERE
