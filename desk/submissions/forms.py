"""The steps of a submission as forms. Each shows the saved values, and applies the submitted ones to the draft."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.kinds import Kind
from articles.models import Contributor, Trend, TrendGroup
from articles.vocabulary.suggest import Suggestion, suggest_trends
from desk.models import CoAuthor, Piece
from desk.models.piece import LONGEST_PITCH

SPARE_ROWS = 2
PROFILE = ("byline", "job_title", "biography")


class StepForm(forms.Form):
    """A step; `problems` are sentences on what was changed or left out, `has_refused` when a whole file was."""

    template = "desk/step.html"
    goes_wide: ClassVar[bool] = False

    def __init__(self, data: Any = None, files: Any = None, *, piece: Piece, draft: Any) -> None:
        self.piece, self.draft = piece, draft
        self.problems: list[str] = []
        self.has_refused = False
        super().__init__(data, files, initial=self.kept())

    @classmethod
    def fields_in(cls, data: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Return the fields that submitted values are for; it needs no piece, for those who are logged out."""
        return cls.base_fields

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        raise NotImplementedError

    def apply(self, piece: Piece, draft: Any) -> None:
        """Apply the submitted values to the piece and its draft; the caller saves them."""
        raise NotImplementedError


class PitchForm(forms.Form):
    """An idea for a piece."""

    title = forms.CharField(label=_("What would you call it?"), max_length=255, help_text=_("It can change later."))
    pitch = forms.CharField(
        label=_("What is it about, and why now?"),
        max_length=LONGEST_PITCH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A few sentences: what happened, what others can learn from it, and how you know."),
    )


