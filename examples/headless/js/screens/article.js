// An article in full, or what everybody may see of it.

import { read } from "../api.js";
import { blocks } from "../blocks.js";
import { kicker, notice, part, titles } from "../cards.js";
import { day, el, fromHtml, link, picture } from "../dom.js";

const role = (credit) => [credit.role === "author" ? "" : credit.role, credit.title, credit.affiliation];

const credit = (one) =>
  el("li", {}, link(one.contributor.url, one.contributor.name),
    role(one).filter(Boolean).map((words) => `, ${words}`));

const dates = (article) =>
  el("p", { class: "when" }, article.published_at ? day(article.published_at) : "Not published",
    article.updated_at ? [" · changed ", day(article.updated_at)] : null, ` · ${article.reading_minutes} min`);

const lead = (article) =>
  article.image && el("figure", { class: "wide" }, picture(article.image, "(min-width: 68rem) 68rem, 100vw", { loading: "eager" }),
    el("figcaption", {}, [article.image_caption, article.image.credit].filter(Boolean).join(" · ")));

const correction = (one) =>
  el("aside", { class: "correction", id: one.anchor }, el("h2", {}, `A ${one.severity}, `, day(one.made_at)),
    one.wrong && el("p", {}, one.wrong), one.right && el("p", {}, one.right), el("p", { class: "when" }, one.made_by));

function moment(at, zone) {
  const inWords = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short", timeZone: zone || "UTC" });
  return el("time", { datetime: at }, inWords.format(new Date(at)));
}

const event = (one) =>
  one && el("dl", { class: "facts" }, one.starts_at && [el("dt", {}, "When"), el("dd", {}, moment(one.starts_at, one.time_zone),
    ` (${one.time_zone})`)], one.venue && [el("dt", {}, "Where"), el("dd", {}, one.venue)],
    one.url && [el("dt", {}, "More"), el("dd", {}, link(one.url, one.url))]);

const resource = (one) =>
  one && el("p", {}, link(one.url, "Open the resource"), [one.publisher, one.licence].filter(Boolean).map((words) => ` · ${words}`));

const review = (one) => one && el("p", {}, "Reviewed: ", el("cite", {}, one.exhibition), one.host && ` at ${one.host}`);

const gate = (article) =>
  el("aside", { class: "gate" }, el("h2", {}, "For members"),
    el("p", {}, "Members of the association read this piece in full. ", el("a", { href: "/account/" }, "Log in with a token"),
      article.gated_until ? [", or wait until it opens to everybody on ", day(article.gated_until), "."] : "."));

const footnotes = (notes) =>
  part("Notes", notes.length, () =>
    el("ol", {}, notes.map((note) => fromHtml("li", note.html, { id: `note-${note.number}`, value: note.number }))));

const terms = (trends) => el("ul", { class: "terms" }, trends.map((one) => el("li", {}, el("a", { href: `/trends/${one.slug}/` }, one.name))));

const neighbour = (words, article) => article && el("p", {}, `${words}: `, link(article.url, article.title));

/** Show an article; a draft has the same fields. */
export function articleBody(article) {
  return el("article", { class: "page narrow", "data-colour": article.section.colour },
    kicker(article),
    el("h1", {}, notice(article), article.title),
    article.deck && el("p", { class: "deck" }, article.deck),
    article.credits.length ? el("ul", { class: "credits", "aria-label": "Credits" }, article.credits.map(credit)) : null,
    dates(article), article.corrections.map(correction), lead(article),
    event(article.event), resource(article.resource), review(article.review),
    article.is_readable ? el("div", { class: "text" }, blocks(article.body)) : gate(article),
    footnotes(article.footnotes),
    part("Trends", article.trends.length, () => terms(article.trends)),
    part("Read on", article.related.length, () => titles(article.related)),
    neighbour("Before", article.previous), neighbour("After", article.next),
    article.citation.text && el("p", { class: "citation" }, "Cite as: ", article.citation.text));
}

export async function article({ signal, path }) {
  const found = await read("articles/by-path/", { parameters: { path }, signal });
  const { title, description, canonical_url: canonical } = found.metadata;
  return { title, description, canonical, body: articleBody(found) };
}
