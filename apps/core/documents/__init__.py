"""Reports as files. An app describes a report once (``model``); ``pdf``, ``pptx`` and ``table_file``
each make a file of it, in somebody's colours and letters (``look``).

``pdf`` and ``pptx`` load large libraries: only workers import them, through ``builders``.
"""
