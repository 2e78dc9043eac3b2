"""A video on its way up, piece by piece (tus protocol)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import UploadState
from apps.catalog.models.film import Film
from apps.catalog.models.title import BROUGHT_IN
from apps.core.models import UUIDModel
from apps.core.scopes import Lives, Scope


class Upload(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, related_name="uploads", verbose_name=_("film")
    )
    filename = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(_("bytes received"), default=0)
    # The object store's number of an upload that browsers send there in parts; else empty.
    multipart = models.CharField(
        _("upload in parts"), max_length=1024, blank=True, default="", db_default=""
    )
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState.choices, default=UploadState.RECEIVING
    )
    created_by_pk = models.UUIDField(_("uploaded by"), null=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("forgotten after"))

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="catalog_upload_is_not_empty"),
            models.CheckConstraint(
                condition=Q(received__lte=F("size")), name="catalog_upload_received_within_size"
            ),
            models.CheckConstraint(
                condition=~Q(state=UploadState.COMPLETE) | Q(received=F("size")),
                name="catalog_complete_upload_has_every_byte",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_complete(self) -> bool:
        return self.state == UploadState.COMPLETE

    @property
    def percent(self) -> int:
        return self.received * 100 // self.size
