// Search: results, and the facets that narrow them. The address holds all that is asked.

import { read } from "../api.js";
import { part } from "../cards.js";
import { day, el, fromHtml, here, link } from "../dom.js";
import { nothing } from "./states.js";

/** Return the address with a value of a facet put in, or taken out if it is there; back on the first page. */
function toggled(query, name, slug) {
  const changed = new URLSearchParams(query);
  changed.delete("page");
  changed.has(name, slug) ? changed.delete(name, slug) : changed.append(name, slug);
  return `/search/?${changed}`;
}

const value = (query, name, one) =>
  el("li", {}, el("a", { href: toggled(query, name, one.slug), "aria-current": one.is_chosen ? "true" : null },
    one.label, one.is_chosen ? " ✕" : ` (${one.is_about ? "about " : ""}${one.count})`));

const facet = (query, { name, label, values }) =>
  values.length
    ? el("details", { open: values.some((one) => one.is_chosen) || name === "kind" || name === "section" },
        el("summary", {}, label), el("ul", {}, values.map((one) => value(query, name, one))))
    : null;

const result = (one) =>
  el("li", { class: "result" }, el("p", { class: "kicker" }, one.kicker || one.label, one.is_gated ? " · for members" : ""),
    el("h2", {}, fromHtml("a", one.title_html, { href: here(one.url) })), fromHtml("p", one.excerpt_html),
    el("p", { class: "when" }, one.byline, one.byline && one.date ? " · " : "", one.date && day(one.date)));

const pin = (one) => el("li", {}, link(one.url, one.title), one.description && ` – ${one.description}`);

/** Return the address on this front end of a search that the API offers. */
const offered = (address) => `/search/${new URL(address).search}`;

const wayOut = (way) => el("li", {}, el("a", { href: offered(way.url) }, way.text), ` (${way.total})`);

const turn = (address, words) => address && el("a", { class: "button", href: offered(address) }, words);

function summary(found) {
  if (found.begin_with.length) return "Begin with a word, or with a trend that many pieces carry.";
  const looked = found.corrected ? `Nothing for “${found.query}”; this is for “${found.corrected}”. ` : "";
  return `${looked}${found.is_estimated ? "About " : ""}${found.total} ${found.total === 1 ? "result" : "results"}`;
}

const begin = (trends) =>
  part("Trends", trends.length, () => el("ul", { class: "terms" }, trends.map((one) => el("li", {}, el("a", { href: `/trends/${one.slug}/` }, one.name)))));

const results = (found) =>
  el("div", {}, el("ul", {}, found.pins.map(pin)),
    found.items.length || found.begin_with.length ? el("ol", { class: "results", start: 12 * (found.page - 1) + 1 }, found.items.map(result)) : nothing("Nothing was found."),
    part("Searches that find something", found.ways_out.length, () => el("ul", {}, found.ways_out.map(wayOut))),
    begin(found.begin_with),
    el("p", {}, turn(found.previous, "Page before"), " ", turn(found.next, "Next page")));

export async function search({ signal, query }) {
  const parameters = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  const found = await read("search/", { parameters, signal });
  document.querySelector("#find").value = found.query;
  const title = found.query ? `Search for “${found.query}”` : "Search";
  const body = el("div", { class: "page" }, el("h1", {}, title), el("p", { role: "status" }, summary(found)),
    el("div", { class: "beside" }, results(found),
      el("aside", { "aria-label": "Narrow the results" }, found.facets.map((one) => facet(query, one)))));
  return { title, body };
}
