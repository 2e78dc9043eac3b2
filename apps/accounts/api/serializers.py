"""Shapes of what the API takes and gives about people."""

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.accounts.domain.roles import permissions_of
from apps.accounts.models import User
from apps.accounts.selectors.places import time_zones
from apps.core.api.shapes import Input

# Only so that nobody has us hash megabytes: whole paragraphs are fine.
LONGEST_PASSWORD = 1000
PERSON = {
    "id": "0197f2a4-6a0e-7c1b-9d55-0d6f3f5c2b11",
    "email": "citra@people.example",
    "name": "Citra",
    "role": "viewer",
    "permissions": ["films.watch"],
    "language": "id",
    "time_zone": "Asia/Jakarta",
    "joined_at": "2026-11-21T09:30:00Z",
}
TOKENS = {
    "access": "eyJhbGciOiJIUzI1NiIs…",
    "refresh": "q2V5n1…",
    "token_type": "Bearer",  # nosec B105  # no secret
    "expires_in": 300,
}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A new viewer",
            value={"email": "citra@people.example", "name": "Citra", "password": "a long sentence"},  # nosec B105  # no secret
            request_only=True,
        )
    ]
)
class RegisterInput(Input):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    password = serializers.CharField(
        max_length=LONGEST_PASSWORD, trim_whitespace=False, write_only=True
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        person = User(email=attrs["email"], name=attrs["name"])
        try:
            validate_password(attrs["password"], user=person)
        except ValidationError as error:
            raise serializers.ValidationError({"password": error.messages}) from error
        return attrs


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "For known and new addresses alike",
            value={
                "detail": "We have sent you a letter. Follow the link in it to use your account."
            },
            response_only=True,
        )
    ]
)
class RegisterOutput(serializers.Serializer):
    detail = serializers.CharField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "With an authenticator app",
            value={
                "email": "ana@people.example",
                "password": "a long sentence",  # nosec B105  # no secret
                "code": "123456",
            },
            request_only=True,
        )
    ]
)
class LoginInput(Input):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(
        max_length=LONGEST_PASSWORD, trim_whitespace=False, write_only=True
    )
    code = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample("A refresh token", value={"refresh": TOKENS["refresh"]}, request_only=True)
    ]
)
class RefreshInput(Input):
    refresh = serializers.CharField(max_length=200)


@extend_schema_serializer(examples=[OpenApiExample("Tokens", value=TOKENS, response_only=True)])
class TokenPairOutput(serializers.Serializer):
    access = serializers.CharField()
    refresh = serializers.CharField()
    token_type = serializers.SerializerMethodField()
    expires_in = serializers.IntegerField(help_text="Seconds until the access token ends.")

    def get_token_type(self, pair: object) -> str:
        return "Bearer"


@extend_schema_serializer(examples=[OpenApiExample("A viewer", value=PERSON, response_only=True)])
class PersonOutput(serializers.ModelSerializer):
    permissions = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = [
            "id",
            "email",
            "name",
            "role",
            "permissions",
            "language",
            "time_zone",
            "joined_at",
        ]

    def get_permissions(self, person: User) -> list[str]:
        return sorted(permission.value for permission in permissions_of(person.role))


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Another language", value={"name": "Citra", "language": "id"}, request_only=True
        )
    ]
)
class ProfileInput(Input):
    """All fields are optional; what is left out stays as it is."""

    name = serializers.CharField(max_length=120)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, allow_blank=True)

    def validate_time_zone(self, value: str) -> str:
        if value and value not in dict(time_zones()):
            raise serializers.ValidationError(_("There is no such time zone."))
        return value
