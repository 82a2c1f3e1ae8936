"""All URLs of the editorial desk, built from existing objects, and users who may not see others' drafts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import APIToken, Collection, Page, Site, Task, TaskState, UploadedFile, Workflow, WorkflowState

from articles.models import ArticlePage, Contributor
from base.models import MagazineDocument, MagazineImage
from desk.models import Piece
from members.models import Affiliation, User
from subscriptions.models import WebhookEndpoint
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_member,
    make_trend,
    make_user,
)
from tests.gating.walk.rules import routes

CANARY, IN_THE_ARCHIVE = "Zzcanary", "Zzpelican"
WORD = "Preparing"  # to find them by search
LEFT_OUT = {"admin/failwhale/": "made to fail", "admin/logout/": "ends the session of the walk"}
# Addresses that no walk can open, and why.
UNREACHED = {
    "admin/api/main/^images/find/": "leads to the address of one picture",
    "admin/api/main/^documents/find/": "leads to the address of one document",
    "admin/password_reset/done/": "passwords are set in accounts",
    "admin/password_reset/confirm/<uidb64>/<token>/": "passwords are set in accounts",
    "admin/password_reset/complete/": "passwords are set in accounts",
    "admin/pages/<int:page_id>/convert_alias/": "no piece has an alias",
    "admin/images/<int:image_id>/generate_url/": "pictures have no addresses made by hand",
    "admin/images/<int:image_id>/generate_url/output/": "pictures have no addresses made by hand",
    "admin/operation/run-again/<uuid:pk>/": "runs a failed task again, which has no page",
    "admin/block-preview/": "shows the example of a block, not that of a piece",
    "admin/^.*/$": "what nothing else answers is missing",
}
WAY = "?q={word}&search={word}&fields=*&p=1&id={page}&multiple=1&describe_on_delete=1&html_path=features"
EXPORT = "?export=csv"


@dataclass
class Desk:
    """Unpublished pieces of another user, in every state, and what uses them."""

    draft: ArticlePage
    reviewed: ArticlePage
    objects: dict[str, Any]

    @property
    def pages(self) -> list[ArticlePage]:
        return [self.draft, self.reviewed]


def with_role(role: str) -> User:
    user = make_user(f"{role.lower().replace(' ', '-')}@magazine.example")
    user.groups.set(Group.objects.filter(name=role))
    return user


def make_desk() -> Desk:
    """A draft, one in review, one that is locked, one scheduled, one withdrawn; and an issue that is prepared."""
    owner, image, house = make_user("owner@magazine.example"), make_image(), make_institution()
    owner.groups.set(Group.objects.filter(name="Author"))
    made = {"authors": [make_contributor(institution=house)], "trends": [make_trend()], "lead_image": image}
    draft, reviewed, locked, scheduled, _withdrawn = (
        _draft(f"{WORD} {CANARY} {state}", owner, **made)
        for state in ("draft", "reviewed", "locked", "scheduled", "withdrawn")
    )
    Workflow.objects.get(name="Editorial review").start(reviewed, owner)
    ArticlePage.objects.filter(pk=locked.pk).update(locked=True, locked_by=owner)
    scheduled.go_live_at = timezone.now() + timedelta(days=2)
    scheduled.save_revision(user=owner).publish()
    _draft(f"{WORD} {CANARY} deleted", owner, **made).delete(user=owner)  # type: ignore[call-arg]  # Page.delete()
    issue = make_issue(f"{WORD} {IN_THE_ARCHIVE} issue")
    make_archived_article(f"{WORD} {IN_THE_ARCHIVE} article", issue=issue).unpublish()
    issue.unpublish()
    return Desk(draft, reviewed, _objects(draft, reviewed, owner))


def _draft(title: str, owner: User, **fields: Any) -> ArticlePage:
    article = make_article(title, owner=owner, **fields)
    article.unpublish()
    article.refresh_from_db()
    article.save_revision(user=owner, log_action=True)
    return ArticlePage.objects.get(pk=article.pk)


def _objects(draft: ArticlePage, reviewed: ArticlePage, owner: User) -> dict[str, Any]:
    house, member = make_institution(), make_member()
    endpoint = WebhookEndpoint.objects.create(url="https://shop.example/hook", is_active=False)
    document = MagazineDocument.objects.create(title="Sheet", file=ContentFile(b"x", name="s.txt"))
    upload = UploadedFile.objects.create(file=ContentFile(b"x", name="u.png"), uploaded_by_user=owner)
    EditingSession.objects.create(user=owner, content_object=draft, last_seen_at=timezone.now())
    state = WorkflowState.objects.for_instance(reviewed).get()
    return {
        "image_id": MagazineImage.objects.get().pk,
        "document_id doc_id": document.pk,
        "revision_id": draft.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "destination_id": draft.get_parent().pk,
        "task_state_id": TaskState.objects.get(workflow_state=state).pk,
        "workflow_state_id": state.pk,
        "workflow_pk": state.workflow_id,
        "task_id": state.current_task_state.task_id,
        "collection_id": Collection.get_first_root_node().pk,
        "uploaded_file_id": upload.pk,
        "query_id": Query.get("tide").pk,
        "redirect_id": Redirect.objects.create(old_path="/old", redirect_page=draft).pk,
        "session_id": EditingSession.objects.get().pk,
        "filter_spec": "original",
        "year": 2026,
        "number": 11,
        "uidb64 token": "x",
        "action_name": "approve",
        "admin/workflows/tasks": Task.objects.first().pk,
        "admin/workflows": state.workflow_id,
        "admin/collections": Collection.get_first_root_node().add_child(name="Second").pk,
        "admin/sites": Site.objects.get(is_default_site=True).pk,
        "admin/users": member.pk,
        "admin/groups": Group.objects.get(name="Author").pk,
        "admin/api-tokens": APIToken.create_token(user=owner, name="T")[0].pk,
        "admin/webhooks/messages": endpoint.deliveries.create(type="article.publish", body="{}").pk,
        "admin/webhooks": endpoint.pk,
        "admin/pieces": Piece.objects.create(title=f"{WORD} {CANARY} piece", article=draft).pk,
        "admin/vocabulary": make_trend().pk,
        "admin/requests": Affiliation.objects.get(user=member).pk,
        "admin/images": MagazineImage.objects.get().pk,
        "name": "published",  # whose words are changed
        "admin/documents": document.pk,
        "admin/api/main/^images": MagazineImage.objects.get().pk,
        "admin/api/main/^documents": document.pk,
        "articles/contributor": Contributor.objects.get().pk,
        "articles/trend/": make_trend().pk,
        "articles/trendgroup/": make_trend().group_id,
        "members/institution/": house.pk,
        "members/affiliation/": Affiliation.objects.get(user=member).pk,
        "members/institutiontype/": house.type_id,
        "members/membershipcategory/": house.memberships.all()[0].category_id,
    }


def addresses(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield each route of the admin with a URL. Raise KeyError for a parameter without values here."""
    every = dict.fromkeys(route for route, _name in routes() if route.startswith("admin/"))
    for route in [route for route in every if route not in LEFT_OUT]:
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        page = desk.reviewed if "workflow" in route else desk.draft
        yield route, _fill(route, {name: _value(route, name, page, desk) for name in names})


