"""“Who is watching?”, and the pages on which a household's profiles are kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.domain.ages import ADULT
from apps.accounts.domain.households import guard_of, is_way_out
from apps.accounts.domain.portraits import portrait_for
from apps.accounts.errors import PasswordNeeded, PinNeeded
from apps.accounts.models import Profile
from apps.accounts.models.profile import MOST_PROFILES
from apps.accounts.selectors.profiles import forget_choice, profile_for, watching_of
from apps.accounts.services import choices
from apps.accounts.services import profiles as service
from apps.accounts.services.pins import prove_password
from apps.accounts.web.choosing import may_manage, remember
from apps.accounts.web.profile_forms import (
    NewPinForm,
    PasswordForm,
    PinForm,
    ProfileDetailsForm,
)
from apps.core.errors import DomainError
from apps.core.web.preferences import safe_next


@require_safe
@never_cache
@login_required
def who(request: HttpRequest) -> HttpResponse:
    watching = watching_of(request)
    context = {
        "profiles": watching.profiles,
        "chosen": watching.profile,
        "next": safe_next(request),
        "has_room": len(watching.profiles) < MOST_PROFILES,
    }
    return render(request, "accounts/profiles/who.html", context)


@method_decorator(never_cache, name="dispatch")
class Choose(LoginRequiredMixin, View):
    """The button of a profile; a page only when a PIN or the password is asked for."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        return self._page(request, profile, self._form(request, profile))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        leaving = watching_of(request).profile
        proof = {name: request.POST.get(name, "") for name in ("pin", "password")}
        try:
            chosen = service.prove_way_out(request.user, pk, leaving=leaving, **proof)
        except (PinNeeded, PasswordNeeded):
            url = reverse("profile-choose", args=[pk])
            return redirect(f"{url}?{urlencode({'next': safe_next(request)})}")
        except DomainError as refusal:
            form = self._form(request, profile, request.POST)
            form.is_valid()
            form.add_error(refusal.field or None, str(refusal))
            return self._page(request, profile, form, status=int(refusal.status))
        choices.close_managing(request.session)
        remember(request, chosen)
        return redirect(safe_next(request))

    def _form(self, request: HttpRequest, profile: Profile, data: Any = None) -> Any:
        """The password only for a way out of a children's profile while there is no PIN."""
        watching = watching_of(request)
        way_out = is_way_out(watching.profile, profile)
        by_password = way_out and not profile.is_protected and not guard_of(watching.profiles)
        return (PasswordForm if by_password else PinForm)(data)

    def _page(
        self, request: HttpRequest, profile: Profile, form: Any, *, status: int = 200
    ) -> HttpResponse:
        context = {"profile": profile, "form": form, "next": safe_next(request)}
        return render(request, "accounts/profiles/choose.html", context, status=status)


