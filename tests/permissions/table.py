"""Who gets what from every address.

A cell is the status of the answer; ``login`` and ``again`` are redirects to the sign-in page and to
proving oneself again. ``+`` says that rows were written, its absence that none were. Whatever
``anonymous`` gets with 200 is public on purpose. Methods that are not listed are refused with 405.
"""

# On the platform and on every studio. Customers: Dewi, Citra. Team: Eko, Ana.
EVERY_HOST = """
route                                       method  anonymous customer  team
robots                                      GET     200       200       200
signed-file                                 GET     200       200       200
home                                        GET     200       200       200
api-schema                                  GET     200       200       200
api-docs                                    GET     200       200       200
problems                                    GET     200       200       200
problem                                     GET     200       200       200
api:auth-login                              POST    200+      200+      200+
api:auth-refresh                            POST    200+      200+      200+
api:auth-logout                             POST    204+      204+      204+
api:me                                      GET     401       200       200
api:me                                      PATCH   401       200+      200+
account_login                               GET     200       302       302
account_login                               POST    302+      302       302
account_logout                              GET     302       200       200
account_logout                              POST    302       302+      302+
account_inactive                            GET     200       200       200
account_signup                              GET     200       302       302
account_reauthenticate                      GET     login     200       200
account_reauthenticate                      POST    login     302       302
account_email                               GET     login     200       200
account_email                               POST    login     302+      302+
account_email_verification_sent             GET     200       200       200
account_change_password                     GET     login     200       200
account_change_password                     POST    login     302+      302+
account_set_password                        GET     login     302       302
account_set_password                        POST    login     302       302
account_reset_password                      GET     200       200       200
account_reset_password                      POST    302+      302+      302+
account_confirm_login_code                  GET     302       302       302
account_confirm_login_code                  POST    302       302       302
account_confirm_email                       GET     200       200       200
account_confirm_email                       POST    302+      302+      302+
account_reset_password_from_key_done        GET     200       200       200
account_reset_password_from_key             GET     302       302       302
account_reset_password_from_key             POST    302       302       302
account_reset_password_done                 GET     200       200       200
mfa_index                                   GET     login     200       200
mfa_authenticate                            GET     302       302       302
mfa_authenticate                            POST    302       302       302
mfa_reauthenticate                          GET     login     again     again
mfa_reauthenticate                          POST    login     again     again
mfa_activate_totp                           GET     login     200       200
mfa_activate_totp                           POST    login     200       200
mfa_deactivate_totp                         GET     login     404       404
mfa_deactivate_totp                         POST    login     404       404
mfa_view_recovery_codes                     GET     login     404       404
mfa_generate_recovery_codes                 GET     login     200       200
mfa_generate_recovery_codes                 POST    login     200       200
mfa_download_recovery_codes                 GET     login     404       404
mfa_list_webauthn                           GET     login     200       200
mfa_add_webauthn                            GET     login     200       200
mfa_add_webauthn                            POST    login     200       200
mfa_reauthenticate_webauthn                 GET     login     again     again
mfa_reauthenticate_webauthn                 POST    login     again     again
mfa_remove_webauthn                         GET     login     404       404
mfa_remove_webauthn                         POST    login     404       404
mfa_remove_webauthn                         DELETE  login     404       404
mfa_edit_webauthn                           GET     login     404       404
mfa_edit_webauthn                           POST    login     404       404
mfa_login_webauthn                          GET     302       302       302
mfa_login_webauthn                          POST    302       302       302
socialaccount_login_cancelled               GET     200       200       200
socialaccount_login_error                   GET     401       401       401
socialaccount_signup                        GET     302       302       302
socialaccount_signup                        POST    302       302       302
socialaccount_connections                   GET     login     200       200
socialaccount_connections                   POST    login     200       200
/accounts/social/login/cancelled/           GET     301       301       301
/accounts/social/login/error/               GET     301       301       301
/accounts/social/signup/                    GET     301       301       301
/accounts/social/connections/               GET     301       301       301
google_login                                GET     404       404       404
google_login                                POST    404       404       404
google_callback                             GET     404       404       404
google_callback                             POST    404       404       404
google_login_by_token                       GET     404       404       404
google_login_by_token                       POST    404       404       404
openid_connect_login                        GET     404       404       404
openid_connect_login                        POST    404       404       404
openid_connect_callback                     GET     404       404       404
openid_connect_callback                     POST    404       404       404
usersessions_list                           GET     login     200       200
account                                     GET     login     200       200
account                                     POST    login     302+      302+
account-data                                GET     login     200       200
account-data                                POST    login     302+      302+
account-data-file                           GET     login     404       404
account-keep                                GET     200       200       200
account-keep                                POST    302+      302+      302+
account-delete                              GET     login     200       409
account-delete                              POST    login     200+      409
account-device-end                          POST    login     404       404
account-program-end                         POST    login     302+      404
set_language                                POST    302       302+      302+
invitation-accept                           GET     200       200       200
invitation-accept                           POST    302+      403       403
set_theme                                   POST    302       302       302
job-progress                                GET     200       200       200
job-cancel                                  POST    login     302+      302+
job-retry                                   POST    login     403       302+
job-letter                                  POST    login     302+      403
activity                                    GET     401       200       200
"""

