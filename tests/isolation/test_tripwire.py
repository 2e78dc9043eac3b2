"""The last alarm: a statement about to run in another studio than the one at work."""

import pytest
from django.db import IntegrityError, connection, transaction

from apps.accounts.models import User
from apps.core import tripwire
from apps.core.tenancy import studio_context, studio_only_context
from apps.core.tripwire import WrongSchema, lifted


def mismatched(alpha, beta):
    """The connection stands in beta while the work is alpha's, as in a coroutine gone wrong."""
    with studio_context(beta), studio_only_context(alpha):
        return User.objects.count()


def test_it_raises_before_the_statement_runs(alpha, beta, settings):
    settings.TRIPWIRE_SAMPLE = 1
    with pytest.raises(WrongSchema, match="Work for alpha was about to run a statement in beta"):
        mismatched(alpha, beta)


def test_control_without_it_beta_is_read(alpha, beta, settings):
    settings.TRIPWIRE_SAMPLE = 0
    assert mismatched(alpha, beta) == 0


def test_it_asks_at_every_nth_statement(alpha, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(tripwire, "look", lambda connection, sql: asked.append(sql))
    settings.TRIPWIRE_SAMPLE = 4
    with studio_context(alpha):
        for _ in range(10):  # each with its SET search_path: twenty statements
            User.objects.exists()
    assert len(asked) == 5


def test_it_costs_no_query_that_django_counts(alpha, django_assert_num_queries):
    with studio_context(alpha), django_assert_num_queries(2):
        User.objects.exists()


def test_it_leaves_a_failed_transaction_alone(alpha):
    with studio_context(alpha):
        User.objects.create_user("ana@people.example", "x")
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user("ana@people.example", "x")
        assert User.objects.count() == 1


def test_who_looks_elsewhere_on_purpose_says_so(alpha, beta):
    with lifted():
        assert mismatched(alpha, beta) == 0
    with pytest.raises(WrongSchema):
        mismatched(alpha, beta)


def test_the_tests_run_with_it_armed(settings):
    assert settings.TRIPWIRE_SAMPLE == 1
    assert any(isinstance(wrapper, tripwire.Tripwire) for wrapper in connection.execute_wrappers)
