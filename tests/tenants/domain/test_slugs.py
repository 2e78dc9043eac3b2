import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tenants.domain.slugs import (
    RESERVED,
    schema_name_for,
    slug_fault,
)
from apps.tenants.enums import SlugFault

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(
    lambda slug: slug_fault(slug) is None
)


@pytest.mark.parametrize("slug", ["kush", "abc", "3rd-eye", "a1b", "x" * 40, "pgx", "my-www"])
def test_usable(slug):
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("", SlugFault.EMPTY),
        ("ab", SlugFault.TOO_SHORT),
        ("x" * 41, SlugFault.TOO_LONG),
        ("x" * 64, SlugFault.TOO_LONG),
        ("-kush", SlugFault.HYPHEN_AT_EDGE),
        ("kush-", SlugFault.HYPHEN_AT_EDGE),
        ("ku--sh", SlugFault.DOUBLE_HYPHEN),
        ("xn--80ak6aa92e", SlugFault.DOUBLE_HYPHEN),
        ("ALPHA", SlugFault.CHARACTERS),
        ("a'b", SlugFault.CHARACTERS),
        ('x","beta', SlugFault.CHARACTERS),
        ("a b", SlugFault.CHARACTERS),
        ("kush\n", SlugFault.CHARACTERS),
        ("kush\0", SlugFault.CHARACTERS),
        ("%00", SlugFault.CHARACTERS),
        ("kush.films", SlugFault.CHARACTERS),
        ("pg_toast", SlugFault.CHARACTERS),
        ("pg-toast", SlugFault.RESERVED),
        ("Аlpha", SlugFault.NOT_LATIN),
        ("аlpha", SlugFault.NOT_LATIN),
        ("स्टूडियो", SlugFault.NOT_LATIN),
        ("１２３", SlugFault.CHARACTERS),
        ("public", SlugFault.RESERVED),
        ("www", SlugFault.RESERVED),
        ("admin", SlugFault.RESERVED),
        ("api", SlugFault.RESERVED),
    ],
)
def test_each_rule(slug, fault):
    assert slug_fault(slug) is fault


def test_every_reserved_word_is_refused():
    assert len(RESERVED) > 150
    assert {slug_fault(word) for word in RESERVED} <= {SlugFault.RESERVED, SlugFault.TOO_SHORT}


@given(st.text())
def test_any_text_is_either_refused_or_a_plain_dns_label(text):
    if slug_fault(text) is None:
        assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]", text)
    else:
        with pytest.raises(ValueError, match="usable slug"):
            schema_name_for(text)


@given(SLUGS, SLUGS)
def test_two_slugs_never_share_a_schema(one, other):
    assert (schema_name_for(one) == schema_name_for(other)) == (one == other)
    assert re.fullmatch(r"s_[a-z0-9_]+", schema_name_for(one))
    assert not schema_name_for(one).startswith("pg_")
