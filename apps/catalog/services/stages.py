"""Steps of an encode: each is a row, a task of its own, and repeated alone when its worker dies."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.catalog.adapters.files import packages, sources
from apps.catalog.domain.ladder import Rung, ladder_for
from apps.catalog.domain.source import Source, read_source
from apps.catalog.domain.stages import PROBE_SHARE, Outlook, outlook, work_of
from apps.catalog.enums import EncodeState, StageName, StageState
from apps.catalog.errors import EncodeDiskFull
from apps.catalog.models import Encode, EncodeStage
from apps.catalog.selectors.encodes import is_under_way, job_of
from apps.catalog.services.content_keys import content_key_of
from apps.catalog.services.publishing import show_whole
from apps.core.jobs import JobCancelled, JobProgress, JobTakenOver
from apps.core.queue import enqueue

TASK = "catalog.transcode_film"
OVER = (StageState.DONE, StageState.SKIPPED)
SECONDS_BETWEEN_REPORTS = 0.9


class Superseded(Exception):
    """Another worker has taken this step over."""


class Run:
    """One worker's attempt at a step; it stops by itself when it is no longer the latest."""

    def __init__(self, encode: Encode, stage: EncodeStage) -> None:
        self.encode, self.stage = encode, stage
        self.progress = JobProgress(job_of(encode))
        self.began = time.monotonic()
        self._told = -SECONDS_BETWEEN_REPORTS
        self.steps = {row.name: row for row in encode.stages.all()}

    @cached_property
    def source(self) -> Source:
        """What the check found in the file."""
        return read_source(self.encode.probe)

    @cached_property
    def ladder(self) -> list[Rung]:
        return ladder_for(self.source.width, self.source.height, self.source.frame_rate)

    @cached_property
    def key(self) -> bytes:
        """What locks the segments; empty when they lie open."""
        return content_key_of(self.encode)

    @property
    def is_repeated(self) -> bool:
        return self.stage.attempts > 1

    def mine(self) -> QuerySet[EncodeStage]:
        """The step's row, while it still is this attempt's."""
        return EncodeStage.objects.filter(
            pk=self.stage.pk,
            attempts=self.stage.attempts,
            state=StageState.RUNNING,
            encode__job_pk=self.encode.job_pk,
        )

    def report(self, share: float) -> None:
        """Say how much of this step is done, 0 to 1, about once a second.

        Raises JobCancelled and Superseded.
        """
        now = time.monotonic()
        if share < 1 and now - self._told < SECONDS_BETWEEN_REPORTS:
            return
        self._told = now
        if not self.mine().update(percent=100 * share):
            raise Superseded
        told = self._outlook(share)
        self.progress.report(told.percent, step=self.stage.name, seconds_left=told.seconds_left)

    def _outlook(self, share: float) -> Outlook:
        if self.stage.name == StageName.PROBE:
            return Outlook(PROBE_SHARE * share, None)
        seconds = {name: _seconds(row) for name, row in self.steps.items()}
        return outlook(
            self._work,
            [name for name, row in self.steps.items() if row.state == StageState.DONE],
            self.stage.name,
            share,
            seconds={**seconds, self.stage.name: time.monotonic() - self.began},
        )

    @cached_property
    def _work(self) -> dict[str, float]:
        return work_of(self.source, self.ladder)

    @contextmanager
    def directory(self) -> Iterator[Path]:
        """An empty directory for this attempt, gone afterwards.

        What goes wrong while there is no room left is raised as EncodeDiskFull.
        """
        encode, stage = self.encode, self.stage
        work = packages.start_work(encode.film_id, encode.pk, stage.name, stage.attempts)
        try:
            yield work
        except (Superseded, JobCancelled, JobTakenOver):
            raise
        except Exception as error:
            if packages.is_full():
                raise EncodeDiskFull from error
            raise
        finally:
            packages.discard(work)

    @contextmanager
    def original(self, *, most: float = 0.0) -> Iterator[Path]:
        """The upload as a file. Fetching it from the object store is ``most`` of the step's work."""
        size, fetched = self.encode.upload.size, 0

        def counted(piece: int) -> None:
            nonlocal fetched
            fetched += piece
            self.report(most * fetched / size)

        with sources.local_copy(self.encode.upload_id, size, counted=counted) as path:
            yield path

    def store(self, work: Path, parts: list[str]) -> None:
        """Put finished parts into the version's folder. Raises JobCancelled and Superseded."""
        for part in parts:
            packages.store_part(
                work,
                self.encode.film_id,
                self.encode.folder,
                part,
                is_repeated=self.is_repeated,
                counted=lambda size: self.report(1.0),
            )

    def finish(self, write: Callable[[], None]) -> None:
        """The step is done: what it made becomes known and the next is queued, in one transaction.

        After the last one the version is whole. Raises Superseded, and JobCancelled at the end.
        """
        with transaction.atomic():
            won = self.mine().update(state=StageState.DONE, percent=100, ended_at=timezone.now())
            if not won:
                raise Superseded
            write()
            if not queue_next(self.encode):
                show_whole(self.encode)