class ManagingMixin(LoginRequiredMixin):
    """Managing takes a grown-up: the household's PIN, or the account's password."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not may_manage(request):
            return _to_unlock(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def _to_unlock(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else reverse("profiles-manage")
    return redirect(f"{reverse('profiles-unlock')}?{urlencode({'next': back})}")


@require_safe
@never_cache
@login_required
def manage(request: HttpRequest) -> HttpResponse:
    if not may_manage(request):
        return _to_unlock(request)
    watching = watching_of(request)
    context = {
        "profiles": watching.profiles,
        "has_room": len(watching.profiles) < MOST_PROFILES,
        "has_guard": guard_of(watching.profiles) is not None,
        "has_children": any(one.is_kids for one in watching.profiles),
    }
    return render(request, "accounts/profiles/manage.html", context)


@method_decorator(never_cache, name="dispatch")
class Unlock(LoginRequiredMixin, View):
    """The household's PIN, or instead of it the password of the account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, PinForm(), PasswordForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        by_pin = "pin" in request.POST and guard_of(watching_of(request).profiles) is not None
        pin = PinForm(request.POST if by_pin else None)
        password = PasswordForm(None if by_pin else request.POST)
        form: Any = pin if by_pin else password
        try:
            if form.is_valid():
                prove = service.prove_household if by_pin else prove_password
                prove(request.user, **form.cleaned_data)
                choices.open_managing(request.session)
                return redirect(safe_next(request, reverse("profiles-manage")))
        except DomainError as refusal:
            form.add_error(refusal.field or next(iter(form.fields)), str(refusal))
        return self._page(request, pin, password, status=403)

    def _page(
        self, request: HttpRequest, pin: PinForm, password: PasswordForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "guard": guard_of(watching_of(request).profiles),
            "pin_form": pin,
            "password_form": password if request.user.has_usable_password() else None,
            "next": safe_next(request, reverse("profiles-manage")),
        }
        return render(request, "accounts/profiles/unlock.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class New(ManagingMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        place = min(len(watching_of(request).profiles) + 1, MOST_PROFILES)
        avatar, colour = portrait_for(place)
        usual = {"avatar": avatar, "colour": colour, "max_age": ADULT, "autoplay": True}
        return _details_page(request, ProfileDetailsForm(initial=usual))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileDetailsForm(request.POST)
        if form.is_valid():
            try:
                profile = service.create_profile(request.user, form.details)
            except DomainError as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                _stay(request)
                said = _("The profile of %(name)s is made.") % {"name": profile.name}
                messages.success(request, said)
                return redirect("profiles-manage")
        return _details_page(request, form, status=422)


@method_decorator(never_cache, name="dispatch")
class Edit(ManagingMixin, View):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        known = vars(service.Details.of(profile))
        return _details_page(request, ProfileDetailsForm(initial=known, profile=profile), profile)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        form = ProfileDetailsForm(request.POST, profile=profile)
        if form.is_valid():
            try:
                changed = service.change_profile(profile, form.details, by=request.user)
            except DomainError as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                _keep_choice(request, changed)
                messages.success(request, _("The profile is saved."))
                return redirect("profiles-manage")
        return _details_page(request, form, profile, status=422)


@method_decorator(never_cache, name="dispatch")
class Pin(ManagingMixin, View):
    """A new PIN, or none."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._page(request, profile_for(request.user, pk), NewPinForm())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        form = NewPinForm(request.POST)
        if form.is_valid():
            try:
                changed = service.set_pin(profile, form.cleaned_data["pin"], by=request.user)
            except DomainError as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                _keep_choice(request, changed)
                messages.success(request, _("The PIN is set."))
                return redirect("profile-edit", pk=pk)
        return self._page(request, profile, form, status=422)

    def _page(
        self, request: HttpRequest, profile: Profile, form: NewPinForm, *, status: int = 200
    ) -> HttpResponse:
        context = {"profile": profile, "form": form}
        return render(request, "accounts/profiles/pin.html", context, status=status)


@require_POST
@login_required
def remove_pin(request: HttpRequest, pk: UUID) -> HttpResponse:
    if not may_manage(request):
        return _to_unlock(request)
    changed = service.set_pin(profile_for(request.user, pk), "", by=request.user)
    _keep_choice(request, changed)
    messages.success(request, _("The profile has no PIN any more."))
    return redirect("profile-edit", pk=pk)


@method_decorator(never_cache, name="dispatch")
class Remove(ManagingMixin, View):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        context = {"profile": profile_for(request.user, pk)}
        return render(request, "accounts/profiles/remove.html", context)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = profile_for(request.user, pk)
        service.remove_profile(profile, by=request.user)
        forget_choice(request)
        said = _("The profile of %(name)s and its history are gone.") % {"name": profile.name}
        messages.success(request, said)
        return redirect("profiles-manage")


def _keep_choice(request: HttpRequest, changed: Profile) -> None:
    """Who changes the profile he watches with goes on watching with it."""
    chosen = watching_of(request).profile
    if chosen is not None and chosen.pk == changed.pk:
        remember(request, changed)
    forget_choice(request)


def _stay(request: HttpRequest) -> None:
    """Whoever was the only one goes on watching, now that there is a choice."""
    chosen = watching_of(request).profile
    if chosen is not None:
        remember(request, chosen)
    forget_choice(request)


def _details_page(
    request: HttpRequest,
    form: ProfileDetailsForm,
    profile: Profile | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    return render(
        request, "accounts/profiles/edit.html", {"form": form, "profile": profile}, status=status
    )
