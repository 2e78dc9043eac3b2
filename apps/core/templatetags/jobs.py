"""Long work on any page: ``{% job_panel job %}`` is all a template needs."""

import json
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from apps.core.enums import JobState
from apps.core.job_control import can_repeat, can_stop, may_manage, started_by
from apps.core.job_kinds import explanation, kind_of, step_label, title_of
from apps.core.jobs import job_token
from apps.core.models import Job

register = template.Library()
TONES = {
    JobState.QUEUED: "info",
    JobState.RUNNING: "brand",
    JobState.CANCELLING: "warning",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "outline",
}


@register.inclusion_tag("core/components/job.html", takes_context=True)
def job_panel(
    context: Context, job: Job, title: str = "", *, with_steps: bool = False
) -> dict[str, Any]:
    """Progress, time left, and the buttons this person may press. Reloads the page at the end."""
    return {
        **_actions(context, job),
        "title": title or title_of(job),
        "explanation": explanation(job),
        "steps": steps_of(job) if with_steps else [],
    }


@register.inclusion_tag("core/components/job_wish.html", takes_context=True)
def job_wish(context: Context, job: Job) -> dict[str, Any]:
    """Only the letter at the end."""
    return _actions(context, job)


@register.inclusion_tag("core/components/job_actions.html", takes_context=True)
def job_actions(context: Context, job: Job) -> dict[str, Any]:
    """Only the buttons, for a row of a table."""
    return {**_actions(context, job), "title": title_of(job)}


def _actions(context: Context, job: Job) -> dict[str, Any]:
    request = context["request"]
    manages = may_manage(request.user, job)
    here = request.get_full_path()
    return {
        "job": job,
        "may_ask_for_letter": not job.is_over and started_by(request.user, job),
        "may_stop": manages and can_stop(job),
        "may_repeat": manages and can_repeat(job),
        "here": here,
        "stop_id": f"stop-{job.pk}",
        "stop_fields": {"next": here},
        "request": request,
        "csrf_token": context.get("csrf_token"),
        **job_addresses(job),
    }


@register.simple_tag
def job_links(job: Job) -> dict[str, str]:
    """``{% job_links job as links %}``: its addresses, for templates that draw their own."""
    return job_addresses(job)


def job_addresses(job: Job) -> dict[str, str]:
    """Where a page watches the job and acts on it; the realtime process has no named addresses."""
    token = job_token(job)
    return {
        "job_url": reverse("job-progress", args=[token]),
        "job_socket": f"/ws/jobs/{token}/",
        "cancel_url": reverse("job-cancel", args=[token]),
        "retry_url": reverse("job-retry", args=[token]),
        "letter_url": reverse("job-letter", args=[token]),
    }


def steps_of(job: Job) -> list[dict[str, Any]]:
    """The kind's steps with their states, as steps.html takes them."""
    keys = list(kind_of(job).steps)
    here = keys.index(job.step) if job.step in keys else 0
    return [
        {"key": key, "title": kind_of(job).steps[key], "state": _step_state(index, here, job)}
        for index, key in enumerate(keys)
    ]


def _step_state(index: int, here: int, job: Job) -> str:
    if index < here or job.state == JobState.DONE:
        return "done"
    if index > here or job.state == JobState.CANCELLED:
        return "todo"
    return "failed" if job.state == JobState.FAILED else "current"


@register.filter
def job_words(job: Job) -> str:
    """Names of the states and steps in the page's language, for the script that follows the job."""
    steps = {f"step.{key}": str(label) for key, label in kind_of(job).steps.items()}
    states = {f"state.{state.value}": str(state.label) for state in JobState}
    return json.dumps(states | steps, ensure_ascii=False)


@register.filter
def job_title(job: Job) -> str:
    return title_of(job)


@register.filter
def job_kind(job: Job) -> str:
    return str(kind_of(job).label)


@register.filter
def job_step(job: Job) -> str:
    """What the job is at in words, else its state."""
    return (not job.is_over and step_label(job)) or str(job.get_state_display())


@register.filter
def job_explanation(job: Job) -> str:
    return explanation(job)


@register.filter
def job_tone(job: Job) -> str:
    return TONES.get(JobState(job.state), "")


@register.inclusion_tag("core/components/activity.html", takes_context=True)
def activity_indicator(context: Context, url: str) -> dict[str, Any]:
    """Lights up while something of the signed-in person is running; leads to ``url``."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "url": url,
        "activity_url": reverse("activity"),
        "activity_socket": "/ws/activity/",
    }
