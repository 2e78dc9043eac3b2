"""Encodes worked on in this process, one step after the other, as a worker alone would."""

from apps.catalog.enums import StageName, StageState
from apps.catalog.models import Encode
from apps.catalog.services.pipeline import run_stage


def run_encode(encode: Encode, *, until: str = "") -> None:
    """Do all steps that are left, or those before ``until``; refusals end it as they do in a worker."""
    for name in StageName.values:
        if name == until:
            return
        run_stage(encode, name)


def states_of(encode: Encode) -> dict[str, str]:
    return dict(encode.stages.values_list("name", "state"))


def attempts_of(encode: Encode) -> dict[str, int]:
    """How often each step was begun, of those that were."""
    begun = encode.stages.exclude(state=StageState.SKIPPED).filter(attempts__gt=0)
    return dict(begun.values_list("name", "attempts"))
