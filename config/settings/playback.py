"""Playing films: who signs the addresses of their bytes, where streams are counted, whose law counts."""

import hashlib

from config import env
from config.settings.cache import REDIS_SCHEMES
from config.settings.limits import LIMITS_URL

# Where nothing is evicted: a stream forgotten is a stream that ends.
STREAMS_URL = env.url("STREAMS_URL", LIMITS_URL, schemes=REDIS_SCHEMES)
STREAMS_PREFIX = "play"

# nginx knows it too (secure_link). Production demands one of its own.
MEDIA_URL_SECRET = (
    env.text("MEDIA_URL_SECRET", "")
    or hashlib.sha256(b"media" + env.text("SECRET_KEY").encode()).hexdigest()
)
# Whether this process answers with films' bytes itself, where no nginx stands in front.
MEDIA_BY_PYTHON = env.flag("MEDIA_BY_PYTHON", default=False)

# The header in which a network in front of us (a CDN) writes the visitor's country, and the
# addresses that it comes from; from anywhere else the header is nobody's word.
COUNTRY_HEADER = env.text("COUNTRY_HEADER", "")
COUNTRY_PROXIES = env.words("COUNTRY_PROXIES")
# A GeoIP2 or GeoLite2 database of countries (.mmdb). Empty: none is asked.
GEOIP_DATABASE = env.text("GEOIP_DATABASE", "")
