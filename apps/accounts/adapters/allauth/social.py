"""What allauth asks the project about people who come from Google or an OpenID provider."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from apps.accounts.adapters.allauth.account import role_of_newcomers


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The same rules as for people who sign up with a password."""

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """A provider that is not set up here has no pages."""
        try:
            return super().get_app(request, provider, client_id)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return get_adapter(request).is_open_for_signup(request)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name") or "", data.get("last_name") or ""]
        user.name = data.get("name") or " ".join(part for part in parts if part)
        user.role = role_of_newcomers()
        user.language = request.LANGUAGE_CODE
        return user