# The platform's own site. Links in letters carry a signed token, which is all the proof asked for.
PLATFORM = """
route                                       method  anonymous customer  team
api:auth-register                           POST    403       403       403
usersessions_list                           POST    login     302+      302
features                                    GET     200       200       200
pricing                                     GET     200       200       200
start                                       GET     200       200       200
start                                       POST    200+      200+      200+
start-slug                                  GET     200       200       200
start-form                                  GET     200       200       200
start-form                                  POST    302+      302+      302+
start-opening                               GET     200       200       200
start-retry                                 POST    302+      302+      302+
start-enter                                 GET     302       302       302
studio-reopen                               GET     200       200       200
studio-reopen                               POST    302+      302+      302+
studio-closed                               GET     200       200       200
humans                                      GET     200       200       200
sitemap                                     GET     200       200       200
account_signup                              POST    200       302       302
"""

# A studio's own site; playlists, segments and jobs are opened by signed tokens in their addresses.
STUDIO_SITE = """
route                                       method  anonymous customer  team
usersessions_list                           POST    login     302+      302+
branding-css                                GET     200       200       200
branding-picture                            GET     200       200       200
branding-icon                               GET     200       200       200
favicon                                     GET     200       200       200
manifest                                    GET     200       200       200
welcome                                     GET     200       200       200
welcome                                     POST    302+      302+      302+
films                                       GET     200       200       200
film                                        GET     200       200       200
series-list                                 GET     200       200       200
series                                      GET     200       200       200
person                                      GET     200       200       200
collection                                  GET     200       200       200
search-suggestions                          GET     200       200       200
portrait                                    GET     200       200       200
sitemap                                     GET     200       200       200
sitemap-section                             GET     200       200       200
watch                                       GET     login     200       200
catalog-media:media                         GET     200       200       200
catalog-media:check                         GET     403       403       403
plans                                       GET     200       200       200
catalog-media:artwork                       GET     200       200       200
api:auth-register                           POST    201+      201+      201+
api:movie-list                              GET     200       200       200
api:movie-detail                            GET     200       200       200
api:movie-similar                           GET     200       200       200
api:series-list                             GET     200       200       200
api:series-detail                           GET     200       200       200
api:collection-list                         GET     200       200       200
api:collection-detail                       GET     200       200       200
api:person-detail                           GET     200       200       200
api:genre-list                              GET     200       200       200
api:tag-list                                GET     200       200       200
api:search-suggestions                      GET     400       400       400
api:playback-start                          POST    401       201+      201+
api:playback-end                            DELETE  401       204+      404
api:playback-beacon                         POST    401       204+      404
api:playback-beat                           POST    401       200       404
api:playback-events                         POST    401       204+      404
account_signup                              POST    302+      302       302
"""

