"""What programs send is taken by its JSON type: a number is no text, and “yes” is no flag.

REST framework's fields are made for forms too, where everything is text, and so take more than the
OpenAPI document says. A program that sends the wrong type has a mistake, and is told.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from rest_framework import serializers

T = TypeVar("T")
TEXT = (serializers.CharField, serializers.ChoiceField, serializers.UUIDField)


class Input(serializers.Serializer[Any]):
    """The base of every body the API takes."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            wrong = {
                name: [complaint]
                for name, field in self.fields.items()
                if name in data and (complaint := complaint_about(field, data[name]))
            }
            if wrong:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)


def taken(shape: type[Input], data: Any) -> dict[str, Any]:
    """What was sent, checked; for calls that come all the time. Raises ValidationError.

    As ``is_valid`` and ``validated_data`` of a new serializer, whose fields take longer to be
    copied than everything else it does.
    """
    sent = {} if data is None else data
    values: dict[str, Any] = _standing(shape).run_validation(sent)
    return values


def given(shape: type[serializers.BaseSerializer[T]], instance: T) -> dict[str, Any]:
    """What is answered, as ``data`` of a new serializer."""
    values: dict[str, Any] = _standing(shape).to_representation(instance)
    return values


@cache
def _standing(shape: type[serializers.BaseSerializer[Any]]) -> Any:
    return shape()


def complaint_about(field: Any, value: Any) -> str:
    """What is wrong with the JSON type of ``value``; empty when nothing is."""
    if value is None:
        return ""
    if isinstance(field, serializers.BooleanField):
        return "" if isinstance(value, bool) else _("Send true or false.")
    if isinstance(field, serializers.IntegerField):
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return "" if is_whole and not isinstance(value, bool) else _("Send a whole number.")
    if isinstance(field, TEXT):
        return "" if isinstance(value, str) else _("Send a text.")
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        return next(filter(None, (complaint_about(field.child, item) for item in value)), "")
    return ""
