from apps.studio.models.report import Report

__all__ = ["Report"]
