"""Profiles through the API: a token proves a PIN, and nothing is managed without a grown-up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Profile
from apps.accounts.services.profiles import Details, create_profile, make_first_profile, set_pin
from apps.accounts.services.tokens import issue_tokens
from apps.core.tenancy import studio_context
from tests.people import PASSWORD

PROFILES = "/api/v1/profiles"
CURRENT = f"{PROFILES}/current"


class Program:
    """Citra's program; ``profile`` and ``pin`` go into the headers."""

    def __init__(self, client, access):
        self.client, self.access = client, access

    def __call__(self, method, path, body=None, *, profile="", pin=""):
        told = {"authorization": f"Bearer {self.access}", "x-profile": profile}
        told["x-profile-pin"] = pin
        send = getattr(self.client, method)
        headers = {name: value for name, value in told.items() if value}
        if method == "get":
            return send(path, headers=headers)
        return send(path, body or {}, content_type="application/json", headers=headers)


@pytest.fixture
def first(alpha, people):
    with studio_context(alpha):
        return make_first_profile(people.citra)


@pytest.fixture
def child(alpha, people, first):
    with studio_context(alpha):
        return create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))


@pytest.fixture
def guarded(alpha, people, first):
    with studio_context(alpha):
        return set_pin(first, "4711", by=people.citra)


@pytest.fixture
def citra(client_for, alpha, people, first):
    with studio_context(alpha):
        return Program(client_for(alpha), issue_tokens(people.citra).access)


def names(answer):
    return [(one["name"], one["is_kids"]) for one in answer.json()["results"]]


def test_an_account_has_its_first_profile_at_once(client_for, alpha, people):
    client = client_for(alpha)
    login = {"email": people.citra.email, "password": PASSWORD}
    access = client.post("/api/v1/auth/login", login, content_type="application/json").json()

    answer = Program(client, access["access"])("get", PROFILES)

    assert names(answer) == [("Citra", False)]
    assert answer.json()["current"] == answer.json()["results"][0]["id"]


def test_a_childs_profile_is_made_in_one_call(citra):
    made = citra("post", PROFILES, {"name": "Sari", "is_kids": True})

    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["max_age"], told["is_protected"]) == ("Sari", 7, False)
    assert told["picture"].endswith(f"/portraits/{told['avatar']}.svg")
    assert "pin" not in told


