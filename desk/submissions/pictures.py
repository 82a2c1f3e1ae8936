"""The step with the pictures: upload of several at once, and their details."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Collection

from base.media.forms import KINDS, WholeImageField
from base.models import MagazineImage
from desk.drafting.placing import remove_picture, said_of, show_as_said
from desk.models import PeopleShown, Piece, PiecePicture
from desk.pieces.media import COLLECTION
from desk.submissions.forms import StepForm

AT_ONCE = 12
OF_PICTURE = re.compile(r"p(\d{1,18})_")
PARTS = ("alt", "caption", "credit", "permission", "people", "is_lead", "delete")


class SeveralFiles(forms.ClearableFileInput):
    """A field for files in which several can be chosen."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Accepts several files; invalid ones do not affect the others."""

    widget = SeveralFiles(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files as they came."""
        files = data if isinstance(data, list | tuple) else [data]
        return [file for file in files if file]


class PicturesForm(StepForm):
    """All pictures with description, credit and permission, and a field for more."""

    template = "desk/step_pictures.html"

    more = PicturesField(
        label=gettext_lazy("Add pictures"),
        required=False,
        help_text=format_lazy(
            gettext_lazy(
                "Up to 12 at once, 20 MB each: {kinds}. An animation becomes a still picture. "
                "Only you and the editors see them before the piece is published."
            ),
            kinds=KINDS,
        ),
    )

    def __init__(self, *args: Any, piece: Piece, **kwargs: Any) -> None:
        self.pictures = list(piece.pictures.select_related("image"))
        super().__init__(*args, piece=piece, **kwargs)
        for picture in self.pictures:
            self.fields |= picture_fields(picture)

    @classmethod
    def fields_in(cls, data: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Return the fields that submitted values are for."""
        fields = dict(cls.base_fields)
        for key in dict.fromkeys(found[1] for name in data if (found := OF_PICTURE.match(name))):
            fields |= picture_fields(PiecePicture(pk=int(key)))
        return fields

    def rows(self) -> list[tuple[PiecePicture, list[forms.BoundField]]]:
        """Return each picture with its fields."""
        return [(picture, [self[f"p{picture.pk}_{part}"] for part in PARTS]) for picture in self.pictures]

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        return {
            f"p{picture.pk}_{name}": value
            for picture in self.pictures
            for name, value in kept_of(picture, self.draft).items()
        }

    def apply(self, piece: Piece, draft: Any) -> None:
        """Save the details, remove and add pictures."""
        for picture in self.pictures:
            self._change(picture, draft)
        self._add(piece, self.cleaned_data["more"])
        show_as_said(piece, draft)

    def _change(self, picture: PiecePicture, draft: Any) -> None:
        said = {part: self.cleaned_data[f"p{picture.pk}_{part}"] for part in PARTS}
        if said["delete"]:
            remove_picture(picture, draft)
            picture.delete()
        else:
            _keep(picture, said)

    def _add(self, piece: Piece, files: list[UploadedFile]) -> None:
        first = next_number(piece)
        for number, file in enumerate(files, first):
            try:
                if number - first >= AT_ONCE:
                    raise ValidationError(_("“%s”: not more than %d at once; send it next.") % (file.name, AT_ONCE))
                add_picture(piece, file, number)
            except ValidationError as error:
                self.has_refused = True
                self.problems += [_with_name(message, str(file.name)) for message in error.messages]


def picture_fields(picture: PiecePicture) -> dict[str, forms.Field]:
    """Return the fields for one picture."""
    text: Any = forms.Textarea(attrs={"rows": 2})
    fields: dict[str, forms.Field] = {
        "alt": forms.CharField(
            label=_("What does it show?"),
            max_length=255,
            widget=text,
            help_text=_("For readers who do not see it: “Two visitors lift a model of the pier.”"),
            required=False,
        ),
        "caption": forms.CharField(label=_("Caption"), max_length=400, widget=text, required=False),
        "credit": forms.CharField(
            label=_("Who took or made it?"), max_length=200, help_text=_("As it shall be printed."), required=False
        ),
        "permission": forms.CharField(
            label=_("Who allows us to print it?"),
            max_length=1000,
            help_text=_("For example “I took it myself” or “Tidal Museum, mail of 3 May”. Readers never see this."),
            required=False,
        ),
        "people": forms.ChoiceField(label=_("Can people be recognised?"), choices=PeopleShown.choices, required=False),
        "is_lead": forms.BooleanField(label=_("Show it large, above the text"), required=False),
        "delete": forms.BooleanField(label=_("Take this picture away"), required=False),
    }
    return {f"p{picture.pk}_{name}": field for name, field in fields.items()}


def kept_of(picture: PiecePicture, draft: Any) -> dict[str, Any]:
    """Return the saved values of a picture, by the names of its fields."""
    image = picture.image
    unseen = {"credit": image.credit, "permission": image.permission_note, "people": picture.people}
    return unseen | said_of(picture, draft)._asdict()


def _keep(picture: PiecePicture, said: dict[str, Any]) -> None:
    image = picture.image
    described = {"description": said["alt"], "credit": said["credit"], "permission_note": said["permission"]}
    if any(getattr(image, name) != value for name, value in described.items()):
        MagazineImage.objects.filter(pk=image.pk).update(**described)
    picture.caption, picture.people, picture.is_lead = said["caption"], said["people"], said["is_lead"]
    picture.save()


def _with_name(message: str, name: str) -> str:
    return message if name in message else f"“{name}”: {message}"


def next_number(piece: Piece) -> int:
    """Return the sort order of the next picture of a piece."""
    return (piece.pictures.aggregate(last=Max("sort_order"))["last"] or 0) + 1


def add_picture(piece: Piece, file: UploadedFile, number: int, *, alt: str = "") -> PiecePicture:
    """Return a new picture of a piece, whose file is kept apart from public media. Raise ValidationError."""
    clean = WholeImageField().clean(file)
    image = MagazineImage(
        title=PurePath(str(file.name)).stem[:255] or _("Picture"),
        file=clean,
        description=alt[:255],
        collection=submissions_collection(),
        uploaded_by_user=piece.owner,
    )
    image.is_held_back = True
    image.save()
    return PiecePicture.objects.create(piece=piece, image=image, sort_order=number)


def submissions_collection() -> Collection:
    """Return the collection of authors' submissions, created with the first picture."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)
