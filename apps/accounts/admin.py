"""Back-office: the platform's own people, offers to join them, and the log of who did what."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import FieldTextFilter, RangeDateTimeFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminSelectWidget

from apps.accounts import rules
from apps.accounts.enums import ROLE_SENTENCES, Role
from apps.accounts.models import AuditEvent, Invitation, User
from apps.accounts.services import invitations, team
from apps.core.web.admin.options import LookOnlyAdmin
from apps.core.web.admin.questions import Question

ROLE_COLOURS = {Role.STAFF: "primary", Role.SUPPORT: "info", Role.FINANCE: "success"}


def role_choices(person: User) -> list[tuple[str, str]]:
    """The roles this person may give, each with its sentence."""
    roles = rules.roles_to_give(person)
    return [(role.value, f"{role.label}: {ROLE_SENTENCES[role]}") for role in roles]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(giver)


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=UnfoldAdminEmailInputWidget
    )
    field_order = ("email", "role")

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, giver=giver, **kwargs)
        jobs = [choice for choice in role_choices(giver) if choice[0] != Role.MEMBER]
        self.fields["role"].choices = jobs


class InvitesPeople:
    """The button that adds somebody sends an invitation: nobody is given a password."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rules.can_manage_people(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_people(request.user)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None, giver=request.user)
        question = Question(
            title=_("Invite somebody to the platform"),
            consequence=_("They get a letter with a link that is valid for a week."),
            button=_("Send the invitation"),
            done=_("The invitation is on its way."),
            back=self.url_of("changelist"),
        )

        def do(data: dict[str, Any]) -> None:
            invitations.invite(data["email"], role=data["role"], by=request.user)

        return self.ask(request, question, form=form, do=do)


