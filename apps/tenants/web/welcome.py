"""The new owner's first step into the studio, with the key from the sign-up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from apps.tenants.services.sign_ups import accept_welcome, read_welcome_token

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@method_decorator(never_cache, name="dispatch")
class Welcome(View):
    """Looking uses nothing up, and nobody is signed in by a link that he was made to open."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        read_welcome_token(token)
        return render(request, "tenants/start/welcome.html")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        owner = accept_welcome(token)
        login(request, owner, backend=BACKEND)
        # So that it stands among the owner's devices, and ends with them.
        UserSession.objects.create_from_request(request)
        record_authentication(request, owner, method="code", email=owner.email)
        return redirect("desk")
