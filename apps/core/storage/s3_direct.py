"""Files that browsers send to the object store themselves, in parts.

Everything lands in quarantine under a key that we choose; what arrived is checked by whoever
completes the upload, never believed.
"""

from dataclasses import dataclass
from math import ceil

from apps.core.storage.contract import LONGEST_LINK, Quarantine
from apps.core.storage.s3 import StudioS3Storage
from apps.core.storage.s3_client import translated

MEGABYTE = 1024**2
LEAST_PART = 16 * MEGABYTE
MOST_PARTS = 10_000


@dataclass(frozen=True)
class Part:
    """One that has arrived, as the store tells it."""

    number: int
    size: int
    etag: str


def part_size_for(size: int) -> int:
    """Bytes of every part but the last, in whole megabytes: at most 10,000 parts a file."""
    return max(LEAST_PART, ceil(size / MOST_PARTS / MEGABYTE) * MEGABYTE)


class QuarantineS3Storage(Quarantine, StudioS3Storage):
    """Originals in the object store, below ``incoming/``: a rule of the bucket may expire it."""

    def start_multipart(self, name: str) -> str:
        """The store's own number of a new upload in parts."""
        with translated(name):
            answer = self.client.create_multipart_upload(
                **self.where(name), ContentType="application/octet-stream"
            )
        return str(answer["UploadId"])

    def part_url(self, name: str, multipart: str, *, number: int, size: int) -> str:
        """Where a browser PUTs part ``number``; its length is part of the signature."""
        told = {"UploadId": multipart, "PartNumber": number, "ContentLength": size}
        url = self.presigner.generate_presigned_url(
            "upload_part",
            Params={**self.where(name), **told},
            ExpiresIn=int(LONGEST_LINK.total_seconds()),
        )
        return str(url)

    def parts(self, name: str, multipart: str) -> list[Part]:
        """What has arrived, in order. Raises FileNotFoundError when the store knows no such upload."""
        found: list[Part] = []
        pages = self.client.get_paginator("list_parts")
        with translated(name):
            for page in pages.paginate(**self.where(name), UploadId=multipart):
                found += [
                    Part(entry["PartNumber"], entry["Size"], entry["ETag"])
                    for entry in page.get("Parts", ())
                ]
        return found

    def finish_multipart(self, name: str, multipart: str, parts: list[Part]) -> None:
        told = [{"PartNumber": part.number, "ETag": part.etag} for part in parts]
        with translated(name):
            self.client.complete_multipart_upload(
                **self.where(name), UploadId=multipart, MultipartUpload={"Parts": told}
            )

    def abort_multipart(self, name: str, multipart: str) -> None:
        """Forget all parts; nothing happens when there are none."""
        try:
            with translated(name):
                self.client.abort_multipart_upload(**self.where(name), UploadId=multipart)
        except FileNotFoundError:
            return
