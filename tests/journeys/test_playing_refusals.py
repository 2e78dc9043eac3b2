"""What the player says when it may not play, and what the viewer can do about it there."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.theatre import Theatre, problem

pytestmark = pytest.mark.journey

MOMENT = "2027-01-15T18:30:00+00:00"
MINUTES = timedelta(minutes=12)


def streams() -> list[dict[str, str]]:
    since = (datetime.now(UTC) - MINUTES).isoformat()
    return [
        {"device": "Safari · iPad", "title": "Kites", "since": since, "takeover": "code-1"},
        {"device": "", "title": "Salt Road", "since": since, "takeover": "code-2"},
    ]


@pytest.mark.parametrize(
    ("answer", "heading", "text"),
    [
        (
            problem(402, "plan_needed", "Not yours.", needed_plan="Premium", upgrade_url="/plans/"),
            "Not part of your plan",
            "You can watch this film with the plan Premium.",
        ),
        (
            problem(403, "not_in_your_country", "Not here."),
            "Not available in your country",
            "If you are travelling",
        ),
        (
            problem(403, "no_longer_available", "Over."),
            "Not available any more",
            "has left the site",
        ),
        (
            problem(403, "profile_too_young", "Too young."),
            "Not for this profile",
            "older viewers",
        ),
        (problem(401, "not_authenticated"), "Sign in to go on", "signed out"),
        (problem(409, "profile_needed"), "Who is watching?", "Choose a profile"),
        (
            problem(409, "film_has_no_video", "This film has no finished video yet."),
            "The film cannot be played now",
            "This film has no finished video yet.",
        ),
    ],
    ids=lambda value: value[1]["code"] if isinstance(value, tuple) else "",
)
def test_a_refusal_is_told_in_whole_sentences(theatre: Theatre, answer, heading: str, text: str):
    theatre.watch(answer)

    panel = theatre.page.get_by_role("dialog", name=heading)
    expect(panel).to_contain_text(text)
    expect(panel).to_be_focused()
    assert theatre.fetched == []


def test_a_plan_that_is_needed_is_one_click_away(theatre: Theatre):
    answer = problem(402, "plan_needed", "", needed_plan="Premium", upgrade_url="/plans/")

    theatre.watch(answer)

    link = theatre.page.get_by_role("dialog").get_by_role("link", name="See the plans")
    expect(link).to_have_attribute("href", "/plans/")


def test_a_date_is_the_viewers_own(far_east: Theatre):
    far_east.watch(problem(403, "not_yet_available", "Not yet.", at=MOMENT))

    panel = far_east.page.get_by_role("dialog", name="Not there yet")
    expect(panel).to_contain_text("Saturday, January 16, 2027 at 2:30 AM GMT+8")


def test_a_pin_is_asked_for_and_corrected_in_place(theatre: Theatre):
    wrong = problem(403, "pin_wrong", "That is not the PIN.", tries_left=4)
    theatre.watch(problem(403, "pin_needed", "", profile="p1"), wrong, theatre.allows())
    field = theatre.page.get_by_label("PIN", exact=True)

    expect(field).to_be_focused()
    field.fill("0000")
    field.press("Enter")
    expect(theatre.page.get_by_text("That is not the PIN.")).to_be_visible()
    expect(field).to_have_value("")
    field.fill("4711")
    field.press("Enter")

    theatre.until("v => v.currentTime > 0.2")
    told = [(wish.get("profile"), wish.get("pin")) for wish in theatre.asked]
    assert told == [(None, None), ("p1", "0000"), ("p1", "4711")]


def test_a_stream_of_the_household_is_taken_over(theatre: Theatre):
    many = problem(409, "too_many_streams", "No more at a time.", limit=2, streams=streams())
    theatre.watch(many, theatre.allows())
    panel = theatre.page.get_by_role("dialog", name="Somebody is already watching")

    rows = panel.get_by_role("listitem")
    expect(rows).to_contain_text(["Safari · iPad", "Another device"])
    expect(rows.first).to_contain_text("12 minutes ago")
    panel.get_by_role("button", name="Stop Salt Road on Another device and watch here").click()

    theatre.until("v => v.currentTime > 0.2")
    assert [wish.get("takeover") for wish in theatre.asked] == [None, "code-2"]


def test_a_film_taken_over_elsewhere_stops_and_may_be_taken_back(theatre: Theatre):
    theatre.watch(theatre.allows(sid="s1"), theatre.allows(sid="s2"))
    theatre.until("v => v.currentTime > 3")
    theatre.beat_answer = problem(410, "stream_ended", "", reason="taken_over")

    theatre.page.keyboard.press("k")
    panel = theatre.page.get_by_role("dialog", name="Playing on another screen")
    expect(panel).to_be_visible()
    assert len(theatre.asked) == 1
    theatre.beat_answer = (200, {"seconds_left": 60})
    panel.get_by_role("button", name="Watch here again").click()

    theatre.until("v => v.currentTime > 3.2")
    assert len(theatre.asked) == 2


def test_a_place_given_up_in_a_long_pause_is_asked_for_again_in_silence(theatre: Theatre):
    theatre.watch(theatre.allows(sid="s1"), theatre.allows(sid="s2"))
    theatre.until("v => v.currentTime > 2")
    theatre.beat_answer = problem(410, "stream_ended", "", reason="silent")

    theatre.page.keyboard.press("k")
    theatre.page.wait_for_timeout(800)
    theatre.beat_answer = (200, {"seconds_left": 60})
    theatre.page.keyboard.press("k")

    theatre.until("v => v.currentTime > 3")
    assert len(theatre.asked) == 2
    expect(theatre.page.locator("[data-player-refusal]")).to_be_hidden()
