"""Queries whose SQL is made once ask what Django's own would, and bring what it would bring."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from apps.accounts.models import RefreshToken, User
from apps.accounts.services.tokens import issue_tokens
from apps.core.prepared import Prepared
from apps.core.tenancy import studio_context

WITH_TOKENS = Prepared(
    lambda pk, at: User.objects.filter(pk=pk).annotate(
        has_tokens=Exists(RefreshToken.objects.filter(user=OuterRef("pk"), expires_at__gt=at))
    ),
    pk=UUID,
    at=datetime,
)
NAMES = Prepared(
    lambda email, name: (
        User.objects.filter(Q(email=email) | Q(name=name))
        .order_by("email")
        .values_list("email", "is_active")
    ),
    email=str,
    name=str,
)


def test_objects_are_what_django_makes_of_them(in_alpha, people):
    issue_tokens(people.citra)
    later = timezone.now() + timedelta(days=1)

    (found,) = WITH_TOKENS.objects(pk=people.citra.pk, at=later)

    assert found == people.citra
    assert found.has_tokens is True
    known = {field.attname: getattr(people.citra, field.attname) for field in User._meta.fields}
    people.citra.refresh_from_db()
    assert {name: getattr(found, name) for name in known} == {
        name: getattr(people.citra, name) for name in known
    }
    (nothing_then,) = WITH_TOKENS.objects(pk=people.citra.pk, at=datetime(2999, 1, 1, tzinfo=UTC))
    assert nothing_then.has_tokens is False
    assert WITH_TOKENS.objects(pk=uuid4(), at=later) == []


def test_rows_come_as_they_are(in_alpha, people):
    asked = {"email": people.citra.email, "name": people.ana.name}

    assert NAMES.rows(**asked) == [(people.ana.email, True), (people.citra.email, True)]
    assert NAMES.rows(email="' OR 1=1 --", name="nobody") == []


def test_the_studio_is_the_one_at_work(alpha, beta, people):
    """The SQL names no schema: what was made in one studio reads the other's tables in the other."""
    later = timezone.now()
    with studio_context(alpha):
        assert len(WITH_TOKENS.objects(pk=people.ana.pk, at=later)) == 1
    with studio_context(beta):
        assert WITH_TOKENS.objects(pk=people.ana.pk, at=later) == []
        assert len(WITH_TOKENS.objects(pk=people.bima.pk, at=later)) == 1


def test_a_blank_that_the_query_does_not_hold_is_a_mistake(in_alpha):
    wrong = Prepared(lambda pk, at: User.objects.filter(pk=pk), pk=UUID, at=datetime)

    with pytest.raises(ValueError, match=r"Not a parameter of the query: \['at'\]"):
        wrong.objects(pk=uuid4(), at=timezone.now())


def test_a_value_that_is_missing_is_a_mistake(in_alpha):
    with pytest.raises(KeyError, match="at"):
        WITH_TOKENS.objects(pk=uuid4())
