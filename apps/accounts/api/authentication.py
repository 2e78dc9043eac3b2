"""Bearer tokens of the API."""

from uuid import UUID

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from apps.accounts.errors import AccessTokenInvalid
from apps.accounts.models import User
from apps.accounts.services.tokens import person_of


class AccessTokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer …``; ``request.auth`` is the family of the sign-in."""

    def authenticate(self, request: Request) -> tuple[User, UUID] | None:
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        try:
            return person_of(token.decode("ascii"))
        except UnicodeDecodeError as error:
            raise AccessTokenInvalid from error

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class AccessTokenScheme(OpenApiAuthenticationExtension):
    target_class = AccessTokenAuthentication
    name = "accessToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
