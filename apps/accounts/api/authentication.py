"""Bearer tokens of the API."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request


class AccessTokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        return None
