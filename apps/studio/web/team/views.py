"""Pages of the desk about the team: the list, one member, the roles, an invitation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from apps.accounts import rules
from apps.accounts.enums import TEAM_ROLES, Permission, Role
from apps.accounts.models import User
from apps.accounts.selectors.invitations import open_invitations
from apps.accounts.selectors.people import team_member, team_members
from apps.accounts.services.invitations import invite
from apps.accounts.services.team import change_role
from apps.core.errors import DomainError, Forbidden
from apps.core.web.csv_export import csv_response
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.team.forms import InviteForm, RoleForm

MEMBERS_A_PAGE = 50
LONGEST_SEARCH = 100


class TeamMixin(DeskMixin):
    """Pages for whoever may see the team."""

    may_open = staticmethod(rules.can_read_team)


class Team(TeamMixin, TemplateView):
    template_name = "studio/team/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        paginator = Paginator(asked_for(parameters), MEMBERS_A_PAGE)
        may_manage = rules.can_manage_team(self.request.user)
        return super().get_context_data(
            page=paginator.get_page(parameters.get("page")),
            invitations=open_invitations() if may_manage else [],
            may_manage=may_manage,
            is_narrow=bool(parameters.get("q") or parameters.get("role")),
            filters=[_role_filter(parameters.get("role", ""))],
            csv_url=f"{reverse('desk-team-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


class TeamCsv(TeamMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [_("Name"), _("E-mail address"), _("Role"), _("May sign in"), _("Joined")]
        rows = (
            [
                member.name,
                member.email,
                member.get_role_display(),
                _("yes") if member.is_active else _("no"),
                member.joined_at.isoformat(),
            ]
            for member in asked_for(request.GET)
        )
        return csv_response("team.csv", header, rows)


class Roles(TeamMixin, TemplateView):
    """Who may do what, as a table."""

    template_name = "studio/team/roles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheets, rows = who_may_do_what()
        return super().get_context_data(sheets=sheets, rows=rows, **kwargs)


class RolesCsv(TeamMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        sheets, rows = who_may_do_what()
        header = [_("Permission"), *(sheet.label for sheet in sheets)]
        lines = (
            [permission.label, *(_("yes") if allowed else _("no") for allowed in cells)]
            for permission, cells in rows
        )
        return csv_response("roles.csv", header, lines)


def who_may_do_what() -> tuple[list[rules.RoleSheet], list[tuple[Permission, list[bool]]]]:
    """The roles, and for every permission whether each of them holds it."""
    sheets = rules.studio_role_sheets()
    rows = [
        (permission, [permission in sheet.permissions for sheet in sheets])
        for permission in rules.studio_permissions()
    ]
    return sheets, rows


class Invite(DeskMixin, FormView):
    may_open = staticmethod(rules.can_manage_team)
    template_name = "studio/team/invite.html"
    form_class = InviteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "roles": team_roles_for(self.request.user)}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invite(email, role=role, by=self.request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        text = _("The invitation is on its way to {email}.").format(email=email)
        messages.success(self.request, text)
        return redirect("desk-team")


class Member(TeamMixin, FormView):
    """One member: what he is, and what may be done about it."""

    template_name = "studio/team/member.html"
    form_class = RoleForm

    @cached_property
    def member(self) -> User:
        return team_member(self.kwargs["pk"])

    def get_initial(self) -> dict[str, str]:
        return {"role": self.member.role}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "roles": team_roles_for(self.request.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, member = self.request.user, self.member
        return super().get_context_data(
            member=member,
            may_manage=rules.can_manage_member(user, member),
            may_transfer=rules.can_transfer_studio(user)
            and rules.can_receive_studio(member)
            and member != user,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.can_manage_team(request.user):
            raise Forbidden
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: RoleForm) -> HttpResponse:
        try:
            member = change_role(self.member, role=form.cleaned_data["role"], by=self.request.user)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        text = _("{name} is {role} now.").format(name=member, role=member.get_role_display())
        messages.success(self.request, text)
        return redirect("desk-team")


def team_roles_for(user: User) -> list[Role]:
    """The roles with a job that ``user`` may give."""
    return [role for role in rules.roles_to_give(user) if role in TEAM_ROLES]


def asked_for(parameters: QueryDict) -> QuerySet[User]:
    """The members that the address asks for; a role nobody has counts as not asked."""
    role = parameters.get("role", "")
    return team_members(
        search=parameters.get("q", "")[:LONGEST_SEARCH],
        role=role if role in TEAM_ROLES else "",
    )


def _role_filter(chosen: str) -> dict[str, Any]:
    options = [(role.value, role.label) for role in TEAM_ROLES]
    return {"name": "role", "label": _("Any role"), "options": options, "value": chosen}
