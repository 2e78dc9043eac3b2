"""What is done to members and invitations: one button, one service, back to the list."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from apps.accounts import rules
from apps.accounts.models import Invitation, User
from apps.accounts.selectors.invitations import invitation_by_pk
from apps.accounts.selectors.people import team_member
from apps.accounts.services import invitations, team
from apps.core.errors import DomainError
from apps.studio.web.desk.views import DeskMixin


class Action(DeskMixin, View):
    """Subclasses name the service, what it works on, and the sentence that reports success."""

    may_open = staticmethod(rules.can_manage_team)
    http_method_names: ClassVar[list[str]] = ["post"]
    fetch: Callable[[UUID], Any]
    service: Callable[..., Any]
    done: Promise

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        thing = self.fetch(pk)
        try:
            self.service(thing, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(self.done).format(who=thing))
        return redirect("desk-team")


class MemberAction(Action):
    fetch: Callable[[UUID], User] = staticmethod(team_member)


class InvitationAction(Action):
    fetch: Callable[[UUID], Invitation] = staticmethod(invitation_by_pk)


class Deactivate(MemberAction):
    service = staticmethod(team.deactivate_member)
    done = _("{who} cannot sign in any more.")


class Reactivate(MemberAction):
    service = staticmethod(team.reactivate_member)
    done = _("{who} can sign in again.")


class SignOut(MemberAction):
    service = staticmethod(team.sign_member_out)
    done = _("{who} is signed out everywhere.")


class Remove(MemberAction):
    service = staticmethod(team.remove_member)
    done = _("{who} is not on the team any more.")


class Transfer(MemberAction):
    may_open = staticmethod(rules.can_transfer_studio)
    service = staticmethod(team.transfer_studio)
    done = _("{who} owns the studio now.")

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return super().post(request, pk)


class Resend(InvitationAction):
    service = staticmethod(invitations.resend_invitation)
    done = _("The invitation to {who} was sent again.")


class Withdraw(InvitationAction):
    service = staticmethod(invitations.withdraw_invitation)
    done = _("The invitation to {who} is withdrawn.")
