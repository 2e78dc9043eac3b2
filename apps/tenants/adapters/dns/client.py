"""Reads TXT records, from the system's name servers or the one in DNS_RESOLVER."""

from django.conf import settings
from dns.exception import DNSException, Timeout
from dns.exception import SyntaxError as BadSyntax
from dns.name import EmptyLabel, LabelTooLong, NameTooLong
from dns.resolver import NXDOMAIN, NoAnswer, NoNameservers, NoResolverConfiguration, Resolver

from apps.core.errors import PermanentError, TemporaryError

SECONDS_A_SERVER = 2.0
SECONDS_IN_ALL = 5.0


class NoReply(TemporaryError):
    """The name servers did not answer, or said that they could not."""


class NotAName(PermanentError):
    """The name can never exist."""


def txt_records(name: str) -> list[str]:
    """The texts at ``name``; none when there is no such name or record.

    Raises NoReply when nothing is known because the servers failed, NotAName for a bad name.
    """
    try:
        answer = _resolver().resolve(name, "TXT", lifetime=SECONDS_IN_ALL, search=False)
    except (NXDOMAIN, NoAnswer):
        return []
    except (EmptyLabel, LabelTooLong, NameTooLong, BadSyntax) as error:
        raise NotAName(name) from error
    except (Timeout, NoNameservers, NoResolverConfiguration, DNSException, OSError) as error:
        raise NoReply(name) from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]


def _resolver() -> Resolver:
    if not settings.DNS_RESOLVER:
        resolver = Resolver()
    else:
        address, _colon, port = settings.DNS_RESOLVER.rpartition(":")
        resolver = Resolver(configure=False)
        resolver.nameservers = [address]
        resolver.port = int(port)
    resolver.timeout = SECONDS_A_SERVER
    return resolver
