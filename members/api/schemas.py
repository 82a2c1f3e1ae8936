"""Institutions in the API."""

import uuid
from typing import Any

from ninja import Field, Schema

from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt
from members.directory.institution_search import is_member
from members.models import Institution


class InstitutionRef(Schema):
    """A reference to an institution."""

    id: uuid.UUID = Field(alias="public_id", description="Never changes, whatever happens to name, slug and host.")
    slug: str = Field(
        description="The last part of its address; it can change, and the old one leads here then.",
        examples=["tidal-museum"],
    )
    name: str = Field(description="Its name.", examples=["Tidal Museum"])
    url: AbsoluteURL = Field(alias="get_absolute_url", description="Its page on the site of the magazine.")
    city: str = Field(description="May be empty.", examples=["Porto"])
    country: str = Field(description="May be empty.", examples=["Portugal"])


class InstitutionTypeOut(Schema):
    """A type of organisation."""

    slug: str = Field(description="What the filter `type` takes.", examples=["science-center"])
    name: str = Field(description="Its name.", examples=["Science center"])


class InstitutionSummary(InstitutionRef):
    """An institution in a list."""

    type: InstitutionTypeOut = Field(description="What sort of organisation it is.")
    latitude: float | None = Field(description="Degrees, north positive; null when it is not known.", examples=[41.15])
    longitude: float | None = Field(description="Degrees, east positive; null when it is not known.", examples=[-8.61])
    website: str = Field(description="Its own site; may be empty.", examples=["https://tidal.example/"])
    is_member: bool = Field(description="Whether its membership runs, so that its staff read everything.")
    in_passport_program: bool = Field(description="Whether its visitors enter other participants free.")

    @staticmethod
    def resolve_is_member(institution: Institution) -> bool:
        return is_member(institution)


class InstitutionOut(InstitutionSummary):
    """An institution with its description."""

    about: str = Field(description="Some sentences about it; may be empty.")
    logo: ImageOut | None = Field(description="Null where there is none.")

    @staticmethod
    def resolve_logo(institution: Institution) -> Any:
        return ImageWithAlt(institution.logo, institution.name) if institution.logo else None
