"""The admin app with our own site, in INSTALLED_APPS in place of django.contrib.admin."""

from django.contrib.admin.apps import AdminConfig


class BackOffice(AdminConfig):
    default_site = "apps.studio.web.backoffice.site.BackOfficeSite"