def trend_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the vocabulary by group, without retired terms."""
    shown = Trend.objects.offered(())
    groups = TrendGroup.objects.order_by("sort_order", "name").prefetch_related(Prefetch("trends", shown))
    return [(group.name, [(trend.pk, trend.name) for trend in group.trends.all()]) for group in groups]


class AboutForm(StepForm):
    """Headline, deck, pitch, kind and trends."""

    title = forms.CharField(
        label=_("Headline"), max_length=255, help_text=_("Up to 90 characters fit everywhere. It can change later.")
    )
    deck = forms.CharField(
        label=_("In one or two sentences"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What makes somebody read on; it stands under the headline."),
    )
    pitch = forms.CharField(
        label=_("For the editors: what is it about, and why now?"),
        max_length=LONGEST_PITCH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    trends = forms.TypedMultipleChoiceField(
        label=_("Trends that fit"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to five. The editors look at them, too."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trends"].choices = trend_choices()  # type: ignore[attr-defined]  # a ChoiceField

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """The trends that the text mentions and the author has not chosen."""
        said = (self["title"].value(), self["deck"].value(), self["pitch"].value(), self.draft.full_text)
        return suggest_trends("\n".join(map(str, said)), chosen=[*self.initial["trends"]])

    @property
    def other_trends(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """The rest of the vocabulary by group, so that each trend is offered once."""
        suggested = {one.trend.pk for one in self.suggestions}
        groups = self.fields["trends"].choices  # type: ignore[attr-defined]  # a ChoiceField
        return [(name, [choice for choice in trends if choice[0] not in suggested]) for name, trends in groups]

    @property
    def chosen_trends(self) -> set[int]:
        """The keys of the chosen trends."""
        return {int(key) for key in self["trends"].value() or () if str(key).isdecimal()}

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        fields = {name: getattr(self.draft, name) for name in ("title", "deck", "kind")}
        return fields | {"pitch": self.piece.pitch, "trends": [trend.pk for trend in self.draft.trends.all()]}

    def apply(self, piece: Piece, draft: Any) -> None:
        """Set headline and kind on both: the table at the desk includes pieces without a text."""
        data = self.cleaned_data
        piece.title = draft.title = draft.draft_title = data["title"]
        piece.kind = draft.kind = data["kind"]
        draft.deck, piece.pitch = data["deck"], data["pitch"]
        trends = Trend.objects.filter(pk__in=data["trends"])
        draft.trends.set(trends)
        piece.trends.set(trends)


class PeopleForm(StepForm):
    """The byline: the author, and co-authors by name."""

    byline = forms.CharField(
        label=_("Your name"), required=False, max_length=160, help_text=_("As it shall stand above your text.")
    )
    biography = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two to four sentences, in the third person: “Ana Duarte keeps the tide tables of …”"),
    )
    job_title = forms.CharField(label=_("Your job title"), required=False, max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = max(len(self.others), rows_sent(self.data)) + SPARE_ROWS
        self.fields |= rows_of_names(self.rows)
        if not may_change_profile(self.piece):
            for name in PROFILE:
                del self.fields[name]

    @classmethod
    def fields_in(cls, data: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Return the fields that submitted values are for."""
        return cls.base_fields | rows_of_names(rows_sent(data))

    def clean(self) -> dict[str, Any]:
        """Refuse what was written of somebody without a name; emptying a saved name takes the row away."""
        data: dict[str, Any] = super().clean() or {}
        for number in range(self.rows):
            written = [data.get(name) for name in (f"job_{number}", f"place_{number}") if name in self.changed_data]
            if any(written) and not data.get(f"name_{number}"):
                sentence = _("Co-author %d has no name: write it, or empty the whole row.") % (number + 1)
                self.add_error(f"name_{number}", sentence)
        return data

    @property
    def others(self) -> list[CoAuthor]:
        """The saved co-authors."""
        return list(self.piece.co_authors.all())

    def row_fields(self) -> list[list[forms.BoundField]]:
        """Return the fields of each co-author."""
        return [[self[f"{part}_{number}"] for part in ("name", "job", "place")] for number in range(self.rows)]

    def profile_fields(self) -> list[forms.BoundField]:
        """Return the fields on the author."""
        return [self[name] for name in PROFILE if name in self.fields]

    @property
    def profile(self) -> Contributor | None:
        """The author's contributor."""
        return Contributor.objects.filter(user=self.piece.owner).first()

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        rows: dict[str, Any] = {}
        for number, other in enumerate(self.others):
            rows |= {f"name_{number}": other.name, f"job_{number}": other.job_title}
            rows[f"place_{number}"] = other.affiliation
        profile = self.profile
        fields = {"byline": "name", "biography": "biography", "job_title": "job_title"}
        known = {field: getattr(profile, name) for field, name in fields.items()} if profile else {}
        return rows | known

    def apply(self, piece: Piece, draft: Any) -> None:
        """Save the names in order; existing contributors stay linked."""
        known = {other.name: other.contributor_id for other in self.others}
        piece.co_authors.all().delete()
        CoAuthor.objects.bulk_create(self._co_authors(piece, known))
        if "biography" in self.fields:
            self._change_profile()

    def _change_profile(self) -> None:
        """Save the author's profile; a new name changes sort name and slug."""
        profile, said = self.profile, self.cleaned_data
        if profile:
            profile.biography, profile.job_title = said["biography"], said["job_title"]
            if said["byline"] and said["byline"] != profile.name:
                profile.name, profile.sort_name, profile.slug = said["byline"], "", ""
            profile.save()

    def _co_authors(self, piece: Piece, known: Mapping[str, Any]) -> list[CoAuthor]:
        data, made = self.cleaned_data, []
        for number in range(self.rows):
            if name := data[f"name_{number}"].strip():
                fields = {"job_title": data[f"job_{number}"], "affiliation": data[f"place_{number}"]}
                made.append(
                    CoAuthor(piece=piece, name=name, contributor_id=known.get(name), sort_order=number, **fields)
                )
        return made


def rows_sent(data: Mapping[str, Any]) -> int:
    """Return the number of co-authors in submitted values, with empty ones."""
    return sum(1 for name in data if name.startswith("name_"))


def rows_of_names(rows: int) -> dict[str, forms.Field]:
    """Return the fields for co-authors."""
    fields: dict[str, forms.Field] = {}
    for number in range(rows):
        fields[f"name_{number}"] = forms.CharField(label=_("Name"), required=False, max_length=160)
        fields[f"job_{number}"] = forms.CharField(label=_("Job title"), required=False, max_length=160)
        fields[f"place_{number}"] = forms.CharField(label=_("Institution"), required=False, max_length=200)
    return fields


def may_change_profile(piece: Piece) -> bool:
    """Return whether authors may edit their profile: once it is public, only editors change it."""
    return not Contributor.objects.public().filter(user=piece.owner).exists()
