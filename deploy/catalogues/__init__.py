"""Own translations of what the installed packages show but do not translate.

Django reads `locale/packages` over the packages' own catalogues. `python -m deploy.catalogues`
rewrites it after an upgrade: finished translations stay, new texts come in empty, gone ones leave.
"""
