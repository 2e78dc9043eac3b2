"""Files. Media is private, under a prefix per studio; nginx sends the bytes, never Python."""

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
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 100 * 1024**3)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024**2
FILE_UPLOAD_PERMISSIONS = 0o644

STORAGES = {
    "default": {"BACKEND": "apps.core.storage.StudioFileSystemStorage"},
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
