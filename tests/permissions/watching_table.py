"""Who gets what from the pages and operations of profiles and of what they watched.

The profile and the film it watched are Citra's, so the team finds nothing behind their addresses.
"""

WATCHING = """
route                    method  anonymous customer  team
profiles                 GET     login     200       200
profiles-manage          GET     login     200       200
profiles-unlock          GET     login     200       200
profiles-unlock          POST    login     302       302
profile-new              GET     login     200       200
profile-new              POST    login     302+      302+
profile-edit             GET     login     200       404
profile-edit             POST    login     302+      404
profile-choose           GET     login     200       404
profile-choose           POST    login     302       404
profile-pin              GET     login     200       404
profile-pin              POST    login     302+      404
profile-pin-remove       POST    login     302+      404
profile-remove           GET     login     200       404
profile-remove           POST    login     409       404
history                  GET     login     200       200
history-csv              GET     login     200       200
history-forget           POST    login     302+      302
history-forget-all       POST    login     302+      302
api:profile-list         GET     401       200       200
api:profile-list         POST    401       201+      201+
api:profile-current      GET     401       200       200
api:profile-current      PATCH   401       200+      200+
api:profile-detail       GET     401       200       404
api:profile-detail       PATCH   401       200+      404
api:profile-detail       DELETE  401       409       404
api:profile-switch       POST    401       200       404
api:watch-progress       POST    401       200       404
api:history              GET     401       200       200
api:history              DELETE  401       204+      204
api:history-film         DELETE  401       204+      404
api:continue-watching    GET     401       200       200
api:movie-next           GET     200       200       200
"""
