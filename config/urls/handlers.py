"""Friendly error pages, for both URLconfs."""

handler400 = "apps.core.web.errors.bad_request"
handler403 = "apps.core.web.errors.permission_denied"
handler404 = "apps.core.web.errors.not_found"
handler500 = "apps.core.web.errors.server_error"

__all__ = ["handler400", "handler403", "handler404", "handler500"]
