"""The e-mail on a dossier that could not be released."""

from articles.editing.permissions import PAGE_POLICY
from articles.models import ReleaseError
from base.mail.from_template import send_from_template


def tell_of_stopped_release(stopped: ReleaseError) -> None:
    """Notify those who may publish, and the person who scheduled the dossier; once for the same pieces."""
    dossier, people = stopped.revision.content_object, PAGE_POLICY.users_with_permission_for_instance
    told = {user.email for user in people("publish", dossier) if user.is_active}
    if stopped.revision.user:
        told.add(stopped.revision.user.email)
    event = f"dossier {dossier.pk} stopped, {stopped.revision.pk}: {' '.join(stopped.messages)}"[:200]
    context = {"dossier": stopped.revision.object_str, "page": dossier, "problems": stopped.messages}
    send_from_template("articles/dossiers/mail_stopped.txt", to=sorted(told), event=event, **context)