@admin.register(User)
class UserAdmin(InvitesPeople, LookOnlyAdmin):
    list_display = ("email", "name", "role_chip", "has_second_factor", "is_active", "joined_at")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    csv_fields = ("email", "name", "role", "has_second_factor", "is_active", "joined_at")
    fields = (
        "email",
        "name",
        "role",
        "has_second_factor",
        "is_active",
        "language",
        "time_zone",
        "last_login",
        "joined_at",
    )
    actions_detail = ("change_role", "sign_out", "deactivate", "reactivate")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        factors = factors.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return super().get_queryset(request).annotate(has_factor=Exists(factors))

    @display(description=gettext_lazy("role"), ordering="role", label=ROLE_COLOURS)
    def role_chip(self, user: User) -> tuple[str, str]:
        return user.role, user.get_role_display()

    @display(description=gettext_lazy("second factor"), boolean=True, ordering="has_factor")
    def has_second_factor(self, user: User) -> bool:
        return bool(user.has_factor)  # type: ignore[attr-defined]

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """Only what this person may do with that one, as it is now."""
        user = User.objects.filter(pk=object_id).first()
        if user is None or not rules.can_manage_member(request.user, user):
            return []
        hidden = "reactivate" if user.is_active else "deactivate"
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if not one.action_name.endswith(f"_{hidden}")]

    @action(description=gettext_lazy("Change role"), icon="badge", permissions=["manage"])
    def change_role(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = get_object_or_404(User, pk=object_id)
        form = RoleForm(request.POST or None, giver=request.user, initial={"role": user.role})
        question = self._question(
            user,
            title=_("Change the role of %(person)s"),
            consequence=_("It counts from the person's next click on."),
            button=_("Change role"),
            done=_("%(person)s has another role now."),
            needs_proof=True,
        )

        def do(data: dict[str, Any]) -> None:
            team.change_role(user, role=data["role"], by=request.user)

        return self.ask(request, question, form=form, do=do, row=user)

    @action(description=gettext_lazy("Sign out everywhere"), icon="logout", permissions=["manage"])
    def sign_out(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = get_object_or_404(User, pk=object_id)
        question = self._question(
            user,
            title=_("Sign %(person)s out everywhere"),
            consequence=_("Browsers and programs lose their sign-in at once; it can be renewed."),
            button=_("Sign out everywhere"),
            done=_("%(person)s is signed out everywhere."),
        )
        return self._just_do(request, user, question, team.sign_member_out)

    @action(
        description=gettext_lazy("Deactivate"),
        icon="person_off",
        variant=ActionVariant.DANGER,
        permissions=["manage"],
    )
    def deactivate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = get_object_or_404(User, pk=object_id)
        question = self._question(
            user,
            title=_("Deactivate %(person)s"),
            consequence=_(
                "They are signed out everywhere at once and cannot sign in until they are "
                "reactivated. What they did stays in the log."
            ),
            button=_("Deactivate"),
            done=_("%(person)s is locked out."),
            is_destructive=True,
        )
        return self._just_do(request, user, question, team.deactivate_member)

    @action(
        description=gettext_lazy("Reactivate"),
        icon="person_check",
        permissions=["manage"],
    )
    def reactivate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = get_object_or_404(User, pk=object_id)
        question = self._question(
            user,
            title=_("Reactivate %(person)s"),
            consequence=_("They can sign in again, in the role they had."),
            button=_("Reactivate"),
            done=_("%(person)s can sign in again."),
        )
        return self._just_do(request, user, question, team.reactivate_member)

    def _question(self, user: User, *, title: str, done: str, **more: Any) -> Question:
        named = {"person": user}
        return Question(
            title=title % named, done=done % named, back=self.url_of("change", user.pk), **more
        )

    def _just_do(
        self, request: HttpRequest, user: User, question: Question, service: Any
    ) -> HttpResponse:
        def do(data: dict[str, Any]) -> None:
            service(user, by=request.user)

        return self.ask(request, question, do=do, row=user)


@admin.register(Invitation)
class InvitationAdmin(InvitesPeople, LookOnlyAdmin):
    list_display = ("email", "role", "invited_by", "created_at", "expires_at", "state")
    list_filter = ("role", ("accepted_at", admin.EmptyFieldListFilter))
    list_select_related = ("invited_by",)
    search_fields = ("email",)
    ordering = ("-created_at",)
    csv_fields = ("email", "role", "invited_by", "created_at", "expires_at", "accepted_at")
    fields = (*csv_fields, "withdrawn_at")
    actions_detail = ("send_again", "withdraw")

    @display(
        description=gettext_lazy("state"),
        label={"open": "info", "accepted": "success", "withdrawn": "warning"},
    )
    def state(self, invitation: Invitation) -> tuple[str, str]:
        if invitation.accepted_at:
            return "accepted", _("Accepted")
        return ("withdrawn", _("Withdrawn")) if invitation.withdrawn_at else ("open", _("Sent"))

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        waiting = Invitation.objects.filter(pk=object_id, accepted_at=None, withdrawn_at=None)
        return super().get_actions_detail(request, object_id) if waiting.exists() else []

    @action(description=gettext_lazy("Send again"), icon="forward_to_inbox", permissions=["manage"])
    def send_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        question = Question(
            title=_("Send the invitation again"),
            consequence=_("The link in the new letter is valid for a week."),
            button=_("Send again"),
            done=_("The invitation is on its way."),
            back=self.url_of("change", object_id),
        )
        return self._do_with(request, object_id, question, invitations.resend_invitation)

    @action(
        description=gettext_lazy("Withdraw"),
        icon="cancel_schedule_send",
        variant=ActionVariant.DANGER,
        permissions=["manage"],
    )
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        question = Question(
            title=_("Withdraw the invitation"),
            consequence=_("The link in the letter stops working at once."),
            button=_("Withdraw"),
            done=_("The invitation is worthless now."),
            back=self.url_of("change", object_id),
            is_destructive=True,
        )
        return self._do_with(request, object_id, question, invitations.withdraw_invitation)

    def _do_with(
        self, request: HttpRequest, object_id: str, question: Question, service: Any
    ) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=object_id)

        def do(data: dict[str, Any]) -> None:
            service(invitation, by=request.user)

        return self.ask(request, question, do=do, row=invitation)


@admin.register(AuditEvent)
class AuditEventAdmin(LookOnlyAdmin):
    list_display = ("at", "actor_label", "action", "target_label", "ip")
    list_filter = (("at", RangeDateTimeFilter), ("action", FieldTextFilter))
    search_fields = ("actor_label", "action", "target_label", "request_id")
    # Counting a log of millions for a number nobody needs would cost more than the page.
    show_full_result_count = False
    csv_fields = (
        "at",
        "actor_label",
        "action",
        "target_type",
        "target_label",
        "details",
        "ip",
        "request_id",
    )
    fields = (*csv_fields, "actor_pk", "target_pk")

    @display(description=gettext_lazy("details"))
    def details(self, event: AuditEvent) -> str:
        return json.dumps(event.changes, ensure_ascii=False) if event.changes else ""
