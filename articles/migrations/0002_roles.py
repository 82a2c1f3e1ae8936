"""Roles as groups, and the workflow that every article goes through."""

from django.db import migrations

PAGE = "wagtailcore.page"
# What each role may do: with pages everywhere, and with other things by "app.model": actions.
ROLES = {
    "Author": (
        ["add"],
        {"wagtailimages.image": ["add", "choose"], "wagtaildocs.document": ["add", "choose"]},
        {"articles.contributor": ["add", "view"]},
    ),
    "Editor": (
        ["add", "change", "lock", "unlock"],
        {
            "wagtailimages.image": ["add", "change", "choose", "delete"],
            "wagtaildocs.document": ["add", "change", "choose", "delete"],
        },
        {
            "articles.contributor": ["add", "change", "view"],
            "articles.trend": ["view"],
            "members.institution": ["add", "change", "view"],
        },
    ),
    "Managing editor": (
        ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
        {
            "wagtailimages.image": ["add", "change", "choose", "delete"],
            "wagtaildocs.document": ["add", "change", "choose", "delete"],
        },
        {
            "articles.contributor": ["add", "change", "delete", "view"],
            "articles.trend": ["add", "change", "delete", "view"],
            "articles.trendgroup": ["add", "change", "delete", "view"],
            "members.institution": ["add", "change", "delete", "view"],
            "wagtailredirects.redirect": ["add", "change", "delete", "view"],
        },
    ),
    "Archivist": (
        [],
        {
            "wagtailimages.image": ["add", "change", "choose", "delete"],
            "wagtaildocs.document": ["add", "change", "choose", "delete"],
        },
        {
            "articles.contributor": ["add", "change", "view"],
            "articles.trend": ["add", "change", "delete", "view"],
            "articles.trendgroup": ["add", "change", "delete", "view"],
            "members.institution": ["add", "change", "view"],
        },
    ),
    "Membership manager": ([], {}, {"members.institution": ["add", "change", "delete", "view"]}),
}
WORKFLOW = "Editorial review"
STEPS = (("Editor’s review", ["Editor", "Managing editor"]), ("Managing editor’s approval", ["Managing editor"]))


def _permission(apps, label, action):
    """The permission rows are made after all migrations, so make the one that is needed now."""
    app, model = label.split(".")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    name = f"Can {action} {model}" if label != PAGE else f"Can {action} page"
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": name}
    )[0]


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    page_permissions = apps.get_model("wagtailcore", "GroupPagePermission").objects
    collection_permissions = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    access = apps.get_model("auth", "Permission").objects.get(codename="access_admin")
    for name, (on_pages, on_collections, on_models) in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
        for action in on_pages:
            page_permissions.get_or_create(group=group, page=root, permission=_permission(apps, PAGE, action))
        for label, actions in on_collections.items():
            for action in actions:
                collection_permissions.get_or_create(
                    group=group, collection=collection, permission=_permission(apps, label, action)
                )
        for label, actions in on_models.items():
            group.permissions.add(*(_permission(apps, label, action) for action in actions))


def replace_default_groups(apps, schema_editor):
    """Wagtail's own two groups and their workflow would stand beside ours under nearly the same names."""
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()


def make_workflow(apps, schema_editor):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    Group = apps.get_model("auth", "Group")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    if not is_new:
        return
    for order, (name, groups) in enumerate(STEPS):
        task = Task.objects.create(name=name, active=True, content_type=content_type)
        task.groups.set(Group.objects.filter(name__in=groups))
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=order)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})


def remove_roles(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name__in=[name for name, _ in STEPS]).delete()
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("base", "0001_initial"),
        ("members", "0002_institution"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(replace_default_groups, migrations.RunPython.noop),
        migrations.RunPython(make_roles, remove_roles),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
