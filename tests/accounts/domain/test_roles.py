import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.domain.roles import (
    PERMISSIONS,
    django_permission,
    may_give,
    permissions_of,
    rank_of,
    roles_given_by,
    share_a_house,
)
from apps.accounts.enums import STUDIO_ROLES, TEAM_ROLES, Permission, Role

roles = st.sampled_from(list(Role))


def test_every_role_has_an_entry_and_a_rank():
    assert set(PERMISSIONS) == set(Role)


def test_the_owner_of_a_studio_holds_all_that_any_studio_role_holds():
    held = frozenset().union(*(permissions_of(role) for role in STUDIO_ROLES))
    assert permissions_of(Role.OWNER) == held


def test_what_each_studio_role_may_do():
    assert {role: {p.value for p in permissions_of(role)} for role in STUDIO_ROLES[2:]} == {
        Role.ANALYST: {"films.watch", "desk.open", "team.read", "reports.make"},
        Role.MARKETER: {"films.watch", "desk.open", "team.read", "branding.edit"},
        Role.EDITOR: {"films.watch", "desk.open", "team.read", "films.edit", "films.publish"},
        Role.VIEWER: {"films.watch"},
    }
    assert permissions_of(Role.OWNER) - permissions_of(Role.ADMIN) == {
        Permission.READ_AUDIT,
        Permission.TRANSFER_STUDIO,
        Permission.EXPORT_STUDIO,
    }


def test_only_people_with_a_job_open_the_desk():
    opening = {role for role in Role if Permission.OPEN_DESK in permissions_of(role)}
    assert opening == set(TEAM_ROLES)


@given(roles, roles)
def test_nobody_gives_a_role_higher_than_his_own_or_of_the_other_house(giver, role):
    if may_give(giver, role):
        assert rank_of(role) <= rank_of(giver)
        assert share_a_house(giver, role)
        assert permissions_of(role) <= permissions_of(giver)


@given(roles)
def test_the_list_of_roles_to_give_agrees_with_the_rule(giver):
    assert set(roles_given_by(giver)) == {role for role in Role if may_give(giver, role)}


def test_who_may_give_roles():
    assert {role for role in Role if roles_given_by(role)} == {
        Role.OWNER,
        Role.ADMIN,
        Role.STAFF,
    }
    assert Role.OWNER not in roles_given_by(Role.ADMIN)


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (Role.STAFF, "tenants.change_studio", True),
        (Role.SUPPORT, "tenants.view_studio", True),
        (Role.SUPPORT, "tenants.change_studio", False),
        (Role.FINANCE, "tenants.view_studio", False),
        (Role.OWNER, "tenants.view_studio", False),
        (Role.MEMBER, "accounts.view_user", False),
    ],
)
def test_what_the_back_office_asks(role, permission, allowed):
    assert django_permission(role, permission) is allowed


def test_a_role_nobody_knows_may_do_nothing():
    assert (permissions_of("king"), rank_of("king")) == (frozenset(), 0)
