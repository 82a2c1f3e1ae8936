"""List pages, as readers see them."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import Trend, TrendSynonym
from articles.pages import contributor_index as listed_people
from articles.trends.tasks import count_trends
from home import front_page
from home.models import InformationPage, Pick
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_site,
    make_trend,
)

DAY = timedelta(days=1)


def read(reader, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def make_event(title: str, days: int):
    start = timezone.now() + days * DAY
    return make_article(title, kind="event", event_starts_at=start, event_ends_at=start + DAY)


def test_the_front_page_leads_with_the_story_the_editors_chose(reader):
    make_article("Newest")
    chosen, picked = make_article("Chosen", lead_image=make_image()), make_article("Picked")
    home = make_site()
    home.lead_article = chosen
    home.picks.add(Pick(article=picked))
    home.save_revision().publish()
    html = read(reader, "/")
    assert html.index("Chosen</a></h2>") < html.index("Newest</a></h3>") < html.index("Picked</a></h3>")


def test_the_front_page_announces_events_that_are_not_over(reader):
    make_event("Summit", 5)
    make_event("Last year’s summit", -300)
    html = read(reader, "/")
    coming_up = html[html.index("Coming up") : html.index("All events")]
    assert "Summit" in coming_up
    assert "Last year" not in coming_up


def test_the_lead_story_is_not_repeated_below(reader):
    make_article("Only once")
    assert read(reader, "/").count("Only once</a>") == 1


def streams(reader) -> dict[str, list[str]]:
    soup = BeautifulSoup(read(reader, "/"), "html.parser")
    return {
        stream.select("h2")[0].text.strip(): [link.text for link in stream.select("h3 a")]
        for stream in soup.select(".stream")
    }


def test_a_quiet_section_is_shown_like_a_busy_one(reader, monkeypatch):
    for title in ("Seldom", "Seldom, too"):
        make_article(title, section=make_section("Research"), published_at=timezone.now() - 99 * DAY)
    news = make_section("News")
    for number in range(14):
        make_article(f"No. {number}", section=news, published_at=timezone.now() - number * DAY)
    make_section("Nothing yet")
    shown = {"Research": ["Seldom, too", "Seldom"], "News": ["No. 9", "No. 10", "No. 11"]}
    assert streams(reader) == shown
    monkeypatch.setattr(front_page, "LOOKED_AT", 9)
    assert streams(reader) == shown


def test_nothing_stands_twice_on_the_front_page(reader):
    pieces = [make_article(f"Piece {number}", section=make_section(f"Section {number % 3}")) for number in range(20)]
    summit = make_event("Summit", 5)
    home = make_site()
    home.lead_article = pieces[4]
    home.picks.add(Pick(article=pieces[5]), Pick(article=pieces[15]), Pick(article=summit))
    home.save_revision().publish()
    soup = BeautifulSoup(read(reader, "/"), "html.parser")
    titles = [link.text for link in soup.select("main h2 a, main h3 a") if not link.find_parent(class_="stream__head")]
    assert len(titles) == len(set(titles))
    assert {"Piece 4", "Piece 5", "Piece 15", "Summit"} <= set(titles)


def test_the_date_of_an_event_is_said_to_be_one(reader):
    make_article("Lead")
    make_article("Over", kind="event", event_starts_at="2021-05-01T09:00Z", event_ends_at="2021-05-01T17:00Z")
    latest = BeautifulSoup(read(reader, "/"), "html.parser").select_one(".latest").text
    assert "2021" not in latest
    assert "Takes place 1 May 2021" in " ".join(BeautifulSoup(read(reader, "/features/"), "html.parser").text.split())


def test_an_empty_magazine_says_so(reader):
    assert "The first article is being written" in read(reader, "/")


def test_sections_are_in_the_menu_of_every_page(reader):
    make_section("Viewpoints")
    html = read(reader, "/viewpoints/")
    assert '<a href="/viewpoints/" aria-current="true">Viewpoints</a>' in html
    assert "Nothing has been published here yet." in html


def test_the_footer_leads_to_plain_information_and_to_the_years(reader):
    make_site().add_child(instance=InformationPage(title="About", slug="about", body="<p>Who we are.</p>"))
    year = make_article().published_at.year
    html = read(reader, "/about/")
    assert "Who we are." in html
    assert f'<a href="/{year}/">{year}</a>' in html


def test_a_section_names_itself_and_offers_its_feed(reader):
    make_section("Features", intro="Long pieces.")
    html = read(reader, "/features/")
    assert "Features</h1>" in html
    assert "Long pieces." in html
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert f'href="/feeds/sections/features/{name}"' in html


def turn(reader, path, rel):
    """Return the URL of the next or previous page; head and pager must agree."""
    soup = BeautifulSoup(read(reader, path), "html.parser")
    (link,), (anchor,) = soup.select(f"link[rel={rel}]"), soup.select(f"a[rel={rel}]")
    assert link["href"] == anchor["href"]
    return link["href"]


def titles(reader, path):
    return [link.text for link in BeautifulSoup(read(reader, path), "html.parser").select(".row__title a")]


def test_a_long_list_is_turned_page_by_page(reader, subtests):
    moment = datetime(2024, 5, 17, 8, 30, tzinfo=UTC)
    for number in range(30):  # three with the same date, so that some are split between two pages
        make_article(f"No. {number}", trends=[make_trend("Co-design")], published_at=moment - number // 3 * DAY)
    for path in ("/features/", "/trends/co-design/", "/kinds/analysis/", "/2024/", "/2024/05/"):
        with subtests.test(path):
            is_turned_page_by_page(reader, path)


def is_turned_page_by_page(reader, path):
    second = turn(reader, path, "next")
    third = turn(reader, second, "next")
    shown = [title for page in (path, second, third) for title in titles(reader, page)]
    assert sorted(shown) == sorted(f"No. {number}" for number in range(30))
    assert (turn(reader, third, "prev"), turn(reader, second, "prev")) == (second, path)
    assert f'<link rel="canonical" href="http://testserver{second}">' in read(reader, second)
    assert "Up to 14 May 2024" in read(reader, second)
    assert 'rel="next"' not in read(reader, third)


def test_a_frequent_trend_is_listed_as_a_rare_one_is(reader, frequent_from):
    term, other = make_trend("Co-design"), make_trend("Play")
    for number in range(15):
        make_article(f"No. {number}", trends=[term, other] if number % 3 else [other])
    path = term.get_absolute_url()
    rare = titles(reader, path)
    frequent_from(5)

    assert titles(reader, path) == rare
    assert len(rare) == 10
    assert Trend.objects.with_frequency().get(pk=term.pk).is_frequent, "the other way was not taken"


def test_the_second_page_stays_where_it_is_when_something_new_appears(reader):
    for _ in range(14):
        make_article()
    second = turn(reader, "/features/", "next")
    before = titles(reader, second)
    make_article("News", published_at=timezone.now())
    assert titles(reader, second) == before
    assert "News" in titles(reader, "/features/")


def test_events_that_are_over_are_turned_by_the_day_on_which_they_were(reader):
    for days in range(-14, 0):
        make_event(f"Summit {days}", days * 10)
    second = turn(reader, "/kinds/events/", "next")
    assert titles(reader, second) == ["Summit -13", "Summit -14"]
    assert turn(reader, second, "prev") == "/kinds/events/"


@pytest.mark.parametrize("path", ["/features/", "/trends/co-design/", "/kinds/analysis/"])
def test_a_page_that_had_a_number_leads_to_its_list(reader, path):
    make_article(trends=[make_trend("Co-design")])
    for number in (1, 2, 10**30):
        answer = reader.get(f"{path}page/{number}/")
        assert (answer.status_code, answer.url) == (301, path)


@pytest.mark.parametrize("place", ["2024-02-30-101530000000-7", "1999-01-01-000000000000-1", "tomorrow"])
@pytest.mark.parametrize("path", ["/features/", "/kinds/analysis/"])
def test_there_is_no_page_before_the_first_article_or_before_no_day(reader, path, place):
    make_article()
    assert reader.get(f"{path}before/{place}/").status_code == 404


def test_an_article_that_was_moved_is_listed_where_it_stands_now(reader):
    article = make_article("Tides")
    article.move(make_section("News"), pos="last-child")
    assert titles(reader, "/news/") == ["Tides"]
    assert titles(reader, "/features/") == []
    assert "Tides" in read(reader, "/news/tides/")


def test_a_trend_explains_itself(reader):
    other = make_trend("Co-design")
    term = make_trend(
        "Community science",
        scope_note="Done together.",
        status="emerging",
        discuss_url="https://talk.example/",
    )
    TrendSynonym.objects.create(trend=term, name="Citizen science")
    term.see_also.add(other)
    term.save()
    make_article("With the trend", trends=[term])
    html = read(reader, "/trends/community-science/")
    for words in (
        "Done together.",
        "Emerging",
        "Citizen science",
        "/trends/co-design/",
        "https://talk.example/",
        "With the trend",
    ):
        assert words in html


def test_the_vocabulary_is_grouped_and_counted(reader):
    make_article(trends=[make_trend("Community science", group="Community & society")])
    make_trend("Old word", status="retired")
    count_trends()
    html = read(reader, "/trends/")
    assert "Community &amp; society</h2>" in html
    assert '1<span class="hidden"> article</span>' in html
    assert "Old word" not in html


def test_what_not_everybody_may_read_is_not_counted(reader):
    article = make_article("Members first", authors=[make_contributor("Ana Duarte")], trends=[make_trend()])
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert "Ana Duarte" not in read(reader, "/contributors/")
    count_trends()
    assert "0<span" in read(reader, "/trends/")


def test_a_contributor_has_a_page_and_stands_in_the_index(reader):
    person = make_contributor("Ana Duarte", biography="Leads the night programme.", institution=make_institution())
    make_article("Open at night", authors=[person])
    html = read(reader, "/contributors/ana-duarte/")
    for words in (
        "Ana Duarte</h1>",
        "Leads the night programme.",
        "Open at night",
        "/institutions/tidal-museum/",
    ):
        assert words in html
    assert 'href="/contributors/ana-duarte/"' in read(reader, "/contributors/")


def test_of_many_contributors_each_letter_has_a_page(reader, monkeypatch):
    names = ("Zoë Über", "Ana Duarte", "Émile Éluard", "Bo Eco", "Cy 3000", "Dee Ümit")
    people = [make_contributor(name) for name in names]
    make_article(authors=people)
    make_article(authors=people[1:2])

    def shown(path: str) -> list[str]:
        soup = BeautifulSoup(read(reader, path), "html.parser")
        return [name.text for name in soup.select(".person__name")]

    in_order = ["Ana Duarte", "Bo Eco", "Émile Éluard", "Zoë Über", "Dee Ümit", "Cy 3000"]
    assert shown("/contributors/") == in_order
    assert "by letter" not in read(reader, "/contributors/")

    monkeypatch.setattr(listed_people, "ON_ONE_PAGE", 5)
    assert shown("/contributors/") == ["Ana Duarte"]
    assert "2 articles" in read(reader, "/contributors/")
    letters = BeautifulSoup(read(reader, "/contributors/"), "html.parser").select("nav[aria-label*=letter] a")
    assert [letter.text for letter in letters] == ["D", "E", "U", "#"]
    assert [name for letter in letters for name in shown(letter["href"])] == in_order
    assert reader.get("/contributors/letters/q/").status_code == 404


def test_an_institution_has_a_page(reader):
    make_institution("Tidal Museum", city="Porto", website="https://tidal.example/", about="By the river.")
    html = read(reader, "/institutions/tidal-museum/")
    for words in (
        "Porto",
        "https://tidal.example/",
        "By the river.",
        "No article is about this institution yet",
    ):
        assert words in html


def test_events_to_come_stand_before_events_that_are_over(reader):
    make_event("Summit", 5)
    make_event("Last year’s summit", -300)
    html = read(reader, "/kinds/events/")
    assert html.index("Upcoming</h2>") < html.index("Summit") < html.index("Past events</h2>") < html.index("Last year")


@pytest.mark.parametrize("path", ["/{0:%Y}/", "/{0:%Y}/{0:%m}/"])
def test_a_year_and_a_month_list_what_was_published(reader, path):
    article = make_article("Then")
    assert "Then" in read(reader, path.format(article.published_at))


def test_the_feeds_page_lists_every_feed(reader):
    make_section("Features")
    make_article(trends=[make_trend("Co-design")])
    html = read(reader, "/feeds/")
    for path in ("/feeds/rss.xml", "/feeds/sections/features/atom.xml", "/feeds/trends/co-design/feed.json"):
        assert f'href="{path}"' in html


def test_every_year_that_the_footer_names_answers(reader):
    for year in (2021, 2023):
        make_article(published_at=datetime(year, 7, 1, tzinfo=UTC))
    soup = BeautifulSoup(read(reader, "/2023/"), "html.parser")
    years = [link["href"] for link in soup.select("nav[aria-label='Archive by year'] a")]
    assert years == ["/2023/", "/2022/", "/2021/"]
    assert "Nothing was published then." in read(reader, "/2022/")
    assert [reader.get(path).status_code for path in ("/2020/", "/2024/", "/2022/03/")] == [404] * 3


def test_search_finds_and_counts(reader):
    make_article("The squid")
    html = read(reader, "/search/?q=squid")
    assert "1 result for “squid”" in html
    assert "The <mark>squid</mark>" in html


def test_a_search_without_results_leads_on(reader):
    html = read(reader, "/search/?q=zxqwv")
    assert "Nothing found for “zxqwv”" in html
    assert 'href="/trends/"' in html


def test_a_search_for_nothing_asks_what_for(reader):
    assert "What are you looking for?" in read(reader, "/search/")


def test_a_hostile_query_stays_words(reader):
    assert "<script>alert" not in read(reader, "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E")


def test_a_year_leads_to_its_months(reader):
    make_article("Spring", published_at=datetime(2024, 3, 5, 12, tzinfo=UTC))
    make_article("Autumn", published_at=datetime(2024, 10, 5, 12, tzinfo=UTC))
    months = BeautifulSoup(reader.get("/2024/").content, "html.parser").select("nav.months a")
    found = [(link.text, link["href"]) for link in months]
    assert found == [("March", "/2024/03/"), ("October", "/2024/10/")]


def test_an_article_is_found_by_its_byline_and_by_the_new_name_of_its_author(reader):
    ana = make_contributor("Wanjiru Kamotho")
    make_article("Tides", authors=[ana])
    assert "Tides" in reader.get("/search/?q=kamotho").content.decode()
    ana.name = "Wanjiru Mwangi"
    ana.save()
    assert "Tides" in reader.get("/search/?q=mwangi").content.decode()
