"""Rows and lazy queries of one studio, used in another."""

import pytest
from django.db import models
from django.db.models import sql

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.catalog.models import Film
from apps.core.models import CrossedStudios, base
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from tests.people import person

PLAIN = sql.query.Query


@pytest.fixture
def namesakes(alpha, beta):
    """One person each, with one and the same key, as integer keys would have it."""
    with studio_context(alpha):
        ana = person("Ana", Role.OWNER)
    with studio_context(beta):
        User.objects.create(pk=ana.pk, email="bima@people.example", name="Bima")
    return ana


def save_alphas_row_in_beta(ana, alpha, beta):
    with studio_context(alpha):
        row = User.objects.get(pk=ana.pk)
    with studio_context(beta):
        row.save()
        return User.objects.get(pk=ana.pk).name


def test_a_row_is_not_written_into_another_studio(namesakes, alpha, beta):
    with pytest.raises(CrossedStudios):
        save_alphas_row_in_beta(namesakes, alpha, beta)
    with studio_context(beta):
        assert User.objects.get(pk=namesakes.pk).name == "Bima"


def test_control_without_the_stamp_betas_person_becomes_ana(namesakes, alpha, beta, monkeypatch):
    monkeypatch.setattr(base, "refuse_another_studio", lambda row: None)
    with studio_context(beta):
        User.objects.filter(pk=namesakes.pk).update(email="other@people.example")
    assert save_alphas_row_in_beta(namesakes, alpha, beta) == "Ana"


USES = {
    "reading": list,
    "one": lambda rows: rows.get(),
    "first": lambda rows: rows.first(),
    "iterating": lambda rows: list(rows.iterator()),
    "counting": lambda rows: rows.count(),
    "asking": lambda rows: rows.exists(),
    "summing": lambda rows: rows.aggregate(models.Max("joined_at")),
    "values": lambda rows: list(rows.values_list("name")),
    "refining": lambda rows: rows.filter(name="Bima"),
    "updating": lambda rows: rows.update(name="Changed"),
    "deleting": lambda rows: rows.delete(),
    "as a part": lambda rows: list(User.objects.filter(pk__in=rows)),
    "united": lambda rows: list(User.objects.none() | rows),
}


@pytest.mark.parametrize("use", USES)
def test_a_query_begun_in_alpha_is_not_run_in_beta(namesakes, alpha, beta, use):
    with studio_context(alpha):
        rows = User.objects.all()
    with studio_context(beta), pytest.raises(CrossedStudios):
        USES[use](rows)
    with studio_context(beta):
        assert User.objects.get().name == "Bima"


def test_a_query_that_finds_nothing_may_travel(alpha, beta):
    """Forms of packages are imported by whichever studio asks first, with such queries in them."""
    with studio_context(alpha):
        rows = User.objects.none()
    with studio_context(beta):
        assert list(rows.all()) == []


def test_nor_outside_of_any_studio(namesakes, alpha):
    """As a streaming answer would, that is read after the middleware has left the studio."""
    with studio_context(alpha):
        rows = User.objects.all()
    with pytest.raises(CrossedStudios):
        list(rows)


def test_control_djangos_own_query_reads_beta(namesakes, alpha, beta, monkeypatch):
    monkeypatch.setattr(sql, "Query", PLAIN)
    with studio_context(alpha):
        rows = User.objects.all()
    with studio_context(beta):
        assert [user.name for user in rows] == ["Bima"]


def test_managers_of_their_own_and_of_packages_are_guarded_too(alpha, beta):
    from allauth.account.models import EmailAddress

    with studio_context(alpha):
        queries = [Film.objects.all(), EmailAddress.objects.all()]
    with studio_context(beta):
        for rows in queries:
            with pytest.raises(CrossedStudios):
                list(rows)


def test_queries_of_shared_tables_may_travel(alpha):
    """The wall of the database decides about their rows."""
    with platform_context():
        studios = Studio.objects.all()
    with studio_context(alpha):
        assert [studio.slug for studio in studios] == ["alpha"]
