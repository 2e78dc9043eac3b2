"""The S3 client and what its failures mean."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from apps.core.storage.errors import StorageAway, StorageRefused

BUSY = {"SlowDown", "RequestTimeout", "Throttling", "ThrottlingException", "InternalError"}
MISSING = {"404", "NoSuchKey", "NoSuchUpload"}
_clients: dict[tuple[str, ...], Any] = {}
_lock = threading.Lock()


def client_for(storage: Any, endpoint: str) -> Any:
    """The process's client for one endpoint and one pair of keys."""
    who = (endpoint, storage.region_name, storage.access_key, storage.addressing_style or "")
    with _lock:
        if who not in _clients:
            _clients[who] = boto3.Session(
                aws_access_key_id=storage.access_key, aws_secret_access_key=storage.secret_key
            ).client(
                "s3",
                region_name=storage.region_name,
                endpoint_url=endpoint,
                config=storage.client_config,
            )
        return _clients[who]


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Failures of the store as FileNotFoundError, StorageAway or StorageRefused."""
    try:
        yield
    except ClientError as error:
        raise _meaning(error, name) from error
    except (BotoCoreError, Boto3Error, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise StorageAway(type(error).__name__) from error


def _meaning(error: ClientError, name: str) -> Exception:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = str(error.response.get("Error", {}).get("Code", ""))
    if code in MISSING:
        return FileNotFoundError(name)
    busy = status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in BUSY
    if busy or status == HTTPStatus.TOO_MANY_REQUESTS:
        return StorageAway(code)
    return StorageRefused(f"{code} ({status})")
