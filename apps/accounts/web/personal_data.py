"""A person's own data: taken along as a ZIP, or erased for good."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from apps.accounts.errors import AddressMismatch, LastOwner, WrongPassword
from apps.accounts.selectors.people import is_alone_in_charge
from apps.accounts.services import leaving, personal_data
from apps.accounts.services.person_rows import identity_of
from apps.accounts.web.forms import LeavingForm
from apps.core.archives.keeping import archive_to_fetch, personal_archive_of
from apps.core.enums import ArchiveKind
from apps.core.errors import Conflict, TooManyRequests
from apps.core.web.archives import archive_response


@method_decorator(never_cache, name="dispatch")
class PersonalData(LoginRequiredMixin, TemplateView):
    template_name = "accounts/personal_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            archive=personal_archive_of(user.pk),
            emails=sorted(identity_of(user).emails),
            is_alone_in_charge=is_alone_in_charge(user),
            grace_days=settings.ACCOUNT_ERASING_GRACE_DAYS,
            **kwargs,
        )

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest) -> HttpResponse:
        """Have it collected. Whoever found an open browser must not take it along."""
        try:
            personal_data.ask_for_personal_data(request.user, language=get_language() or "en")
        except (Conflict, TooManyRequests) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your data is being collected. We send you an e-mail."))
        return redirect("account-data")


@method_decorator(never_cache, name="dispatch")
class PersonalDataFile(LoginRequiredMixin, View):
    @method_decorator(reauthentication_required)
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        archive = archive_to_fetch(pk, kind=ArchiveKind.PERSON, asked_by=request.user.pk)
        return archive_response(archive, named="my-data")


@method_decorator(never_cache, name="dispatch")
class DeleteAccount(LoginRequiredMixin, FormView):
    template_name = "accounts/delete_account.html"
    form_class = LeavingForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and is_alone_in_charge(request.user):
            raise LastOwner
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        has_password = self.request.user.has_usable_password()
        return {**super().get_form_kwargs(), "has_password": has_password}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = settings.ACCOUNT_ERASING_GRACE_DAYS
        return super().get_context_data(grace_days=days, **kwargs)

    def form_valid(self, form: LeavingForm) -> HttpResponse:
        try:
            user = leaving.ask_to_be_erased(self.request.user, **form.answers)
        except AddressMismatch as refusal:
            form.add_error("typed_email", str(refusal))
        except (WrongPassword, TooManyRequests) as refusal:
            form.add_error("password" if "password" in form.fields else None, str(refusal))
        else:
            logout(self.request)
            return render(self.request, "accounts/leaving.html", {"erase_after": user.erase_after})
        return self.form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class KeepAccount(View):
    """Behind the link of the letter. Looking changes nothing: mail programs open links."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        person = leaving.leaving_person(token)
        return render(request, "accounts/keep_account.html", {"person": person})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        leaving.keep_account(token)
        messages.success(request, _("Good to have you back. Sign in as before."))
        return redirect("account_login")
