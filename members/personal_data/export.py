"""The export of everything that the database holds about a user: found by the relations of the models."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from wagtail.images import get_image_model

from members.models import AuditEntry, User

# Secrets that would let a finder of the file log in, and the text of content that belongs to the magazine.
LEFT_OUT = {
    "members.User": {"password"},
    "mfa.Authenticator": {"data"},
    "usersessions.UserSession": {"session_key", "data"},
    "wagtailcore.APIToken": {"key_hash"},
    "wagtailcore.Revision": {"content"},
    "socialaccount.SocialAccount": {"extra_data"},
    "members.GiftLink": {"token"},
    "members.Invitation": {"token"},
    "subscriptions.Digest": {"key"},
    "subscriptions.ReaderToken": {"fingerprint"},
}

# Related rows that refer to a row of the user rather than to the user.
ALONG = {"wagtailcore.APIToken": "grant"}


def personal_data(user: User) -> dict[str, Any]:
    """Return the account, and the rows of every table that refer to it."""
    about = AuditEntry.objects.concerning([user.pk])
    return {
        "made_at": timezone.now(),
        "account": _row(user) | {"roles": [str(group) for group in user.groups.all()]},
        "audit_log": [_row(entry) for entry in about],
        **{model: [_row(row) for row in rows] for model, rows in _referring(user)},
    }


def _referring(user: User) -> Iterator[tuple[str, Any]]:
    """Yield the rows that refer to a user, including hidden relations; through tables have no rows of their own."""
    for relation in User._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not relation.auto_created or relation.concrete or model._meta.auto_created or model._meta.proxy:
            continue
        if relation.one_to_many or relation.one_to_one:
            name = relation.field.name  # type: ignore[union-attr]  # reverse relations have one
            if rows := list(model._base_manager.filter(**{name: user})):
                yield f"{model._meta.label} ({name})", rows


def _row(row: Model) -> dict[str, Any]:
    left_out = LEFT_OUT.get(row._meta.label, set())
    data = {field.name: _value(row, field) for field in row._meta.concrete_fields if field.name not in left_out}
    along = ALONG.get(row._meta.label)
    return data | {along: _row(getattr(row, along))} if along and hasattr(row, along) else data


def _value(row: Model, field: Field) -> Any:
    """Return the value of a column; another user is only a number, other related objects have their names."""
    value = getattr(row, field.attname)
    if isinstance(value, FieldFile):
        return value.name
    if value is None or not field.is_relation or field.related_model is User:
        return value
    try:
        return str(getattr(row, field.name))
    except ObjectDoesNotExist:  # log entries may refer to deleted objects
        return value


def personal_file(user: User) -> tuple[str, bytes]:
    """Return the name and content of the file: JSON, in a zip file with uploaded images if there are any."""
    text = json.dumps(personal_data(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()
    pictures = dict(_pictures(user))
    return ("my-data.zip", _zipped(text, pictures)) if pictures else ("my-data.json", text)


def _pictures(user: User) -> Iterator[tuple[str, tuple[Storage, str]]]:
    for image in get_image_model().objects.filter(uploaded_by_user=user):
        yield f"pictures/{image.pk}-{image.filename}", (image.file.storage, image.file.name)
    if avatar := _avatar(user):
        yield f"portrait/{avatar.name.rpartition('/')[2]}", (avatar.storage, avatar.name)


def _avatar(user: User) -> Any:
    return getattr(getattr(user, "wagtail_userprofile", None), "avatar", None)


def _zipped(text: bytes, pictures: dict[str, tuple[Storage, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", text)
        for name, (storage, stored) in pictures.items():
            if storage.exists(stored):
                with storage.open(stored) as file:
                    archive.writestr(name, file.read())
    return out.getvalue()