def _seconds(row: EncodeStage) -> float:
    if row.state != StageState.DONE or row.started_at is None or row.ended_at is None:
        return 0.0
    return max(0.0, (row.ended_at - row.started_at).total_seconds())


def plan_stages(encode: Encode) -> None:
    """A row for each step, all waiting; the check strikes out what the film does not need."""
    EncodeStage.objects.bulk_create(
        [EncodeStage(encode=encode, name=name) for name in StageName.values],
        ignore_conflicts=True,
    )


def queue_next(encode: Encode) -> bool:
    """Queue the first step that is not over; False when there is none."""
    waiting = encode.stages.exclude(state__in=OVER).values_list("name", flat=True)
    name = next((name for name in StageName.values if name in set(waiting)), "")
    if name == StageName.PROBE:
        enqueue(TASK, encode_pk=str(encode.pk))
    elif name:
        enqueue(TASK, encode_pk=str(encode.pk), stage=name)
    return bool(name)


def claim(encode: Encode, name: str) -> EncodeStage | None:
    """The step, now this worker's, with the attempt counted; None when there is nothing to do.

    Then the encode is over, the step is, or one before it is not.
    """
    with transaction.atomic():
        row = Encode.objects.select_for_update(of=("self",)).filter(pk=encode.pk).first()
        if row is None or not is_under_way(row):
            return None
        plan_stages(row)
        stages = {stage.name: stage for stage in row.stages.all()}
        before = StageName.values[: StageName.values.index(name)]
        if stages[name].state in OVER or any(stages[n].state not in OVER for n in before):
            return None
        _begin(row, stages[name])
    encode.refresh_from_db()
    return stages[name]


def _begin(row: Encode, stage: EncodeStage) -> None:
    stage.attempts, stage.state, stage.percent = stage.attempts + 1, StageState.RUNNING, 0
    stage.started_at, stage.ended_at = timezone.now(), None
    stage.save()
    if stage.attempts > 1 or not row.attempts:
        row.attempts += 1
    if row.state != EncodeState.READY:
        is_probe = stage.name == StageName.PROBE
        row.state = EncodeState.PROBING if is_probe else EncodeState.ENCODING
    row.save(update_fields=["attempts", "state"])


def skip(encode: Encode, needed: list[str]) -> None:
    """Strike out the steps that are not among those ``needed``."""
    encode.stages.exclude(name__in=needed).update(state=StageState.SKIPPED)


def stop_stages(encode: Encode, state: StageState) -> None:
    """Whoever is at a step of this encode is no longer."""
    encode.stages.filter(state=StageState.RUNNING).update(state=state, ended_at=timezone.now())


def forget_stages(encode: Encode) -> None:
    """Nothing of what was made is kept: all steps wait again."""
    encode.stages.update(state=StageState.WAITING, percent=0, ended_at=None)
