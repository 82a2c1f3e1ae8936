"""The association's own types of institutions and categories of membership; both can be edited afterwards."""

from django.db import migrations

TYPES = (
    "Science or technology center", "Aquarium", "Art museum", "Botanical garden", "General museum", "Historic site",
    "History museum", "Natural history museum", "Nature center", "Planetarium", "Specialised museum",
    "Visitor center", "Children’s museum", "Zoo", "Company", "Consultant", "Other",
)
SLUGS = (
    "science-center", "aquarium", "art", "botanical-garden", "general", "historic-site", "history", "natural-history",
    "nature-center", "planetarium", "specialised", "visitor-center", "childrens-museum", "zoo", "company",
    "consultant", "other",
)
CATEGORIES = {
    "science-center-and-museum": "Science center and museum",
    "governing": "Governing",
    "allied": "Allied",
    "sustaining": "Sustaining",
}


def make_terms(apps, schema_editor):
    types = apps.get_model("members", "InstitutionType").objects
    for order, (slug, name) in enumerate(zip(SLUGS, TYPES, strict=True)):
        types.get_or_create(slug=slug, defaults={"name": name, "sort_order": order})
    categories = apps.get_model("members", "MembershipCategory").objects
    for order, (slug, name) in enumerate(CATEGORIES.items()):
        categories.get_or_create(slug=slug, defaults={"name": name, "sort_order": order})


def keep_types(apps, schema_editor):
    institutions = apps.get_model("members", "Institution").objects
    for type_ in apps.get_model("members", "InstitutionType").objects.all():
        institutions.filter(former_type=type_.slug.replace("-", "_")).update(type=type_)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_memberships")]
    operations = [
        migrations.RunPython(make_terms, migrations.RunPython.noop),
        migrations.RunPython(keep_types, migrations.RunPython.noop),
    ]
