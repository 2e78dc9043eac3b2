"""The new owner's first step into the studio, with the key from the sign-up."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.tenants.services.sign_ups import accept_welcome

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_safe
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    owner = accept_welcome(token)
    login(request, owner, backend=BACKEND)
    record_authentication(request, owner, method="code", email=owner.email)
    return redirect("desk")
