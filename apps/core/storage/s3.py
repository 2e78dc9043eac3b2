"""Files in an object store (S3, R2, MinIO): one private bucket, a prefix a studio.

The prefix is taken from the context at each call. django-storages' own ``location`` stays empty:
it is read once and would give every studio the prefix of the first.
"""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from apps.core.storage.contract import (
    LONGEST_LINK,
    PIECE,
    Counted,
    Sending,
    StoredFile,
    StudioStorage,
    nobody_counts,
    within_limit,
)
from apps.core.storage.errors import StorageAway
from apps.core.storage.names import checked_name, content_type_of, studio_path
from apps.core.storage.s3_client import client_for, translated

SENDERS = 8
RANGE = 16 * 1024**2
TRIES = 3
IN_MEMORY = 8 * 1024**2
DELETED_AT_ONCE = 1000
# What nginx's internal location for the object store begins with.
OBJECTS = "/_objects"


class StudioS3Storage(S3Storage, StudioStorage):
    """The options are in config/settings/storage.py; ``folder`` stands before every key."""

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": settings.S3_ADDRESSING_STYLE},
            retries={"mode": "standard", "max_attempts": TRIES},
            connect_timeout=5,
            read_timeout=30,
            max_pool_connections=SENDERS * 2,
            # R2 and older servers know only the checksums that S3 demands.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return {
            **super().get_default_settings(),
            "folder": "",
            "public_endpoint_url": "",
            "client_config": config,
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
        }

    @property
    def client(self) -> Any:
        """One for the process: clients may be shared by threads, making one costs 0.1 s."""
        return client_for(self, self.endpoint_url)

    @property
    def presigner(self) -> Any:
        """Signs what browsers fetch, with the address by which they reach the store."""
        return client_for(self, self.public_endpoint_url or self.endpoint_url)

    def key(self, name: str) -> str:
        """The object's key of ``name`` in the current studio."""
        return f"{self.folder}{studio_path(checked_name(name))}"

    def where(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self.key(name)}

    def _normalize_name(self, name: str) -> str:
        return self.key(name)

    # Django's API; django-storages does the work, we translate its failures.

    def _open(self, name: str, mode: str = "rb") -> File:
        with translated(name):
            file = super()._open(checked_name(name), mode)
        file.name = name
        return cast("File", file)

    def _save(self, name: str, content: File) -> str:
        with translated(name):
            return str(super()._save(checked_name(name), content))

    def delete(self, name: str) -> None:
        with translated(name):
            self.client.delete_object(**self.where(checked_name(name or "..")))

    def exists(self, name: str) -> bool:
        with translated(name):
            return bool(super().exists(checked_name(name)))

    def size(self, name: str) -> int:
        return int(self.head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        return cast("datetime", self.head(name)["LastModified"])

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with translated(path):
            return super().listdir(checked_name(path))

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Files have no lasting address: a view decides who may read, or hands out a link."""
        raise ValueError("Private files have no URL: link to the view that serves this one.")

    # Ours.

    def head(self, name: str) -> dict[str, Any]:
        with translated(name):
            return cast("dict[str, Any]", self.client.head_object(**self.where(name)))

    def iterate_files(self, prefix: str = "") -> Iterator[StoredFile]:
        home = self.key("")
        start = f"{self.key(prefix)}/" if checked_name(prefix) else home
        pages = self.client.get_paginator("list_objects_v2")
        with translated(prefix):
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=start):
                for entry in page.get("Contents", ()):
                    name = entry["Key"].removeprefix(home)
                    yield StoredFile(name, entry["Size"], entry["LastModified"])

    def delete_tree(self, prefix: str = "") -> None:
        keys = [{"Key": self.key(file.name)} for file in self.iterate_files(prefix)]
        for first in range(0, len(keys), DELETED_AT_ONCE):
            batch = {"Objects": keys[first : first + DELETED_AT_ONCE], "Quiet": True}
            with translated(prefix):
                self.client.delete_objects(Bucket=self.bucket_name, Delete=batch)

    def overwrite(self, name: str, content: bytes | File) -> str:
        body = content if isinstance(content, bytes) else content.read()
        with translated(name):
            self.client.put_object(**self.where(name), Body=body, ContentType=content_type_of(name))
        return name

    def chunks(self, name: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        if length == 0:
            return
        last = "" if length is None else start + length - 1
        with translated(name):
            body = self.client.get_object(**self.where(name), Range=f"bytes={start}-{last}")["Body"]
            yield from body.iter_chunks(PIECE)

    def put_file(self, path: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        self._send(path, self.key(name))
        counted(path.stat().st_size)

    def put_stream(self, stream: BinaryIO, name: str) -> None:
        """In this thread: reading may ask the database, and other threads have no studio."""
        extra = {"ContentType": content_type_of(name)}
        alone = TransferConfig(use_threads=False)
        with translated(name):
            self.client.upload_fileobj(
                stream, self.bucket_name, self.key(name), ExtraArgs=extra, Config=alone
            )

    def put_tree(self, directory: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        """Several files at once; the first failure, or what ``counted`` raises, stops the rest."""
        home = self.key(name)
        paths = sorted(path for path in directory.rglob("*") if path.is_file())
        with ThreadPoolExecutor(SENDERS) as pool:
            sent = {
                pool.submit(
                    self._send, path, f"{home}/{path.relative_to(directory).as_posix()}"
                ): path
                for path in paths
            }
            try:
                for future in as_completed(sent):
                    future.result()
                    counted(sent[future].stat().st_size)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _send(self, path: Path, key: str) -> None:
        """Runs in threads, which have no studio: the key is made before."""
        extra = {"ContentType": content_type_of(key)}
        with translated(key), path.open("rb") as file:
            self.client.upload_fileobj(file, self.bucket_name, key, ExtraArgs=extra)

    @contextmanager
    def local_copy(self, name: str, *, counted: Counted = nobody_counts) -> Iterator[Path]:
        root = self.work_root()
        root.mkdir(parents=True, exist_ok=True)
        directory = Path(tempfile.mkdtemp(prefix="copy-", dir=root))
        try:
            yield self._fetched(name, directory / "file", counted)
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    def _fetched(self, name: str, path: Path, counted: Counted) -> Path:
        size = self.size(name)
        with path.open("xb") as file:
            for start in range(0, size, RANGE):
                for piece in self._range(name, start, min(RANGE, size - start)):
                    file.write(piece)
                    counted(len(piece))
        return path

    def _range(self, name: str, start: int, length: int) -> list[bytes]:
        """One stretch, asked for again when the line breaks: large films take minutes."""
        for attempt in range(1, TRIES + 1):
            try:
                return list(self.chunks(name, start=start, length=length))
            except StorageAway:
                if attempt == TRIES:
                    raise
        raise AssertionError("unreachable")

    def work_root(self) -> Path:
        return Path(settings.WORK_ROOT) / studio_path("")

    def link(self, name: str, sending: Sending, *, lasts: timedelta = LONGEST_LINK) -> str:
        return str(self._presigned(self.presigner, name, sending, within_limit(lasts)))

    def internal_uri(self, name: str, sending: Sending) -> str:
        """nginx fetches the object itself: players do not follow redirects of segments."""
        url = urlsplit(
            self._presigned(self.client, name, sending, int(LONGEST_LINK.total_seconds()))
        )
        if "%" in url.path:
            raise SuspiciousFileOperation(f"Not a name nginx could fetch: {name!r}")
        return f"{OBJECTS}{url.path}?{url.query}"

    def _presigned(self, client: Any, name: str, sending: Sending, seconds: int) -> str:
        disposition = content_disposition_header(sending.save_as is not None, sending.save_as or "")
        params = {**self.where(name), "ResponseContentType": sending.content_type}
        if disposition:
            params["ResponseContentDisposition"] = disposition
        return str(client.generate_presigned_url("get_object", Params=params, ExpiresIn=seconds))
