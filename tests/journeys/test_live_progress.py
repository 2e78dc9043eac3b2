"""A page watches a job; its connection dies in every way there is; it misses nothing."""

import json
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import Page

from deploy.local.workspace import ROOT
from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey

START = """
import json
from apps.core.jobs import begin_job, job_token, start_job
from apps.core.tenancy import studio_context
from tests.database import studio_row
with studio_context(studio_row("alpha")):
    job = start_job("catalog.transcode")
    begin_job(job)
    print(json.dumps([str(job.pk), job_token(job)]))
"""
REPORT = """
from apps.core import jobs
from apps.core.models import Job
from apps.core.tenancy import studio_context
from tests.database import studio_row
jobs.SECONDS_BETWEEN_REPORTS = 0
with studio_context(studio_row("alpha")):
    progress = jobs.JobProgress(Job.objects.for_studio().get(pk={pk!r}))
    for number in range({first}, {last} + 1):
        progress.report(number % 100, step="encoding", seconds_left=number)
"""
# The page's own code finds the element as it finds what htmx swaps in, and tells each state.
WATCH = """path => {
    const main = document.querySelector("main");
    const job = `<div data-job-socket="${path}"><progress max="100"></progress></div>`;
    main.insertAdjacentHTML("beforeend", `<section>${job}</section>`);
    window.seen = [];
    main.addEventListener("job", event => window.seen.push(event.detail.seconds_left));
    main.lastElementChild.dispatchEvent(new CustomEvent("htmx:load", {bubbles: true}));
}"""


def inside(stack: Stack, script: str) -> str:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
    made = subprocess.run(
        command, cwd=ROOT, env=stack.environ, check=True, stdout=subprocess.PIPE, text=True
    )
    return made.stdout


def report(stack: Stack, pk: str, first: int, last: int) -> None:
    inside(stack, REPORT.format(pk=pk, first=first, last=last))


def wait_for(page: Page, last: int | None) -> list[int | None]:
    """Everything the page has shown once it has shown ``last``."""
    for _ in range(300):
        seen = page.evaluate("window.seen")
        if last in seen:
            return seen
        page.wait_for_timeout(100)
    raise AssertionError(f"{last} never came; the page saw {seen}")


@pytest.fixture(autouse=True)
def _count_sockets(page: Page) -> None:
    page.add_init_script(
        "window.opened = []; window.WebSocket = class extends WebSocket {"
        " constructor(...all) { super(...all); window.opened.push(String(all[0])); } }"
    )


@pytest.fixture(scope="module")
def editor(stack: Stack) -> str:
    return add_person(stack, "alpha", "Lila", "editor")


@pytest.fixture
def desk(page: Page, stack: Stack, editor: str) -> Page:
    """A page of the desk, whose code watches jobs."""
    sign_in(page, stack, "alpha", editor)
    page.goto(stack.url("alpha", "/studio/"))
    return page


@pytest.fixture
def watched(desk: Page, page: Page, stack: Stack) -> str:
    """The job that the page watches, begun and shown."""
    pk, token = json.loads(inside(stack, START))
    page.evaluate(WATCH, f"/ws/jobs/{token}/")
    wait_for(page, None)
    return pk


def test_a_killed_server_is_ninety_seconds_that_are_made_up_for(
    page: Page, stack: Stack, watched: str
):
    """Reports come four times in ten seconds: 225 of them in a minute and a half."""
    report(stack, watched, 1, 5)
    wait_for(page, 5)
    stack.kill("realtime")
    report(stack, watched, 6, 230)
    assert page.evaluate("window.seen") == [None, 1, 2, 3, 4, 5]

    stack.revive("realtime")

    assert wait_for(page, 230) == [None, *range(1, 231)]


def test_a_server_that_falls_silent_is_noticed(page: Page, stack: Stack, watched: str):
    """Nothing is closed and nothing is said: only the beats are missing."""
    report(stack, watched, 1, 5)
    wait_for(page, 5)
    child = stack.child("realtime").process
    child.send_signal(signal.SIGSTOP)
    try:
        report(stack, watched, 6, 20)
        wait_for_another_try(page)
    finally:
        child.send_signal(signal.SIGCONT)

    report(stack, watched, 21, 25)

    assert wait_for(page, 25) == [None, *range(1, 26)]
    assert "since=" in tries(page)[-1]


def tries(page: Page) -> list[str]:
    return [url for url in page.evaluate("window.opened") if "/ws/jobs/" in url]


def wait_for_another_try(page: Page) -> None:
    """The page has missed the beats, and connects anew."""
    for _ in range(300):
        if len(tries(page)) > 1:
            return
        page.wait_for_timeout(100)
    raise AssertionError("The page has noticed nothing")


def test_a_forged_link_is_asked_once(desk: Page):
    desk.evaluate(WATCH, "/ws/jobs/forged/")
    desk.wait_for_timeout(4_000)
    assert len([url for url in desk.evaluate("window.opened") if "forged" in url]) == 1
