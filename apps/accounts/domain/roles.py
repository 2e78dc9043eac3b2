"""Which role holds which permissions, and who may give which role to whom."""

from apps.accounts.enums import PLATFORM_ROLES, STUDIO_ROLES, Permission, Role

_EVERYBODY = frozenset({Permission.WATCH_FILMS})
_TEAM = _EVERYBODY | {Permission.OPEN_DESK, Permission.READ_TEAM}
_EDITOR = _TEAM | {Permission.EDIT_FILMS, Permission.PUBLISH_FILMS}
_MARKETER = _TEAM | {Permission.EDIT_BRANDING}
_ANALYST = _TEAM | {Permission.MAKE_REPORTS}
_ADMIN = _EDITOR | _MARKETER | _ANALYST | {Permission.EDIT_SETTINGS, Permission.MANAGE_TEAM}
_OWNER = _ADMIN | {
    Permission.READ_AUDIT,
    Permission.TRANSFER_STUDIO,
    Permission.EXPORT_STUDIO,
}
_BACKOFFICE = frozenset({Permission.OPEN_BACKOFFICE})
_SUPPORT = _BACKOFFICE | {
    Permission.OPEN_STUDIOS,
    Permission.READ_JOBS,
    Permission.READ_PLATFORM_AUDIT,
}
_FINANCE = _BACKOFFICE | {Permission.READ_MONEY}
_STAFF = _SUPPORT | _FINANCE | {Permission.MANAGE_STUDIOS, Permission.MANAGE_PEOPLE}

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.OWNER: _OWNER,
    Role.ADMIN: _ADMIN,
    Role.ANALYST: _ANALYST,
    Role.MARKETER: _MARKETER,
    Role.EDITOR: _EDITOR,
    Role.VIEWER: _EVERYBODY,
    Role.STAFF: _STAFF,
    Role.SUPPORT: _SUPPORT,
    Role.FINANCE: _FINANCE,
    Role.MEMBER: frozenset(),
}

# Higher may give lower and equal, never the other way round.
_RANKS: dict[str, int] = {
    Role.OWNER: 3,
    Role.ADMIN: 2,
    Role.ANALYST: 1,
    Role.MARKETER: 1,
    Role.EDITOR: 1,
    Role.VIEWER: 0,
    Role.STAFF: 3,
    Role.SUPPORT: 1,
    Role.FINANCE: 1,
    Role.MEMBER: 0,
}
_MANAGERS = {Permission.MANAGE_TEAM, Permission.MANAGE_PEOPLE}


def permissions_of(role: str) -> frozenset[Permission]:
    """The permissions of a role; none for a role nobody knows."""
    return PERMISSIONS.get(role, frozenset())


def rank_of(role: str) -> int:
    """How high a role stands; two roles of one rank do not outrank each other."""
    return _RANKS.get(role, 0)


def share_a_house(one: str, other: str) -> bool:
    """Whether both roles belong to a studio, or both to the platform."""
    return (one in STUDIO_ROLES) == (other in STUDIO_ROLES)


def may_give(giver: str, role: str) -> bool:
    """Whether somebody in the role ``giver`` may make another person ``role``."""
    manages = bool(permissions_of(giver) & _MANAGERS)
    return manages and share_a_house(giver, role) and rank_of(role) <= rank_of(giver)


def roles_given_by(giver: str) -> list[Role]:
    """The roles somebody in the role ``giver`` may give, highest first."""
    house = STUDIO_ROLES if giver in STUDIO_ROLES else [*PLATFORM_ROLES, Role.MEMBER]
    return [role for role in house if may_give(giver, role)]


def django_permission(role: str, permission: str) -> bool:
    """Django admin's question (``app.action_model``): staff all, support looks, others nothing."""
    if role == Role.STAFF:
        return True
    action = permission.partition(".")[2].partition("_")[0]
    return role == Role.SUPPORT and action == "view"
