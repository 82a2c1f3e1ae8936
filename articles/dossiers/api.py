"""Dossiers for front ends: under a cover, the articles in their order."""

import uuid

from django.http import HttpRequest
from ninja import Router
from ninja.pagination import paginate

from articles.api.lookups import get_or_404
from articles.dossiers.schemas import DossierOut, DossierSummary
from articles.models import DossierPage
from articles.models.dossier import DossierQuerySet
from base.api.auth import READERS
from base.api.pagination import ListPagination

dossiers = Router(tags=["dossiers"], auth=READERS)
BY_RELEASE = {"-released_at": ("-first_published_at", "-pk"), "released_at": ("first_published_at", "pk")}


@dossiers.get("/", response=list[DossierSummary], summary="List dossiers, newest first", operation_id="dossiers_list")
@paginate(ListPagination, item=DossierSummary, orderings=BY_RELEASE)
def list_dossiers(request: HttpRequest) -> DossierQuerySet:
    """Released dossiers with their covers."""
    found: DossierQuerySet = DossierPage.objects.newest_first().select_related("cover")
    return found.prefetch_related("cover__renditions")


@dossiers.get("/{uuid:public_id}/", response=DossierOut, summary="Dossier", operation_id="dossiers_detail")
def get_dossier(request: HttpRequest, public_id: uuid.UUID) -> DossierPage:
    """One dossier with its articles, by the identifier that never changes."""
    found: DossierPage = get_or_404(DossierPage.objects.published().select_related("cover"), public_id=public_id)
    return found
