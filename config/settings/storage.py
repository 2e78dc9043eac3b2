"""Files. Media is private, under a prefix per studio; nginx sends the bytes, never Python."""

from typing import Any

from config import env
from config.env import BASE_DIR

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static"))
MEDIA_ROOT = env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media"))
MEDIA_URL = "/media/"
# The internal location under which nginx finds MEDIA_ROOT.
MEDIA_ACCEL_PREFIX = "/_media/"
UPLOAD_ROOT = env.text("UPLOAD_ROOT", str(BASE_DIR / "var" / "uploads"))
# Where workers put what lies in an object store while ffmpeg has it.
WORK_ROOT = env.text("WORK_ROOT", str(BASE_DIR / "var" / "work"))
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 100 * 1024**3)
# A studio's unfinished uploads: how many, and how many bytes they have announced in all.
UPLOAD_MOST_UNFINISHED = env.number("UPLOAD_MOST_UNFINISHED", 50)
UPLOAD_MOST_UNFINISHED_BYTES = env.number("UPLOAD_MOST_UNFINISHED_BYTES", 1024**4)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024**2
# Pieces of films have 16 MB, pictures 12; anything larger is refused before it is read.
REQUEST_MAX_BYTES = 20 * 1024**2
# A host without cookies, on a domain of its own, that files of people are fetched from.
USER_CONTENT_HOST = env.text("USER_CONTENT_HOST", "").lower()
FILE_UPLOAD_PERMISSIONS = 0o644

# Files of studios: on this machine's disk, or in an object store (S3, R2, MinIO).
MEDIA_STORAGE = env.choice("MEDIA_STORAGE", "local", {"local", "s3"})
S3_ADDRESSING_STYLE = env.choice("S3_ADDRESSING_STYLE", "path", {"path", "virtual"})


def origin_of(store: dict[str, str], style: str) -> str:
    """Scheme and host that browsers reach the bucket by."""
    scheme, _, host = store["public_endpoint_url"].partition("://")
    return (
        f"{scheme}://{store['bucket_name']}.{host}" if style == "virtual" else f"{scheme}://{host}"
    )


def given(name: str, value: str) -> str:
    """Compose sets what it does not know to nothing: that is missing too."""
    if not value:
        raise env.BadVariable(name, "is not set")
    return value


def object_store() -> dict[str, str]:
    """What both parts of the object store share. A missing value stops start-up."""
    given("S3_ENDPOINT", env.text("S3_ENDPOINT", ""))
    endpoint = env.url("S3_ENDPOINT", schemes={"http", "https"})
    public = env.text("S3_PUBLIC_ENDPOINT", "") or endpoint
    if not public.startswith(("http://", "https://")):
        raise env.BadVariable("S3_PUBLIC_ENDPOINT", "must start with http:// or https://")
    return {
        "bucket_name": given("S3_BUCKET", env.text("S3_BUCKET", "")),
        "endpoint_url": endpoint.rstrip("/"),
        "public_endpoint_url": public.rstrip("/"),
        "region_name": env.text("S3_REGION", "auto"),
        "access_key": given("S3_ACCESS_KEY_ID", env.text("S3_ACCESS_KEY_ID", "")),
        "secret_key": given("S3_SECRET_ACCESS_KEY", env.text("S3_SECRET_ACCESS_KEY", "")),
    }


STUDIO_STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "apps.core.storage.local.StudioFileSystemStorage"},
    "originals": {"BACKEND": "apps.core.storage.local.OriginalsFileSystemStorage"},
}
# Browsers send parts of films to the object store itself: pages must be allowed to.
OBJECT_STORE_ORIGINS: list[str] = []
if MEDIA_STORAGE == "s3":
    store = object_store()
    OBJECT_STORE_ORIGINS = [origin_of(store, S3_ADDRESSING_STYLE)]
    STUDIO_STORAGES = {
        "default": {"BACKEND": "apps.core.storage.s3.StudioS3Storage", "OPTIONS": store},
        "originals": {
            "BACKEND": "apps.core.storage.s3_direct.QuarantineS3Storage",
            "OPTIONS": {**store, "folder": "incoming/"},
        },
    }
STORAGES = {
    **STUDIO_STORAGES,
    "staticfiles": {"BACKEND": "config.static_files.HashedStaticFiles"},
}
DJANGO_VITE = {
    "default": {
        "manifest_path": str(BASE_DIR / "static" / "dist" / "manifest.json"),
        "static_url_prefix": "dist",
    }
}
FFMPEG = env.text("FFMPEG", "ffmpeg")
FFPROBE = env.text("FFPROBE", "ffprobe")
FFMPEG_PRESET = env.choice(
    "FFMPEG_PRESET", "veryfast", {"ultrafast", "superfast", "veryfast", "faster", "fast", "medium"}
)
# Threads of each rendition's encoder; 0 lets ffmpeg take what the machine has.
FFMPEG_THREADS = env.number("FFMPEG_THREADS", 2)
# Shorter than the time limit of a task, so that the reason reaches the film's page.
FFMPEG_MAX_SECONDS = env.number("FFMPEG_MAX_SECONDS", 170 * 60)
