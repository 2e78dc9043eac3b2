from config import env
from config.settings.base import *

DEBUG = env.flag("DEBUG", default=False)
# The mailbox and the styleguide.
DEVELOPER_PAGES = env.flag("DEVELOPER_PAGES", default=True)
MFA_REQUIRED_FOR_STAFF = env.flag("MFA_REQUIRED_FOR_STAFF", default=False)
