"""Every page a person can reach, by who opens it. Names in braces come from tests.journeys.content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visit:
    """``who`` opens ``path`` on the host of ``slug`` (empty: the platform's)."""

    who: str
    slug: str
    path: str
    status: int

    def __str__(self) -> str:
        return f"{self.who}-{self.slug or 'platform'}{self.path}"


SIGN_IN = """
/accounts/login/
/accounts/signup/
/accounts/password/reset/
/accounts/password/reset/done/
/accounts/password/reset/key/done/
/accounts/password/reset/key/forged-link/
/accounts/inactive/
/accounts/confirm-email/
/accounts/3rdparty/login/cancelled/
/accounts/3rdparty/login/error/ 401
/api/docs/
/problems/
/problems/not_found
/problems/forged 404
/nowhere/ 404
"""
PLATFORM = """
/
/features/
/pricing/
/start/
/start/{asked}/
/start/{stuck}/opening/
/start/{opened}/opening/
/start/forged/ 404
/studios/reopen/{reopen}/
/studios/closed/
/invitations/{offer_on_platform}/
"""
SITE = """
/
/films/
/films/?q=nothing-of-that-name
/films/{slug}/
/accounts/confirm-email/{confirm}/
/accounts/password/reset/key/{reset}/
/invitations/{offer}/
/invitations/forged/ 404
"""
ACCOUNT = """
/account/
/account/data/
/account/delete/
/accounts/email/
/accounts/password/change/
/accounts/reauthenticate/
/accounts/2fa/
/accounts/2fa/webauthn/
/accounts/sessions/
/accounts/3rdparty/
/accounts/logout/
"""
VIEWER = """
/
/films/{slug}/
/watch/{slug}/
/invitations/{offer_to_viewer}/
/invitations/{offer}/
/profiles/
/profiles/manage/
/profiles/unlock/
/profiles/new/
/history/
/studio/ 403
"""
DESK = """
/studio/
/studio/films/
/studio/films/?q=nothing-of-that-name
/studio/films/new/
/studio/films/{film}/
/studio/films/{draft}/
/studio/films/{failed}/
/studio/films/{film}/credits/
/studio/films/{film}/release/
/studio/films/{film}/subtitles/
/studio/films/{draft}/subtitles/
/studio/films/{film}/subtitles/{track}/
/studio/films/{film}/markers/
/studio/films/{draft}/markers/
/studio/films/{film}/pictures/
/studio/films/{film}/extras/
/studio/films/{episode}/
/studio/films/import/
/studio/series/
/studio/series/new/
/studio/series/{series}/
/studio/series/{series}/details/
/studio/series/{series}/credits/
/studio/series/{series}/release/
/studio/series/{series}/extras/
/studio/collections/
/studio/collections/{collection}/
/studio/people/
/studio/people/{contributor}/
/studio/team/
/studio/team/invite/
/studio/team/{member}/
/studio/team/roles/
/studio/reports/
/studio/reports/?kind=access
/studio/reports/{report}/
/studio/reports/{broken_report}/
/studio/activity/
/studio/activity/?state=failed
/studio/audit/
/studio/branding/
/studio/branding/preview/
/studio/settings/
/studio/settings/domains/
/studio/settings/archives/
/accounts/2fa/totp/activate/
/accounts/2fa/webauthn/add/
"""
SECOND_FACTOR = """
/accounts/2fa/
/accounts/2fa/recovery-codes/
/accounts/2fa/recovery-codes/generate/
/accounts/2fa/totp/deactivate/
"""
BACKOFFICE = """
/admin/
/admin/tenants/studio/
/admin/tenants/studio/add/
/admin/tenants/studio/{studio}/change/
/admin/tenants/studio/{studio}/suspend/
/admin/tenants/studio/{studio}/close/
/admin/studios/{studio}/open/
/admin/tenants/domain/
/admin/tenants/domainclaim/
/admin/tenants/signup/
/admin/core/job/
/admin/core/job/{job}/change/
/admin/core/job/{job}/retry/
/admin/core/deadletter/
/admin/core/deadletter/?q=nothing-of-that-name
/admin/core/deadletter/{letter}/change/
/admin/core/deadletter/{letter}/retry/
/admin/core/deadletter/{letter}/discard/
/admin/core/archive/
/admin/core/archive/{archive}/change/
/admin/tenants/migrationrun/
/admin/tenants/migrationrun/{run}/change/
/admin/tenants/migrationrun/start/
/admin/tenants/studiomigration/
/admin/tenants/spareschema/
/admin/accounts/user/
/admin/accounts/user/{person}/change/
/admin/accounts/user/{person}/change_role/
/admin/accounts/invitation/
/admin/accounts/invitation/add/
/admin/accounts/auditevent/
/admin/accounts/auditevent/{event}/change/
"""
INSPECTION = """
/admin/open/
/admin/open/accounts/user/
/admin/open/accounts/user/{member}/change/
/admin/open/accounts/profile/
/admin/open/catalog/play/
/admin/open/catalog/film/
/admin/open/catalog/film/{film}/change/
/admin/open/catalog/encode/
/admin/open/accounts/invitation/
/admin/open/accounts/auditevent/
"""


def visits(who: str, slug: str, text: str) -> list[Visit]:
    lines = [line.split() for line in text.split("\n") if line]
    return [Visit(who, slug, path, int(*status or [200])) for path, *status in lines]


EVERY_PAGE = [
    *visits("stranger", "", PLATFORM + SIGN_IN),
    *visits("stranger", "alpha", SITE + SIGN_IN),
    *visits("stranger", "holiday", "/ 503"),
    *visits("stranger", "closedown", "/ 503"),
    *visits("stranger", "halfway", "/ 503"),
    *visits("stranger", "nobody", "/ 404"),
    *visits("member", "", ACCOUNT + "/admin/ 403"),
    *visits("viewer", "alpha", VIEWER + ACCOUNT),
    *visits("owner", "alpha", DESK),
    *visits("guarded", "alpha", SECOND_FACTOR),
    *visits("staff", "", BACKOFFICE + INSPECTION),
]
ON_A_PHONE = [
    *visits("stranger", "", "/\n/pricing/\n/start/"),
    *visits("stranger", "alpha", "/\n/films/{slug}/\n/accounts/login/"),
    *visits("viewer", "alpha", "/watch/{slug}/"),
    *visits("owner", "alpha", "/studio/reports/\n/studio/activity/\n/studio/settings/archives/"),
    *visits("viewer", "alpha", "/account/data/\n/account/delete/"),
    *visits("viewer", "alpha", "/profiles/\n/profiles/new/\n/history/"),
    *visits("stranger", "", "/api/docs/"),
    *visits("stranger", "alpha", "/problems/"),
    *visits("owner", "alpha", "/studio/\n/studio/films/\n/studio/films/{film}/\n/studio/branding/"),
    *visits("owner", "alpha", "/studio/films/{film}/subtitles/{track}/\n/studio/series/{series}/"),
    *visits("owner", "alpha", "/studio/films/{film}/credits/\n/studio/films/{film}/release/"),
    *visits("owner", "alpha", "/studio/films/{film}/markers/\n/studio/collections/{collection}/"),
    *visits("staff", "", "/admin/\n/admin/tenants/studio/"),
]
