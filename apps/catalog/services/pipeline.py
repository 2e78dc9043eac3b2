"""What a worker does with one step of an encode, and how each step may end."""

from collections.abc import Callable

from apps.catalog.adapters.files import sources
from apps.catalog.enums import StageName
from apps.catalog.errors import EncodeDiskFull, VideoRefused
from apps.catalog.models import Encode
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.embedded_texts import read_texts
from apps.catalog.services.encodes import end_cancelled, fail_encode, refuse_upload
from apps.catalog.services.stages import Run, Superseded, claim
from apps.catalog.services.transcoding import check, make_large, make_small, make_sounds
from apps.catalog.services.trickplay import make_trickplay
from apps.core.errors import DomainError
from apps.core.jobs import JobCancelled, JobTakenOver, begin_job

WORK: dict[str, Callable[[Run], None]] = {
    StageName.PROBE: check,
    StageName.LOW: make_small,
    StageName.HIGH: make_large,
    StageName.AUDIO: make_sounds,
    StageName.SUBTITLES: read_texts,
    StageName.TRICKPLAY: make_trickplay,
}


def run_stage(encode: Encode, name: str = StageName.PROBE) -> None:
    """Do one step of the encode and queue the next; running it twice is the same as once.

    Does nothing for a step that is over. One that an earlier worker left half-way is begun anew,
    and that worker stops by itself should it still be there: the queue gives a task to one worker
    at a time. Refusals and failures are recorded on the encode and its job, not raised.
    """
    stage = claim(encode, name)
    if stage is None:
        return
    if not begin_job(job_of(encode), goes_on=name != StageName.PROBE):
        end_cancelled(encode)
        return
    try:
        _work_and_record(encode, Run(encode, stage))
    finally:
        if job_of(encode).is_over:
            sources.forget_copy(encode.upload_id)


def _work_and_record(encode: Encode, run: Run) -> None:
    """Do the step; refusals, failures and the wish to stop end the encode."""
    try:
        _work(encode, run)
    except JobCancelled:
        end_cancelled(encode)
    except (Superseded, JobTakenOver):
        return
    except VideoRefused as refusal:
        refuse_upload(encode.upload)
        fail_encode(encode, refusal)
        sources.remove(encode.upload_id)
    except DomainError as failure:
        fail_encode(encode, failure)
    except OSError as error:
        if error.errno not in sources.NO_ROOM:
            raise
        fail_encode(encode, EncodeDiskFull())


def _work(encode: Encode, run: Run) -> None:
    if not sources.makes_room_to_fetch(encode.upload_id, encode.upload.size):
        raise EncodeDiskFull
    run.report(0)
    WORK[run.stage.name](run)