# The desk. Who may do what follows the roles of apps.accounts.domain.roles.
DESK = """
route                     method  anonymous viewer    analyst   marketer  editor    admin     owner
desk                      GET     login     403       200       200       200       200       200
desk-team                 GET     login     403       200       200       200       200       200
desk-team-csv             GET     login     403       200       200       200       200       200
desk-roles                GET     login     403       200       200       200       200       200
desk-roles-csv            GET     login     403       200       200       200       200       200
desk-invite               GET     login     403       403       403       403       200       200
desk-invite               POST    login     403       403       403       403       302+      302+
desk-invitation-resend    POST    login     403       403       403       403       302+      302+
desk-invitation-withdraw  POST    login     403       403       403       403       302+      302+
desk-member               GET     login     403       200       200       200       200       200
desk-member               POST    login     403       403       403       403       302+      302+
desk-member-sign-out      POST    login     403       403       403       403       302+      302+
desk-member-deactivate    POST    login     403       403       403       403       302+      302+
desk-member-reactivate    POST    login     403       403       403       403       302+      302+
desk-member-remove        POST    login     403       403       403       403       302+      302+
desk-team-transfer        POST    login     403       403       403       403       403       302+
desk-audit                GET     login     403       403       403       403       403       200
desk-audit-csv            GET     login     403       403       403       403       403       200
desk-reports              GET     login     403       200       403       403       200       200
desk-reports              POST    login     403       302+      403       403       302+      302+
desk-reports-csv          GET     login     403       200       403       403       200       200
desk-report               GET     login     403       200       403       403       200       200
desk-report-download      GET     login     403       200       403       403       200       200
desk-report-delete        POST    login     403       403       403       403       302+      302+
desk-jobs                 GET     login     403       200       200       200       200       200
desk-jobs-csv             GET     login     403       200       200       200       200       200
desk-branding             GET     login     403       403       200       403       200       200
desk-branding             POST    login     403       403       302+      403       302+      302+
desk-branding-check       GET     login     403       403       422       403       422       422
desk-branding-preview     GET     login     403       403       200       403       200       200
desk-branding-picture     POST    login     403       403       302+      403       302+      302+
desk-branding-remove      POST    login     403       403       302+      403       302+      302+
desk-settings             GET     login     403       403       403       403       200       200
desk-settings             POST    login     403       403       403       403       302+      302+
desk-close                POST    login     403       403       403       403       403       302+
desk-archives             GET     login     403       403       403       403       403       200
desk-archives             POST    login     403       403       403       403       403       302+
desk-archives-csv         GET     login     403       403       403       403       403       200
desk-archive-file         POST    login     403       403       403       403       403       200+
desk-domains              GET     login     403       403       403       403       200       200
desk-domains              POST    login     403       403       403       403       302+      302+
desk-domains-csv          GET     login     403       403       403       403       200       200
desk-claim-verify         POST    login     403       403       403       403       302+      302+
desk-claim-withdraw       POST    login     403       403       403       403       302+      302+
desk-domain-primary       POST    login     403       403       403       403       302+      302+
desk-domain-remove        POST    login     403       403       403       403       302+      302+
desk-films                GET     login     403       403       403       200       200       200
desk-films-csv            GET     login     403       403       403       200       200       200
desk-films-bulk           POST    login     403       403       403       302+      302+      302+
desk-film-new             GET     login     403       403       403       200       200       200
desk-film-new             POST    login     403       403       403       200+      200+      200+
desk-film                 GET     login     403       403       403       200       200       200
desk-film-details         GET     login     403       403       403       200       200       200
desk-film-details         POST    login     403       403       403       302+      302+      302+
desk-film-publish         POST    login     403       403       403       302+      302+      302+
desk-film-withdraw        POST    login     403       403       403       302+      302+      302+
desk-film-when-ready      POST    login     403       403       403       302+      302+      302+
desk-film-delete          POST    login     403       403       403       302+      302+      302+
desk-film-cancel          POST    login     403       403       403       302+      302+      302+
desk-film-retry           POST    login     403       403       403       302+      302+      302+
desk-film-artwork         POST    login     403       403       403       302+      302+      302+
"""

