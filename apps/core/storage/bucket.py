"""What the bucket itself must know: who may send to it, and what it may forget by itself."""

from typing import cast

from apps.core.storage.contract import originals
from apps.core.storage.errors import StorageRefused
from apps.core.storage.s3 import StudioS3Storage
from apps.core.storage.s3_client import translated

# Longer than an upload may rest before we forget it ourselves.
DAYS_OF_PARTS = 8
HOUR = 3600
# Studios come and go with hosts of their own: the signature decides, not the page it is used on.
SENDING = {
    "AllowedMethods": ["PUT"],
    "AllowedOrigins": ["*"],
    "AllowedHeaders": ["*"],
    "ExposeHeaders": ["ETag"],
    "MaxAgeSeconds": HOUR,
}
FORGETTING = {
    "ID": "parts-nobody-joined",
    "Status": "Enabled",
    "Filter": {"Prefix": "incoming/"},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": DAYS_OF_PARTS},
}
CLOSED = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"),
    True,
)


def prepare_bucket() -> list[str]:
    """Set the bucket's rules; returns what the store does not know how to do (R2: public access).

    Safe to repeat. Raises StorageRefused without the right to change the bucket.
    """
    storage = cast("StudioS3Storage", originals())
    bucket = {"Bucket": storage.bucket_name}
    with translated("CORS"):
        storage.client.put_bucket_cors(**bucket, CORSConfiguration={"CORSRules": [SENDING]})
    with translated("lifecycle"):
        storage.client.put_bucket_lifecycle_configuration(
            **bucket, LifecycleConfiguration={"Rules": [FORGETTING]}
        )
    try:
        with translated("public access"):
            storage.client.put_public_access_block(**bucket, PublicAccessBlockConfiguration=CLOSED)
    except StorageRefused:
        return ["public access"]
    return []
