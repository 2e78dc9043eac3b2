"""Everything of CineRadar on one machine: `python3 -m deploy.local <command>`.

Plain standard library, because it runs before the virtual environment exists.
"""