# What the desk's pages can do, for programs.
DESK_API = """
route                     method  anonymous viewer    analyst   marketer  editor    admin     owner
api:desk-movie-list       GET     401       403       403       403       200       200       200
api:desk-movie-list       POST    401       403       403       403       201+      201+      201+
api:desk-movie-detail     GET     401       403       403       403       200       200       200
api:desk-movie-detail     PUT     401       403       403       403       200+      200+      200+
api:desk-movie-detail     PATCH   401       403       403       403       200+      200+      200+
api:desk-movie-detail     DELETE  401       403       403       403       204+      204+      204+
api:movie-publish         POST    401       403       403       403       200+      200+      200+
api:movie-withdraw        POST    401       403       403       403       200+      200+      200+
api:movie-bulk            POST    401       403       403       403       200+      200+      200+
api:movie-import          POST    401       403       403       403       200+      200+      200+
api:movie-schedule        POST    401       403       403       403       204+      204+      204+
api:movie-windows         GET     401       403       403       403       200       200       200
api:movie-windows         PUT     401       403       403       403       200+      200+      200+
api:movie-ratings         GET     401       403       403       403       200       200       200
api:movie-ratings         PUT     401       403       403       403       200+      200+      200+
api:movie-credits         GET     401       403       403       403       200       200       200
api:movie-credits         PUT     401       403       403       403       200+      200+      200+
api:movie-extras          POST    401       403       403       403       201+      201+      201+
api:movie-place           POST    401       403       403       403       200+      200+      200+
api:desk-series-list      GET     401       403       403       403       200       200       200
api:desk-series-list      POST    401       403       403       403       201+      201+      201+
api:desk-series-detail    GET     401       403       403       403       200       200       200
api:desk-series-detail    PATCH   401       403       403       403       200+      200+      200+
api:desk-series-detail    DELETE  401       403       403       403       204+      204+      204+
api:series-publish        POST    401       403       403       403       200+      200+      200+
api:series-withdraw       POST    401       403       403       403       200+      200+      200+
api:series-schedule       POST    401       403       403       403       204+      204+      204+
api:series-ratings        GET     401       403       403       403       200       200       200
api:series-ratings        PUT     401       403       403       403       200+      200+      200+
api:series-credits        GET     401       403       403       403       200       200       200
api:series-credits        PUT     401       403       403       403       200+      200+      200+
api:series-extras         POST    401       403       403       403       201+      201+      201+
api:season-list           POST    401       403       403       403       201+      201+      201+
api:season-detail         PATCH   401       403       403       403       200+      200+      200+
api:season-detail         DELETE  401       403       403       403       204+      204+      204+
api:episode-list          POST    401       403       403       403       201+      201+      201+
api:desk-collection-list  GET     401       403       403       403       200       200       200
api:desk-collection-list  POST    401       403       403       403       201+      201+      201+
api:desk-collection-detail GET     401       403       403       403       200       200       200
api:desk-collection-detail PUT     401       403       403       403       200+      200+      200+
api:desk-collection-detail DELETE  401       403       403       403       204+      204+      204+
api:collection-titles     PUT     401       403       403       403       200+      200+      200+
api:movie-artwork         PUT     401       403       403       403       204+      204+      204+
api:series-artwork        PUT     401       403       403       403       204+      204+      204+
api:desk-person-list      GET     401       403       403       403       200       200       200
api:desk-person-list      POST    401       403       403       403       201+      201+      201+
api:desk-person-detail    GET     401       403       403       403       200       200       200
api:desk-person-detail    PATCH   401       403       403       403       200+      200+      200+
api:desk-person-detail    DELETE  401       403       403       403       204+      204+      204+
api:desk-person-portrait  PUT     401       403       403       403       204+      204+      204+
api:encode-cancel         POST    401       403       403       403       200+      200+      200+
api:encode-retry          POST    401       403       403       403       200+      200+      200+
api:upload-list           POST    401       403       403       403       201+      201+      201+
api:upload-detail         GET     401       403       403       403       200       200       200
api:upload-detail         PATCH   401       403       403       403       204+      204+      204+
api:upload-detail         DELETE  401       403       403       403       204+      204+      204+
api:multipart-list        POST    401       403       403       403       404       404       404
api:multipart-detail      GET     401       403       403       403       404       404       404
api:multipart-detail      DELETE  401       403       403       403       204+      204+      204+
api:multipart-parts       POST    401       403       403       403       404       404       404
api:multipart-complete    POST    401       403       403       403       404       404       404
"""
