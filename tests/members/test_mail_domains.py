"""Domains at which anybody gets an address show no employer; a domain has one form, however it is typed."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.affiliations.automatic_affiliation import institutions_by_addresses, sync_by_domains
from members.models import MailDomain
from members.recognition.mail_domains import is_open_to_anybody, normalize_domain, readable_domain
from tests.factories import make_institution, make_user

IDN = "xn--mller-museum-dlb.example"
SPELLINGS = ["müller-museum.example", "@MÜLLER-Museum.example", "mu\u0308ller-museum.example", IDN.upper(), f"{IDN}."]


@pytest.mark.parametrize(
    "domain",
    [
        *("gmail.com", "yahoo.co.uk", "yahoo.com.ar", "yahoo.co.jp", "hotmail.fr", "outlook.jp", "live.nl", "gmx.fr"),
        *("yandex.kz", "mail.ru", "web.de", "zoho.in", "tuta.io", "qq.com", "laposte.net", "docomo.ne.jp"),
        *("mailinator.com", "staff.mailinator.com", "yopmail.fr", "guerrillamail.com", "mozmail.com"),
    ],
)
def test_public_and_disposable_providers_are_known_in_every_country(domain):
    assert is_open_to_anybody(domain)


@pytest.mark.parametrize(
    "domain",
    [
        "tidal.example",
        "exploratorium.edu",
        "nhm.ac.uk",
        "nus.edu.sg",
        "si.edu",
        "deutsches-museum.de",
        "museum.onmicrosoft.com",
    ],
)
def test_employers_are_none(domain):
    assert not is_open_to_anybody(domain)


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_domain_has_one_form(text):
    assert normalize_domain(text) == IDN
    assert readable_domain(IDN) == "müller-museum.example"


@pytest.mark.parametrize(
    ("text", "domain"),
    [("straße.example", "xn--strae-oqa.example"), ("科学博物館。例え", "xn--9kr10q83tvygi04b.xn--r8jz45g")],
)
def test_other_scripts_have_one_form_as_well(text, domain):
    assert normalize_domain(text) == domain


@pytest.mark.parametrize(
    "text", ["", "@", "museum", "a b.org", "museum..org", "xn--a.example", "x" * 300, "💡.example"]
)
def test_what_is_no_domain_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError, match="is no domain: write what follows the @") as problem:
        MailDomain(domain=text or "@").full_clean(exclude=["institution"])
    assert problem


@pytest.mark.django_db
def test_a_manager_can_overrule_the_lists_for_one_domain():
    domain = MailDomain(institution=make_institution(), domain="Yahoo.co.uk")
    with pytest.raises(ValidationError, match=r"Anybody gets an address at yahoo\.co\.uk"):
        domain.full_clean()
    domain.is_exclusive = True
    domain.full_clean()
    assert domain.domain == "yahoo.co.uk"


@pytest.mark.django_db
@pytest.mark.parametrize("at", SPELLINGS[:1] + SPELLINGS[2:4])
@pytest.mark.parametrize("typed", SPELLINGS[:2])
def test_people_at_an_international_domain_are_recognised_in_every_spelling(typed, at):
    museum = make_institution()
    domain = MailDomain(institution=museum, domain=typed, verified_at=timezone.now())
    domain.full_clean()
    domain.save()
    user = make_user("ana@home.example")
    user.email = f"ana@{at}"
    user.mark_email_verified()
    assert list(institutions_by_addresses(user)) == [museum]
    user.affiliations.all().delete()
    sync_by_domains(institution=museum)
    assert user.affiliations.active().get().institution == museum
