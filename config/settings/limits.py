"""How often something may be tried, and where that is counted."""

from config import env
from config.settings.realtime import CHANNELS_URL

# Where nothing is evicted and no cache is cleared: a counter forgotten is a limit that opens.
LIMITS_URL = env.url("LIMITS_URL", CHANNELS_URL, schemes={"redis", "rediss", "unix"})
LIMITS_PREFIX = "limits"
LIMITS_ENABLED = env.flag("LIMITS_ENABLED", default=True)

# Calls of one person, or of one address that says nobody's name.
API_RATE = env.text("API_RATE", "100/minute")
# Signing up and asking for a new password take so long, whether or not there is an account.
UNTOLD_SECONDS = 0.4
