"""Shapes that stand for the whole process read and write as one made for a single call."""

import pytest
from django.utils import translation
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from apps.core.api.shapes import Input, given, taken


class Inner(Input):
    name = serializers.CharField(max_length=5)


class Outer(Input):
    number = serializers.IntegerField(min_value=1)
    note = serializers.CharField(required=False, default="none")
    inner = Inner(required=False)


GOOD = [{"number": 3}, {"number": 4, "note": "x", "inner": {"name": "Ana"}}]
BAD = [{}, {"number": 0}, {"number": "3"}, {"number": 1, "inner": {"name": "too long"}}, []]


@pytest.mark.parametrize("body", GOOD)
def test_what_is_good_is_taken_as_ever(body):
    fresh = Outer(data=body)
    assert fresh.is_valid()

    assert taken(Outer, body) == fresh.validated_data
    assert given(Outer, taken(Outer, body)) == Outer(fresh.validated_data).data


@pytest.mark.parametrize("body", BAD)
def test_what_is_wrong_is_refused_with_the_same_words(body):
    fresh = Outer(data=body)
    with pytest.raises(ValidationError) as expected:
        fresh.is_valid(raise_exception=True)

    with pytest.raises(ValidationError) as refused:
        taken(Outer, body)

    assert refused.value.detail == expected.value.detail


def test_nothing_at_all_lacks_what_must_be_there():
    with pytest.raises(ValidationError) as refused:
        taken(Outer, None)

    assert list(refused.value.detail) == ["number"]


def test_a_call_leaves_nothing_to_the_next():
    first = taken(Outer, GOOD[1])
    first["note"] = "changed"

    assert taken(Outer, GOOD[0]) == {"number": 3, "note": "none"}
    with pytest.raises(ValidationError):
        taken(Outer, BAD[1])
    assert taken(Outer, GOOD[1]) == {"number": 4, "note": "x", "inner": {"name": "Ana"}}


def test_words_are_in_the_language_of_each_call():
    def words(language: str) -> str:
        with translation.override(language), pytest.raises(ValidationError) as refused:
            taken(Outer, {})
        return str(refused.value.detail["number"][0])

    assert words("en") == "This field is required."
    assert words("id") == "Bidang ini harus diisi."
