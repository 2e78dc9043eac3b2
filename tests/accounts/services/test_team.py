import pytest

from apps.accounts.enums import Role
from apps.accounts.errors import LastOwner, NotYourMember, RoleTooHigh
from apps.accounts.models import AuditEvent, RefreshToken, User
from apps.accounts.services import team
from apps.accounts.services.tokens import issue_tokens
from apps.core.tenancy import platform_context, studio_context
from tests.people import person


def role_of(user):
    return User.objects.get(pk=user.pk).role


@pytest.fixture
def citra_edits(in_alpha, people):
    User.objects.filter(pk=people.citra.pk).update(role=Role.EDITOR)
    return User.objects.get(pk=people.citra.pk)


def test_an_admin_changes_a_role_and_the_log_says_so(citra_edits, people):
    team.change_role(citra_edits, role=Role.ANALYST, by=people.adi)

    assert role_of(citra_edits) == Role.ANALYST
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_label, event.target_label) == (
        "person.role_changed",
        "Adi",
        "Citra",
    )
    assert event.changes == {"role": ["editor", "analyst"]}


def test_giving_the_role_somebody_has_writes_nothing(citra_edits, people):
    team.change_role(citra_edits, role=Role.EDITOR, by=people.adi)

    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "error"), [(Role.OWNER, RoleTooHigh), (Role.STAFF, RoleTooHigh), ("king", RoleTooHigh)]
)
def test_an_admin_cannot_give_more_than_he_has(citra_edits, people, role, error):
    with pytest.raises(error):
        team.change_role(citra_edits, role=role, by=people.adi)

    assert role_of(citra_edits) == Role.EDITOR
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    "action", [team.deactivate_member, team.remove_member, team.reactivate_member]
)
def test_an_admin_cannot_touch_the_owner(in_alpha, people, action):
    with pytest.raises(NotYourMember):
        action(people.ana, by=people.adi)

    assert role_of(people.ana) == Role.OWNER
    assert User.objects.get(pk=people.ana.pk).is_active
    assert AuditEvent.objects.count() == 0


def test_nobody_changes_himself(in_alpha, people):
    with pytest.raises(NotYourMember):
        team.change_role(people.ana, role=Role.VIEWER, by=people.ana)

    assert role_of(people.ana) == Role.OWNER


def test_an_editor_manages_nobody(citra_edits, people):
    with pytest.raises(NotYourMember):
        team.deactivate_member(people.adi, by=citra_edits)

    assert User.objects.get(pk=people.adi.pk).is_active


def test_somebody_who_lost_his_role_meanwhile_acts_no_more(citra_edits, people):
    User.objects.filter(pk=people.adi.pk).update(role=Role.VIEWER)

    with pytest.raises(NotYourMember):
        team.change_role(citra_edits, role=Role.ANALYST, by=people.adi)

    assert role_of(citra_edits) == Role.EDITOR


def test_a_second_owner_may_remove_the_first(in_alpha, people):
    bayu = person("Bayu", Role.OWNER)

    team.remove_member(people.ana, by=bayu)

    assert role_of(people.ana) == Role.VIEWER


def test_the_last_active_owner_stays(in_alpha, people):
    """The other owner is deactivated, so he does not count as one in charge."""
    bayu = person("Bayu", Role.OWNER)
    team.deactivate_member(bayu, by=people.ana)
    User.objects.filter(pk=bayu.pk).update(is_active=True, role=Role.ADMIN)

    with pytest.raises(NotYourMember):
        team.remove_member(people.ana, by=bayu)

    assert role_of(people.ana) == Role.OWNER


def test_the_last_one_in_charge_of_the_platform_stays(people, platform):
    with pytest.raises(NotYourMember):
        team.remove_member(people.eko, by=people.dewi)
    other = person("Fajar", Role.STAFF)
    team.remove_member(people.eko, by=other)

    assert role_of(people.eko) == Role.MEMBER


def test_the_guard_itself_refuses_the_last_owner(in_alpha, people):
    """Whoever calls it: the rule does not lean on the rules before it."""
    with pytest.raises(LastOwner):
        team._keep_somebody_in_charge(people.ana)


def test_who_is_deactivated_is_out_everywhere(citra_edits, people):
    issue_tokens(citra_edits)

    team.deactivate_member(citra_edits, by=people.adi)

    assert RefreshToken.objects.filter(revoked_at=None).count() == 0
    assert not User.objects.get(pk=citra_edits.pk).is_active


def test_who_is_reactivated_stays_signed_out(citra_edits, people):
    issue_tokens(citra_edits)
    team.deactivate_member(citra_edits, by=people.adi)

    team.reactivate_member(citra_edits, by=people.adi)

    assert User.objects.get(pk=citra_edits.pk).is_active
    assert RefreshToken.objects.filter(revoked_at=None).count() == 0


def test_the_owner_hands_the_studio_over(in_alpha, people):
    team.transfer_studio(people.adi, by=people.ana)

    assert (role_of(people.adi), role_of(people.ana)) == (Role.OWNER, Role.ADMIN)
    event = AuditEvent.objects.get()
    assert (event.action, event.changes) == ("studio.transferred", {"owner": ["Ana", "Adi"]})


@pytest.mark.parametrize("giver", ["adi", "citra"])
def test_only_an_owner_hands_the_studio_over(in_alpha, people, giver):
    with pytest.raises(NotYourMember):
        team.transfer_studio(people.adi, by=getattr(people, giver))

    assert role_of(people.ana) == Role.OWNER


def test_a_viewer_or_oneself_cannot_receive_the_studio(in_alpha, people):
    for receiver in (people.citra, people.ana):
        with pytest.raises(NotYourMember):
            team.transfer_studio(receiver, by=people.ana)

    assert role_of(people.ana) == Role.OWNER


def test_somebody_of_another_studio_changes_nobody(alpha, people):
    with studio_context(alpha), pytest.raises(NotYourMember):
        team.change_role(people.adi, role=Role.VIEWER, by=people.bima)
    with platform_context():
        assert AuditEvent.objects.count() == 0
