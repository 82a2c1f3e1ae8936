"""Wiring of the archivists' desk."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from archive.editing.viewsets import ArchiveViewSetGroup


@hooks.register("register_admin_viewset")
def archive_viewsets() -> ViewSetGroup:
    """The lists of issues and of archived articles."""
    return ArchiveViewSetGroup()
