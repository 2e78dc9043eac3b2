"""The owner of a closed studio takes the closing back, by the link in the letter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from apps.core.addresses import site_of
from apps.tenants.selectors.studios import main_address
from apps.tenants.services.lifecycle import reopen_studio
from apps.tenants.services.sign_ups import open_reopening_token


@method_decorator(never_cache, name="dispatch")
class Reopen(View):
    """Looking changes nothing: mail programs open links by themselves."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        closed = open_reopening_token(token)
        return render(request, "tenants/start/reopen.html", {"closed_studio": closed})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        studio = open_reopening_token(token)
        reopen_studio(studio, by="owner, by the letter's link")
        return HttpResponseRedirect(f"{site_of(main_address(studio))}/studio/")


class Closed(TemplateView):
    """Where the owner lands after closing: the studio's own host only shows a notice now."""

    template_name = "tenants/start/closed.html"
