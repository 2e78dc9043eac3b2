"""A real S3 server (moto) in a process of its own, and the product's storages pointed at it.

moto checks neither signatures nor expiry: tests assert the parameters of signed addresses instead.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.ports import free_port, wait_for

BUCKET = "cineradar-test"
REGION = "us-east-1"


@pytest.fixture(scope="session")
def object_store() -> Iterator[str]:
    """The address of a running S3 server."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    # Films of tests are small, and so are their parts.
    environment = os.environ | {"S3_UPLOAD_PART_MIN_SIZE": "1024"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def client(endpoint: str) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def empty_bucket(endpoint: str) -> None:
    s3 = client(endpoint)
    if BUCKET not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=BUCKET)
    for upload in s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", ()):
        s3.abort_multipart_upload(Bucket=BUCKET, Key=upload["Key"], UploadId=upload["UploadId"])
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
        for entry in page.get("Contents", ()):
            s3.delete_object(Bucket=BUCKET, Key=entry["Key"])


def point_settings_at(endpoint: str, settings: Any, work_root: str) -> None:
    """MEDIA_STORAGE=s3, as config/settings/storage.py would compose it."""
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": endpoint,
        "public_endpoint_url": endpoint,
        "region_name": REGION,
        "access_key": "test",
        "secret_key": "test",
    }
    settings.MEDIA_STORAGE = "s3"
    settings.WORK_ROOT = work_root
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "apps.core.storage.s3.StudioS3Storage", "OPTIONS": options},
        "originals": {
            "BACKEND": "apps.core.storage.s3_direct.QuarantineS3Storage",
            "OPTIONS": {**options, "folder": "incoming/"},
        },
    }


@pytest.fixture
def s3(object_store: str, settings: Any, tmp_path: Any) -> Any:
    """The product keeps its files in an empty bucket; a plain client to look into it."""
    empty_bucket(object_store)
    point_settings_at(object_store, settings, str(tmp_path / "work"))
    return client(object_store)
