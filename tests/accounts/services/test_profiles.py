"""Up to five profiles an account, one of them a grown-up's, and PINs that hold."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from apps.accounts.errors import (
    AgeForChildren,
    LastProfile,
    PinLocked,
    PinMalformed,
    PinNeeded,
    PinWrong,
    ProfileUnknown,
    TooManyProfiles,
)
from apps.accounts.models import AuditEvent, Profile
from apps.accounts.services import people as people_service
from apps.accounts.services.pins import prove_pin
from apps.accounts.services.profiles import (
    Details,
    change_profile,
    change_tastes,
    create_profile,
    make_first_profile,
    prove_choice,
    prove_for_program,
    prove_household,
    remove_profile,
    set_pin,
)
from apps.accounts.services.registration import register
from apps.core.tenancy import platform_context, studio_context

KIDS = Details("Sari", is_kids=True, max_age=7)


@pytest.fixture
def citra(in_alpha, people):
    make_first_profile(people.citra)
    return people.citra


@pytest.fixture
def first(citra):
    return citra.profiles.get()


@pytest.fixture
def child(citra):
    return create_profile(citra, KIDS)


def test_an_account_comes_with_a_profile(in_alpha):
    register("gita@people.example", name="Gita Putri", password="a long sentence")

    profile = Profile.objects.get(user__email="gita@people.example")
    assert (profile.name, profile.position, profile.max_age) == ("Gita", 1, 18)
    assert (profile.avatar, profile.colour, profile.is_kids) == ("fox", "coral", False)


def test_so_does_one_that_somebody_else_makes(in_alpha):
    user = people_service.create_person("hadi@people.example", name="Hadi", role="viewer")

    assert [profile.name for profile in user.profiles.all()] == ["Hadi"]


def test_nobody_watches_on_the_platform(people):
    with platform_context():
        assert make_first_profile(people.dewi) is None
        assert Profile.objects.count() == 0


def test_the_first_profile_is_made_once(citra):
    make_first_profile(citra)

    assert citra.profiles.count() == 1


def test_five_and_no_more(citra):
    for number in range(2, 6):
        create_profile(citra, Details(f"P{number}"))

    with pytest.raises(TooManyProfiles):
        create_profile(citra, Details("P6"))

    assert list(citra.profiles.values_list("position", "name")) == [
        (1, "Citra"), (2, "P2"), (3, "P3"), (4, "P4"), (5, "P5"),
    ]  # fmt: skip


def test_a_free_place_is_used_again(citra):
    second = create_profile(citra, Details("P2"))
    create_profile(citra, Details("P3"))
    remove_profile(second, by=citra)

    assert create_profile(citra, Details("P4")).position == 2


def test_each_place_has_a_picture_of_its_own(citra):
    made = [create_profile(citra, Details(f"P{number}")) for number in range(2, 6)]

    assert len({(one.avatar, one.colour) for one in [*made, citra.profiles.first()]}) == 5


@pytest.mark.parametrize("details", [
    Details("Sari", is_kids=True, max_age=16),
    Details("Sari", is_kids=True),
    Details("Sari", max_age=12),
])  # fmt: skip
def test_ages_that_do_not_fit(citra, details):
    with pytest.raises(AgeForChildren):
        create_profile(citra, details)

    assert citra.profiles.count() == 1


def test_a_grown_ups_profile_stays(citra, first, child):
    with pytest.raises(LastProfile):
        remove_profile(first, by=citra)
    with pytest.raises(LastProfile):
        change_profile(first, KIDS, by=citra)

    assert citra.profiles.filter(is_kids=False).count() == 1


def test_anybody_elses_profile_is_unknown(people, beta, citra, child):
    with studio_context(beta):
        make_first_profile(people.citra_in_beta)
    make_first_profile(people.adi)

    with pytest.raises(ProfileUnknown):
        change_profile(people.adi.profiles.get(), Details("Mine"), by=citra)
    with pytest.raises(ProfileUnknown):
        prove_choice(citra, people.adi.profiles.get().pk)

    assert people.adi.profiles.get().name == "Adi"


def test_the_log_names_no_child(citra, child):
    set_pin(child, "1234", by=citra)
    remove_profile(child, by=citra)

    told = AuditEvent.objects.filter(action__startswith="profile.").order_by("pk")
    assert [event.action for event in told] == [
        "profile.created", "profile.pin_set", "profile.removed",
    ]  # fmt: skip
    assert not any("Sari" in str(event.changes) for event in told)


@pytest.mark.parametrize("pin", ["123", "12345", "abcd", "12 4", "१२३४", "1234\n"])
def test_a_pin_has_four_digits(citra, first, pin):
    with pytest.raises(PinMalformed):
        set_pin(first, pin, by=citra)


def test_a_pin_is_kept_as_a_digest(citra, first):
    kept = set_pin(first, "4711", by=citra).pin

    assert re.fullmatch(r"md5\$\w{22}\$[0-9a-f]{32}", kept)  # of the tests; Argon2 elsewhere
    assert [check_password(pin, kept) for pin in ("4711", "4712")] == [True, False]


def test_without_a_pin_there_is_nothing_to_prove(first):
    assert prove_pin(first, "") is None


def test_no_pin_is_no_try(citra, first):
    first = set_pin(first, "4711", by=citra)

    with pytest.raises(PinNeeded) as refusal:
        prove_pin(first, "")

    first.refresh_from_db()
    assert refusal.value.context == {"profile": str(first.pk)}
    assert first.wrong_pins == 0


def wrong(profile, times):
    said = []
    for _time in range(times):
        with pytest.raises((PinWrong, PinLocked)) as refusal:
            prove_pin(profile, "0000")
        said.append((refusal.value.code, *refusal.value.context.values()))
    return said


def test_five_wrong_pins_lock_for_a_quarter_of_an_hour(citra, first, time_machine):
    first = set_pin(first, "4711", by=citra)
    noon = timezone.now().replace(microsecond=0)
    time_machine.move_to(noon, tick=False)

    assert wrong(first, 5) == [
        ("pin_wrong", 4), ("pin_wrong", 3), ("pin_wrong", 2), ("pin_wrong", 1), ("pin_locked", 900),
    ]  # fmt: skip
    with pytest.raises(PinLocked):
        prove_pin(first, "4711")
    time_machine.move_to(noon + timedelta(seconds=899), tick=False)
    with pytest.raises(PinLocked) as refusal:
        prove_pin(first, "4711")
    assert refusal.value.context == {"retry_after": 1}
    time_machine.move_to(noon + timedelta(seconds=900), tick=False)
    assert prove_pin(first, "4711") is None
    assert wrong(first, 1) == [("pin_wrong", 4)]
    locks = AuditEvent.objects.filter(action="profile.pin_locked")
    assert locks.count() == 1


def test_after_a_lock_all_tries_are_back(citra, first, time_machine):
    first = set_pin(first, "4711", by=citra)
    noon = timezone.now()
    time_machine.move_to(noon, tick=False)
    wrong(first, 5)
    time_machine.move_to(noon + timedelta(minutes=16), tick=False)

    assert wrong(first, 5)[-1][0] == "pin_locked"


def test_the_right_pin_gives_the_tries_back(citra, first):
    first = set_pin(first, "4711", by=citra)
    wrong(first, 4)
    prove_pin(first, "4711")

    assert wrong(first, 4)[-1] == ("pin_wrong", 1)


def test_a_childs_profile_is_left_with_the_households_pin(citra, first, child):
    other = create_profile(citra, Details("Budi"))
    set_pin(first, "4711", by=citra)

    assert prove_choice(citra, other.pk) == other
    assert prove_choice(citra, child.pk, leaving=first) == child
    with pytest.raises(PinNeeded) as refusal:
        prove_choice(citra, other.pk, leaving=child)
    assert refusal.value.context == {"profile": str(first.pk)}
    assert prove_choice(citra, other.pk, pin="4711", leaving=child) == other
    with pytest.raises(PinNeeded):
        prove_for_program(citra, other.pk)
    assert prove_for_program(citra, child.pk) == child


def test_profiles_are_managed_with_the_households_pin(citra, first, child):
    assert prove_household(citra, pin="") is None
    set_pin(child, "1111", by=citra)
    assert prove_household(citra, pin="") is None
    set_pin(first, "4711", by=citra)

    with pytest.raises(PinNeeded):
        prove_household(citra, pin="")
    with pytest.raises(PinWrong):
        prove_household(citra, pin="1111")
    assert prove_household(citra, pin="4711") is None


def test_tastes_are_checked_and_nothing_else_is_changed(citra, child):
    change_tastes(
        child,
        {
            "audio_language": "hi",
            "caption_style": {"size": "huge", "colour": "url(x)", "position": "top"},
            "max_age": 18,
        },
    )

    child.refresh_from_db()
    assert (child.audio_language, child.max_age) == ("hi", 7)
    assert child.caption_style == {
        "size": "huge", "colour": "white", "background": "black",
        "opacity": "half", "edge": "none", "font": "sans",
    }  # fmt: skip