PAGES = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk", "object_id"}
MODEL_OF = {"app_label", "app_name", "content_type_app_name"}


def _value(route: str, name: str, page: Page, desk: Desk) -> Any:
    for names, value in desk.objects.items():
        if name in names.split() or (name == "pk" and "/" in names and names in route):
            return value
    if "tag-autocomplete" in route:
        return {"app_name": "taggit", "model_name": "tag"}[name]
    if "bulk" in route:
        return {"app_label": "wagtailcore", "model_name": "page", "action": "move"}[name]
    if name in MODEL_OF:
        return "wagtailcore" if "tasks" in route else "articles"
    if name in {"model_name", "content_type_model_name"}:
        return "groupapprovaltask" if "tasks" in route else "articlepage"
    if name in PAGES:
        return page.pk
    raise KeyError(f"{route}: say in tests/gating/walk/desk.py what “{name}” can be")


def _fill(route: str, values: dict[str, Any]) -> str:
    url = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: str(values[found[1]]), route)
    url = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), url)
    return "/" + url.replace("^", "").replace("$", "").replace("\\.", ".")


def with_query(desk: Desk, url: str) -> str:
    """Return an address with what lists are searched, and things are chosen, by."""
    return url + WAY.format(word=WORD, page=desk.draft.pk)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
