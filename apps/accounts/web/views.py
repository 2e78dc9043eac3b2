"""A person's own account, the language of the pages, and the answer to an invitation."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.account.views import ConfirmEmailView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from apps.accounts.enums import ROLE_SENTENCES, Role
from apps.accounts.selectors.account import account_overview
from apps.accounts.selectors.invitations import invitation_of_token
from apps.accounts.selectors.people import person_with_email
from apps.accounts.services import invitations, people, sessions
from apps.accounts.web.forms import InvitationAcceptForm, ProfileForm
from apps.core.web.preferences import YEAR, safe_next


class Profile(LoginRequiredMixin, FormView):
    template_name = "accounts/profile.html"
    form_class = ProfileForm

    def get_initial(self) -> dict[str, str]:
        user = self.request.user
        return {"name": user.name, "language": user.language, "time_zone": user.time_zone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            overview=account_overview(user),
            role_label=user.get_role_display(),
            **kwargs,
        )

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        user = people.change_profile(self.request.user, **form.cleaned_data)
        with override(user.language or self.request.LANGUAGE_CODE):
            messages.success(self.request, _("Your profile is saved."))
        return redirect("account")


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of the person's own devices out."""
    sessions.end_one(request.user, session_pk=pk)
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


@require_POST
@login_required
def end_program(request: HttpRequest, family: UUID) -> HttpResponse:
    """Sign one of the person's own programs out."""
    sessions.end_program(request.user, family=family)
    messages.success(request, _("That program is signed out."))
    return redirect("usersessions_list")


class ConfirmAddress(ConfirmEmailView):
    """Behind the link of the letter. Looking signs nobody out: mail programs open links."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.object = self.get_object()
        except Http404:
            self.object = None
        return self.render_to_response(self.get_context_data())


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The language of this browser and, when somebody is signed in, of that person."""
    response = HttpResponseRedirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            people.choose_language(request.user, language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


class InvitationAccept(FormView):
    """Behind the link of the letter: newcomers choose a password, others sign in and agree."""

    template_name = "accounts/invitation_accept.html"
    form_class = InvitationAcceptForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.invitation = invitation_of_token(kwargs["token"])
        self.existing = person_with_email(self.invitation.email)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        known = self.existing is not None or self.request.user.is_authenticated
        return ["accounts/invitation_join.html"] if known else [self.template_name]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        role = Role(self.invitation.role)
        return super().get_context_data(
            invitation=self.invitation,
            role_label=role.label,
            role_sentence=ROLE_SENTENCES[role],
            is_for_me=self.existing is not None and self.existing == self.request.user,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        request.user = invitations.accept_as_member(self.invitation, by=request.user)
        messages.success(request, _("Welcome to the team."))
        return redirect(get_adapter().get_login_redirect_url(request))

    def form_valid(self, form: InvitationAcceptForm) -> HttpResponse:
        user = invitations.accept_as_newcomer(self.invitation, **form.cleaned_data)
        return perform_login(self.request, user)