@pytest.mark.parametrize(("body", "status", "code"), [
    ({}, 400, "invalid"),
    ({"name": ""}, 400, "invalid"),
    ({"name": "x" * 41}, 400, "invalid"),
    ({"name": "Sari", "max_age": 12}, 400, "invalid"),
    ({"name": "Sari", "pin": "12"}, 400, "invalid"),
    ({"name": "Sari", "avatar": "../etc"}, 400, "invalid"),
    ({"name": "Sari", "colour": "#fff"}, 400, "invalid"),
    ({"name": "Sari", "caption_style": {"size": "giant"}}, 400, "invalid"),
    ({"name": "Sari", "is_kids": True, "max_age": 16}, 422, "age_for_children"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(citra, alpha, body, status, code):
    answer = citra("post", PROFILES, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    with studio_context(alpha):
        assert Profile.objects.count() == 1


def test_the_sixth_is_refused(citra):
    statuses = [citra("post", PROFILES, {"name": f"P{n}"}).status_code for n in range(2, 7)]

    assert statuses == [201, 201, 201, 201, 409]
    assert citra("get", PROFILES).json()["results"][-1]["name"] == "P5"


def test_a_profile_is_named_by_its_key_where_no_pin_is_asked(citra, child):
    answer = citra("get", CURRENT, profile=str(child.pk))

    assert answer.json()["name"] == "Sari"
    assert citra("get", CURRENT).json()["name"] == "Citra"


def test_one_that_is_protected_takes_a_token(citra, guarded, child):
    key = str(guarded.pk)
    switch = f"{PROFILES}/{key}/switch"

    refused = citra("get", CURRENT, profile=key)
    no_pin = citra("post", switch)
    wrong = citra("post", switch, {"pin": "0000"})
    right = citra("post", switch, {"pin": "4711"})

    assert (refused.status_code, refused.json()["code"]) == (403, "pin_needed")
    assert (no_pin.status_code, no_pin.json()["code"]) == (403, "pin_needed")
    assert (wrong.json()["code"], wrong.json()["tries_left"]) == ("pin_wrong", 4)
    assert right.json()["expires_in"] == 43200
    told = citra("get", CURRENT, profile=right.json()["token"])
    assert (told.status_code, told.json()["name"]) == (200, "Citra")


def test_five_wrong_pins_lock_the_right_one_out(citra, guarded):
    switch = f"{PROFILES}/{guarded.pk}/switch"
    codes = [citra("post", switch, {"pin": "0000"}).json()["code"] for _try in range(5)]

    locked = citra("post", switch, {"pin": "4711"})

    assert codes == ["pin_wrong"] * 4 + ["pin_locked"]
    assert (locked.status_code, locked.json()["code"]) == (429, "pin_locked")
    assert 890 <= int(locked.headers["Retry-After"]) <= 900


def test_wrong_pins_count_whatever_is_said_of_repeating(citra, alpha, guarded):
    """The last try is answered 429, which is not kept: the lock is, all the same."""
    switch = f"{PROFILES}/{guarded.pk}/switch"

    def tried(number, pin):
        headers = {
            "authorization": f"Bearer {citra.access}",
            "idempotency-key": f"try-{number}",
        }
        return citra.client.post(
            switch, {"pin": pin}, content_type="application/json", headers=headers
        )

    codes = [tried(number, f"000{number}").json()["code"] for number in range(6)]

    assert codes == ["pin_wrong"] * 4 + ["pin_locked"] * 2
    with studio_context(alpha):
        assert Profile.objects.get(pk=guarded.pk).locked_until > timezone.now()
    assert tried(6, "4711").json()["code"] == "pin_locked"


def test_a_new_pin_ends_what_the_old_one_opened(citra, alpha, people, guarded):
    token = citra("post", f"{PROFILES}/{guarded.pk}/switch", {"pin": "4711"}).json()["token"]
    with studio_context(alpha):
        set_pin(guarded, "1234", by=people.citra)

    answer = citra("get", CURRENT, profile=token)

    assert (answer.status_code, answer.json()["code"]) == (403, "pin_needed")


def test_without_a_header_nobody_is_let_past_a_pin(citra, guarded, child):
    assert citra("get", PROFILES).json()["current"] is None
    answer = citra("get", CURRENT)
    assert (answer.status_code, answer.json()["code"]) == (409, "profile_needed")


def test_an_open_grown_ups_profile_is_closed_to_a_household_with_children_and_a_pin(
    citra, alpha, people, guarded, child
):
    with studio_context(alpha):
        budi = create_profile(people.citra, Details("Budi"))

    assert citra("get", CURRENT, profile=str(budi.pk)).json()["code"] == "pin_needed"
    switch = f"{PROFILES}/{budi.pk}/switch"
    assert citra("post", switch).json() | {"request_id": ""} == {
        "type": "/problems/pin_needed", "title": "Pin needed", "status": 403,
        "detail": "Type the PIN first.", "code": "pin_needed", "request_id": "",
        "profile": str(guarded.pk),
    }  # fmt: skip
    token = citra("post", switch, {"pin": "4711"}).json()["token"]
    assert citra("get", CURRENT, profile=token).json()["name"] == "Budi"


@pytest.mark.parametrize(("method", "status"), [("patch", 200), ("delete", 204), ("post", 201)])
def test_managing_takes_the_households_pin(citra, alpha, guarded, child, method, status):
    path = PROFILES if method == "post" else f"{PROFILES}/{child.pk}"
    body = {"name": "Raka"}

    without = citra(method, path, body)
    wrong = citra(method, path, body, pin="0000")
    as_child = citra(method, path, body, profile=str(child.pk))
    with studio_context(alpha):
        unchanged = list(Profile.objects.values_list("name", flat=True))
    right = citra(method, path, body, pin="4711")

    assert [answer.json()["code"] for answer in (without, wrong, as_child)] == [
        "pin_needed", "pin_wrong", "pin_needed",
    ]  # fmt: skip
    assert unchanged == ["Citra", "Sari"]
    assert right.status_code == status


@pytest.mark.parametrize(("method", "own"), [("patch", True), ("delete", False), ("post", None)])
def test_any_pin_is_no_way_out_of_a_childs_browser_while_there_is_none(
    client_for, alpha, people, first, child, method, own
):
    browser = client_for(alpha, people.citra)
    browser.post(f"{PROFILES}/{child.pk}/switch", {}, content_type="application/json")
    path = PROFILES if own is None else f"{PROFILES}/{child.pk if own else first.pk}"
    body = {"name": "Raka", "max_age": 13}

    answer = getattr(browser, method)(
        path, body, content_type="application/json", headers={"x-profile-pin": "0000"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "password_needed")
    with studio_context(alpha):
        assert Profile.objects.get(pk=child.pk).max_age == 7


def test_a_program_that_says_it_is_a_childs_manages_nothing(citra, child):
    path = f"{PROFILES}/{child.pk}"

    as_child = citra("patch", path, {"max_age": 13}, profile=str(child.pk))
    with_any_pin = citra("patch", path, {"max_age": 13}, profile=str(child.pk), pin="0000")
    as_nobody = citra("patch", path, {"max_age": 13})

    assert [as_child.json()["code"], with_any_pin.json()["code"]] == ["password_needed"] * 2
    assert (as_nobody.status_code, as_nobody.json()["max_age"]) == (200, 13)


def test_the_guards_own_token_proves_enough(citra, guarded, child):
    token = citra("post", f"{PROFILES}/{guarded.pk}/switch", {"pin": "4711"}).json()["token"]

    answer = citra("patch", f"{PROFILES}/{child.pk}", {"max_age": 13}, profile=token)

    assert (answer.status_code, answer.json()["max_age"]) == (200, 13)


def test_a_pin_is_set_and_removed(citra, first):
    path = f"{PROFILES}/{first.pk}"

    assert citra("patch", path, {"pin": "4711"}).json()["is_protected"]
    assert citra("patch", path, {"pin": ""}).json()["code"] == "pin_needed"
    assert not citra("patch", path, {"pin": ""}, pin="4711").json()["is_protected"]


def test_a_child_changes_its_tastes_and_nothing_else(citra, alpha, guarded, child):
    body = {"audio_language": "hi", "max_age": 18, "caption_style": {"size": "huge"}}

    answer = citra("patch", CURRENT, body, profile=str(child.pk))

    assert answer.json()["audio_language"] == "hi"
    assert answer.json()["caption_style"]["size"] == "huge"
    assert answer.json()["max_age"] == 7


def test_nobody_reaches_anybody_elses(citra, client_for, alpha, beta, people, first):
    with studio_context(alpha):
        adis = make_first_profile(people.adi)
    with studio_context(beta):
        in_beta = make_first_profile(people.citra_in_beta)

    for pk in (adis.pk, in_beta.pk):
        path = f"{PROFILES}/{pk}"
        answers = [
            citra("get", path),
            citra("patch", path, {"name": "Mine"}),
            citra("delete", path),
            citra("post", f"{path}/switch"),
            citra("get", CURRENT, profile=str(pk)),
        ]
        assert {answer.json()["code"] for answer in answers} == {"profile_unknown"}
        assert {answer.status_code for answer in answers} == {404}


def test_a_token_is_worth_nothing_in_another_studio(citra, client_for, beta, people, first):
    token = citra("post", f"{PROFILES}/{first.pk}/switch").json()["token"]
    with studio_context(beta):
        make_first_profile(people.citra_in_beta)
        there = Program(client_for(beta), issue_tokens(people.citra_in_beta).access)

    assert there("get", CURRENT, profile=token).json()["code"] == "pin_needed"


def test_the_platform_has_no_profiles(client_for, people):
    assert client_for(None, people.dewi).get(PROFILES).status_code == 404


def test_a_list_costs_as_much_with_five(citra, alpha, people):
    """Studio, token and person, profiles; what is asked once and then remembered is known already."""
    citra("get", PROFILES)
    with CaptureQueriesContext(connection) as one:
        citra("get", PROFILES)
    with studio_context(alpha):
        for number in range(2, 6):
            create_profile(people.citra, Details(f"P{number}"))
    with CaptureQueriesContext(connection) as five:
        assert len(citra("get", PROFILES).json()["results"]) == 5

    asked = [row["sql"] for row in five if not row["sql"].startswith("SET search_path")]
    assert len(one) == len(five), [r["sql"][:150] for r in five]
    assert len(asked) == 2, asked
