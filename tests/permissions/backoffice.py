"""What people of the platform get from each page of the back-office.

A row is for all pages whose name fits its pattern and that no row above it has taken. Nobody is
looking into a studio here: tests/isolation does. What outsiders get stands in test_table.py.
"""

# Django's own doors; signing in happens on the product's pages.
OPEN = {"admin:login", "admin:logout", "admin:jsi18n", "inspection:login"}

BACKOFFICE = """
pages                                   method  finance  support  staff
admin:index                             GET     200      200      200
admin:index                             POST    200      200      200
admin:dashboard_figures                 GET     200      200      200
admin:dashboard_figures                 POST    200      200      200
admin:search                            GET     200      200      200
admin:search                            POST    200      200      200
admin:password_change                   GET     302      302      302
admin:password_change                   POST    302      302      302
admin:password_change_done              GET     200      200      200
admin:password_change_done              POST    405      405      405
admin:autocomplete                      GET     403      403      403
admin:autocomplete                      POST    405      405      405
admin:app_list                          GET     404      404      404
admin:app_list                          POST    404      404      404
admin:leave_studio                      GET     405      405      405
admin:leave_studio                      POST    302      302      302
admin:open_studio                       GET     403      200      200
admin:open_studio                       POST    403      302+     302+
admin:tenants_studio_open_read_only     GET     403      302      302
admin:tenants_studio_open_read_only     POST    403      302      302
admin:tenants_studio_watch_opening      GET     403      302      302
admin:tenants_studio_watch_opening      POST    403      302      302
admin:core_job_live                     GET     403      200      200
admin:core_job_live                     POST    403      200      200
admin:tenants_migrationrun_live         GET     403      403      200
admin:tenants_migrationrun_live         POST    403      403      200
admin:core_archive_file                 GET     403      403      404
admin:core_archive_file                 POST    403      403      404
admin:core_archive_download             GET     403      403      404
admin:core_archive_download             POST    403      403      404
admin:core_job_retry                    POST    403      403      422
admin:tenants_migrationrun_re*          POST    403      403      422
admin:tenants_studio_re*                POST    403      403      422
admin:tenants_studio_collect            POST    403      403      422+
admin:tenants_studio_give_plan          POST    403      403      422
admin:accounts_invitation_add           GET     403      403      200
admin:accounts_invitation_add           POST    403      403      302+
admin:accounts_user_add                 GET     403      403      200
admin:accounts_user_add                 POST    403      403      302+
admin:tenants_studio_add                GET     403      403      200
admin:tenants_studio_add                POST    403      403      302+
admin:*_add                             GET     403      403      403
admin:*_add                             POST    403      403      403
inspection:logout                       GET     302      405      405
inspection:logout                       POST    302      302+     302+
inspection:*                            GET     302      302      302
inspection:*                            POST    302      405      405
admin:/admin/*/<path:object_id>/        GET     302      302      302
admin:/admin/*/<path:object_id>/        POST    302      302      302
admin:/admin/(*                         GET     404      404      404
admin:/admin/(*                         POST    404      404      404
*_history                               GET     302      302      302
*_history                               POST    302      302      302
*_delete                                GET     403      403      403
*_delete                                POST    403      403      403
*_change                                POST    403      403      403
admin:core_archive_*                    GET     403      403      200
admin:core_archive_*                    POST    403      403      200
admin:tenants_migrationrun_pause        POST    403      403      302+
admin:tenants_migrationrun_start        POST    403      403      302+
admin:tenants_migrationrun_*            GET     403      403      200
admin:tenants_migrationrun_*            POST    403      403      200
admin:tenants_studiomigration_*         GET     403      403      200
admin:tenants_studiomigration_*         POST    403      403      200
admin:tenants_spareschema_*             GET     403      403      200
admin:tenants_spareschema_*             POST    403      403      200
*_changelist                            GET     403      200      200
*_changelist                            POST    403      200      200
*_export                                GET     403      200      200
*_export                                POST    403      200      200
*_change                                GET     403      200      200
*                                       GET     403      403      200
*                                       POST    403      403      302+
"""
