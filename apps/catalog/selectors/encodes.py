"""Encodes and their jobs."""

from uuid import UUID

from apps.catalog.models import Encode
from apps.core.errors import NotFound
from apps.core.models import Job


def encode_for_desk(pk: str | UUID) -> Encode:
    """One encode with its film: 1 query. Raises NotFound."""
    encode = Encode.objects.select_related("film", "upload").filter(pk=pk).first()
    if encode is None:
        raise NotFound
    return encode


def job_key(*, encode_pk: str) -> UUID | None:
    """The key of that job, as the queue asks for it: 1 query."""
    return Encode.objects.filter(pk=encode_pk).values_list("job_pk", flat=True).first()


def job_of(encode: Encode) -> Job:
    """The job people watch while this encode runs: 1 query."""
    job: Job = Job.objects.for_studio().get(pk=encode.job_pk)
    return job
