// A trend: how often it was written about, drawn and as a table, and what carries it.

import { read } from "../api.js";
import { table } from "../blocks.js";
import { card, grid, part } from "../cards.js";
import { el, link, svg } from "../dom.js";
import { more } from "./list.js";
import { nothing } from "./states.js";

const WIDTH = 720;
const HEIGHT = 200;
const FOOT = 24;

/** Draw one column for each year, the sources on top of each other. */
function columns({ years, sources }) {
  const totals = years.map((_, index) => sources.reduce((sum, source) => sum + source.counts[index], 0));
  const [unit, step] = [(HEIGHT - FOOT - 16) / Math.max(...totals, 1), WIDTH / years.length];
  const column = (year, index) => {
    let top = HEIGHT - FOOT;
    const parts = sources.map((source, place) => {
      const height = source.counts[index] * unit;
      top -= height;
      const shape = { x: index * step + step * 0.15, y: top, width: step * 0.7, height, class: `source-${place % 4}` };
      return svg("rect", shape, svg("title", {}, `${year}, ${source.name}: ${source.counts[index]}`));
    });
    return svg("g", {}, parts, label(index * step + step / 2, HEIGHT - 6, String(year), index % every(years)),
      label(index * step + step / 2, top - 4, String(totals[index]), !totals[index]));
  };
  return years.map(column);
}

const label = (x, y, words, isHidden) => (isHidden ? null : svg("text", { x, y, "text-anchor": "middle" }, words));

/** Return how many years there are to one label, so that none stands on another. */
const every = (years) => Math.ceil(years.length / 12);

const legend = (sources) =>
  el("ul", { class: "legend" }, sources.map((source, place) => el("li", { class: `source-${place % 4}` }, source.name)));

const years = ({ years, sources }) =>
  table("Pieces by year", ["Year", ...sources.map((source) => source.name)],
    years.map((year, index) => [year, ...sources.map((source) => source.counts[index])]));

const timeline = (shown, name) =>
  el("figure", {}, svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Pieces on ${name}, by year; the table below has the numbers`, class: "years" }, columns(shown)),
    legend(shown.sources), el("details", {}, el("summary", {}, "The numbers"), years(shown)));

const tie = (one) => el("li", {}, link(one.url, one.name), ` (${one.count})`);
const ties = (title, found) => part(title, found.length, () => el("ul", { class: "terms" }, found.map(tie)));
const row = (one) => el("li", {}, link(one.url, one.title), ` – ${one.kicker}`, one.is_gated ? " · for members" : "");

function pieces({ items, next }) {
  const list = grid(items);
  const add = (following) => {
    const cards = following.map((one) => card(one));
    list.append(...cards);
    return cards[0];
  };
  return el("div", {}, list, more(next, add));
}

export async function trend({ signal, path }) {
  const found = await read(`trends/${encodeURIComponent(path.split("/")[2])}/`, { signal });
  const body = el("div", { class: "page" }, el("p", { class: "kicker" }, el("a", { href: "/trends/" }, "Trends"), ` · ${found.group}`),
    el("h1", {}, found.name), found.scope_note && el("p", { class: "deck" }, found.scope_note),
    found.synonyms.length ? el("p", {}, `Also called ${new Intl.ListFormat("en").format(found.synonyms)}.`) : null,
    found.successor && el("p", {}, "Continued as ", el("a", { href: `/trends/${found.successor.slug}/` }, found.successor.name), "."),
    found.timeline ? timeline(found.timeline, found.name) : nothing("No piece carries this trend yet."),
    part("Begin with", found.key_articles.length, () => el("ul", {}, found.key_articles.map(row))),
    part("The newest", found.articles.items.length, () => pieces(found.articles)),
    found.elsewhere.map((group) => part(group.title, group.rows.length, () => el("ul", {}, group.rows.map(row)))),
    ties("Who wrote of it", found.people), ties("Institutions", found.institutions), ties("Near it", found.neighbours));
  return { title: found.name, description: found.scope_note, body };
}
