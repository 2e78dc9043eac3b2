from config import env
from config.settings.base import *

DEBUG = env.flag("DEBUG", default=True)
MFA_REQUIRED_FOR_STAFF = env.flag("MFA_REQUIRED_FOR_STAFF", default=False)
