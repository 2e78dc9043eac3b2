"""What the studio says about itself, the addresses it answers on, and how it is closed."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from apps.accounts import rules
from apps.core.addresses import platform_site
from apps.core.errors import DomainError
from apps.core.web.csv_export import csv_response
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.settings.forms import DomainForm, SettingsForm, initial_of
from apps.tenants.rules import can_close_studio
from apps.tenants.selectors.studios import (
    claim_of_this_studio,
    claims_of,
    domain_of_this_studio,
    domains_of,
    main_address,
    this_studio,
)
from apps.tenants.services.domains import (
    claim_domain,
    make_primary,
    remove_domain,
    verify_claim,
    withdraw_claim,
)
from apps.tenants.services.lifecycle import close_studio
from apps.tenants.services.studios import change_studio


class SettingsDeskMixin(DeskMixin):
    may_open = staticmethod(rules.can_edit_settings)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.path
        parts = [(_("General"), "desk-settings"), (_("Domains"), "desk-domains")]
        if rules.can_export_studio(self.request.user):
            parts.append((_("Export and close"), "desk-archives"))
        tabs = [
            {"label": label, "url": reverse(name), "current": here == reverse(name)}
            for label, name in parts
        ]
        return super().get_context_data(settings_tabs=tabs, **kwargs)


class SettingsPage(SettingsDeskMixin, FormView):
    template_name = "studio/settings/general.html"
    form_class = SettingsForm

    def get_initial(self) -> dict[str, Any]:
        return initial_of(this_studio())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = main_address(this_studio())
        return super().get_context_data(address=address, **kwargs)

    def form_valid(self, form: SettingsForm) -> HttpResponse:
        change_studio(this_studio(), by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Saved."))
        return redirect("desk-settings")


class Close(DeskMixin, View):
    """Shuts the site; afterwards only the platform's host can tell about it."""

    may_open = staticmethod(can_close_studio)

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest) -> HttpResponse:
        studio = this_studio()
        try:
            close_studio(studio, typed_name=request.POST.get("typed_name", ""), by=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("desk-archives")
        return HttpResponseRedirect(f"{platform_site()}{CLOSED_PATH}")


CLOSED_PATH = "/studios/closed/"


class Domains(SettingsDeskMixin, FormView):
    """The studio's addresses, and the form for another one."""

    template_name = "studio/settings/domains.html"
    form_class = DomainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        studio = this_studio()
        context = {"domains": domains_of(studio), "claims": claims_of(studio)}
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form: DomainForm) -> HttpResponse:
        try:
            claim_domain(this_studio(), form.cleaned_data["name"], by=self.request.user)
        except DomainError as refusal:
            form.add_error("name", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Noted. Now prove that the domain is yours."))
        return redirect("desk-domains")


class DomainsCsv(SettingsDeskMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [_("Address"), _("Kind"), _("Main"), _("Last checked")]
        rows = (
            [
                domain.domain,
                domain.get_kind_display(),
                _("yes") if domain.is_primary else _("no"),
                domain.checked_at.isoformat() if domain.checked_at else "",
            ]
            for domain in domains_of(this_studio())
        )
        return csv_response("domains.csv", header, rows)


class DomainAction(SettingsDeskMixin, View):
    """One thing done to one address; what came of it is said on the page of all of them."""

    done = ""

    def act(self, pk: UUID) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            self.act(pk)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.done)
        return redirect("desk-domains")


class VerifyClaim(DomainAction):
    @property
    def done(self) -> str:
        return _("Proved. The domain opens your studio from now on.")

    def act(self, pk: UUID) -> None:
        verify_claim(claim_of_this_studio(pk), by=self.request.user)


class WithdrawClaim(DomainAction):
    @property
    def done(self) -> str:
        return _("Forgotten.")

    def act(self, pk: UUID) -> None:
        withdraw_claim(claim_of_this_studio(pk), by=self.request.user)


class MakePrimary(DomainAction):
    @property
    def done(self) -> str:
        return _("Done. Your other addresses lead to this one.")

    def act(self, pk: UUID) -> None:
        make_primary(domain_of_this_studio(pk), by=self.request.user)


class RemoveDomain(DomainAction):
    @property
    def done(self) -> str:
        return _("Removed. The domain no longer opens your studio.")

    def act(self, pk: UUID) -> None:
        remove_domain(domain_of_this_studio(pk), by=self.request.user)
