"""Mistakes in the packages' own catalogues: (context, text) and how it reads correctly."""
