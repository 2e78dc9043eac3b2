"""Who works here, and as what. Somebody stays in charge, whatever happens at the same time."""

from django.db import transaction

from apps.accounts import rules
from apps.accounts.enums import STUDIO_ROLES, Role
from apps.accounts.errors import LastOwner, NotYourMember, RoleTooHigh
from apps.accounts.models import User
from apps.accounts.services import audit, sessions


@transaction.atomic
def change_role(member: User, *, role: str, by: User) -> User:
    """Give ``member`` another role. Raises NotYourMember, RoleTooHigh or LastOwner."""
    member = _managed(member, by)
    if not rules.can_give_role(by, role):
        raise RoleTooHigh
    return _set_role_locked(member, role, "person.role_changed", by)


@transaction.atomic
def remove_member(member: User, *, by: User) -> User:
    """Take ``member`` off the team and sign him out; the account stays, as a viewer's.

    Raises as change_role.
    """
    member = _managed(member, by)
    member = _set_role_locked(member, _role_without_job(member), "person.removed_from_team", by)
    sessions.end_all(member)
    return member


@transaction.atomic
def sign_member_out(member: User, *, by: User) -> User:
    """End whatever ``member`` is signed in with; he may sign in again. Raises NotYourMember."""
    member = _managed(member, by)
    sessions.end_all(member)
    audit.record("person.signed_out_by_others", by=by, target=member)
    return member


@transaction.atomic
def deactivate_member(member: User, *, by: User) -> User:
    """Lock ``member`` out at once, everywhere. Raises NotYourMember or LastOwner."""
    member = _managed(member, by)
    _keep_somebody_in_charge(member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    sessions.end_all(member)
    audit.record("person.deactivated", by=by, target=member)
    return member


@transaction.atomic
def reactivate_member(member: User, *, by: User) -> User:
    """Let ``member`` sign in again. Raises NotYourMember."""
    member = _managed(member, by)
    member.is_active, member.erase_after = True, None
    member.save(update_fields=["is_active", "erase_after"])
    audit.record("person.reactivated", by=by, target=member)
    return member


@transaction.atomic
def transfer_studio(to: User, *, by: User) -> User:
    """Make ``to``, a member of the team, the owner in the place of ``by``, who becomes an admin.

    Raises NotYourMember when ``by`` is not an owner (any more) or ``to`` is not on the team.
    """
    owner = {holder.pk: holder for holder in _locked_holders(Role.OWNER)}.get(by.pk)
    new_owner = User.objects.select_for_update(no_key=True).get(pk=to.pk)
    if owner is None or not rules.can_receive_studio(new_owner) or new_owner.pk == owner.pk:
        raise NotYourMember
    _write_role(owner, Role.ADMIN)
    _write_role(new_owner, Role.OWNER)
    changes = {"owner": [str(owner), str(new_owner)]}
    audit.record("studio.transferred", by=owner, target=new_owner, changes=changes)
    return new_owner


def refuse_the_last_in_charge(person: User) -> None:
    """For whoever is about to leave, in the same transaction. Raises LastOwner."""
    _locked_holders(_head_role(person))
    _keep_somebody_in_charge(User.objects.select_for_update(no_key=True).get(pk=person.pk))


def _managed(member: User, by: User) -> User:
    """The member as the database has it now, locked, if ``by``, as he is now, may change it.

    The people in charge are locked first and always in the same order, so that two of them cannot
    remove each other at the same moment.
    """
    _locked_holders(_head_role(member))
    fresh = User.objects.select_for_update(no_key=True).get(pk=member.pk)
    actor = User.objects.filter(pk=by.pk).first()
    if actor is None or not rules.can_manage_member(actor, fresh):
        raise NotYourMember
    return fresh


def _locked_holders(role: Role) -> list[User]:
    holders = User.objects.filter(role=role, is_active=True).order_by("pk")
    return list(holders.select_for_update(of=("self",), no_key=True))


def _head_role(member: User) -> Role:
    return Role.OWNER if member.role in STUDIO_ROLES else Role.STAFF


def _role_without_job(member: User) -> Role:
    return Role.VIEWER if member.role in STUDIO_ROLES else Role.MEMBER


def _set_role_locked(member: User, role: str, action: str, by: User) -> User:
    previous = member.role
    if role != previous:
        _keep_somebody_in_charge(member)
        _write_role(member, role)
        audit.record(action, by=by, target=member, changes={"role": [previous, role]})
    return member


def _write_role(member: User, role: str) -> None:
    member.role = role
    member.save(update_fields=["role"])


def _keep_somebody_in_charge(member: User) -> None:
    """Called with the people in charge locked, before ``member`` stops being one of them."""
    head = _head_role(member)
    others = User.objects.filter(role=head, is_active=True).exclude(pk=member.pk)
    if member.role == head and member.is_active and not others.exists():
        raise LastOwner
