// How an article stands in a list.

import { day, el, link, picture } from "./dom.js";

export const notice = (piece) =>
  piece.is_retracted ? el("strong", { class: "retracted" }, "Retracted") : null;

export function byline(credits) {
  const names = credits.map((credit) => credit.contributor.name);
  return names.length ? el("p", { class: "byline" }, `By ${new Intl.ListFormat("en").format(names)}`) : null;
}

export const kicker = (article) =>
  el("p", { class: "kicker" }, link(article.section.url, article.section.title), " · ", article.kind,
    article.access === "members" ? " · for members" : "");

const when = (article) =>
  el("p", { class: "when" }, article.published_at ? day(article.published_at) : null, ` · ${article.reading_minutes} min`);

/** Show an article in a list; `level` is that of its heading. */
export function card(article, { level = 3, sizes = "(min-width: 60rem) 25rem, 100vw", isLead = false } = {}) {
  return el("article", { class: isLead ? "card lead" : "card", "data-colour": article.section.colour },
    picture(article.image, sizes, isLead ? { loading: "eager", fetchpriority: "high" } : {}),
    kicker(article),
    el(`h${level}`, {}, notice(article), link(article.url, article.title)),
    article.deck && el("p", { class: "deck" }, article.deck),
    byline(article.credits),
    when(article));
}

export const grid = (articles, options) => el("div", { class: "grid" }, articles.map((one) => card(one, options)));

/** Show a part of a page under its heading; nothing where there is nothing in it. */
export const part = (title, filled, content) =>
  filled ? el("section", {}, el("h2", {}, title), content()) : null;

/** Show the titles of articles that continue a matter. */
export const titles = (articles) =>
  el("ul", { class: "titles" }, articles.map((one) => el("li", {}, notice(one), link(one.url, one.title))));
