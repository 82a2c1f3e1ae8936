// The body of an article: a table from the type of a block to the function that shows it.

import { el, fromHtml, link, picture } from "./dom.js";

const heading = (words) => (words ? el("h3", {}, words) : null);
const paragraph = (words, attributes) => (words ? el("p", attributes, words) : null);
const caption = (...words) => {
  const said = words.filter(Boolean).join(" · ");
  return said ? el("figcaption", {}, said) : null;
};
const joined = (...words) => words.filter(Boolean).join(", ");
const SIZES = "(min-width: 40rem) 40rem, 100vw";

function pullQuote({ quote, attribution, role }) {
  return el("figure", { class: "quote" }, el("blockquote", {}, el("p", {}, quote)), caption(joined(attribution, role)));
}

const callout = ({ title, text, tone }) =>
  el("aside", { class: "box", "data-tone": tone }, heading(title), fromHtml("div", text));

const keyFacts = ({ title, facts }) =>
  el("section", { class: "box" }, heading(title),
    el("dl", { class: "figures" }, facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value)))));

const exchange = ({ question, answer }) => [el("p", { class: "question" }, question), fromHtml("div", answer)];

const timeline = ({ title, events }) =>
  el("section", { class: "box" }, heading(title),
    el("ol", { class: "events" }, events.map((one) =>
      el("li", {}, el("p", { class: "when" }, one.when), el("h4", {}, one.title), paragraph(one.text)))));

const figure = (value) =>
  el("figure", { class: value.width === "wide" ? "wide" : null }, picture(value.image, SIZES),
    caption(value.caption, value.credit || value.image?.credit));

const gallery = ({ title, items }) =>
  el("section", {}, heading(title), el("div", { class: "grid" }, items.map((one) => figure(one))));

function player({ title, url, file }) {
  if (file) {
    const tag = ["mp4", "webm"].includes(file.extension) ? "video" : "audio";
    return el(tag, { controls: true, preload: "none", src: file.url, "aria-label": title });
  }
  if (!url?.player_url) return url ? el("p", {}, link(url.url, title)) : null;
  const shown = { src: url.player_url, title, loading: "lazy", allowfullscreen: true, referrerpolicy: "origin" };
  return el("iframe", shown);
}

const media = (value) =>
  el("section", { class: "box" }, heading(value.title), player(value), paragraph(value.description),
    value.transcript ? el("details", {}, el("summary", {}, "Transcript"), fromHtml("div", value.transcript)) : null);

function size(bytes) {
  return bytes === null ? "" : `, ${Math.max(1, Math.round(bytes / 1000)).toLocaleString("en")} kB`;
}

const download = ({ document, title, description }) =>
  el("p", { class: "box" }, el("a", { href: document.url }, title || document.title), ` (${document.extension}${size(document.size)})`,
    description ? ` ${description}` : "");

/** Show a table; its first column names the rows. */
export function table(title, headings, rows) {
  const cell = (value, index) =>
    index ? el("td", {}, value === null ? "–" : String(value)) : el("th", { scope: "row" }, String(value ?? ""));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, el("table", {}, el("caption", {}, title),
    el("thead", {}, el("tr", {}, headings.map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell))))));
}

const dataTable = ({ title, table: { headings, rows }, unit, source }) =>
  el("figure", {}, table(unit ? `${title} (${unit})` : title, headings, rows), caption(source && `Source: ${source}`));

const reading = (one) =>
  el("li", {}, one.author ? `${one.author}: ` : "", one.url ? link(one.url, one.title) : el("cite", {}, one.title),
    one.year ? ` (${one.year})` : "", one.note ? `. ${one.note}` : "");

const readingList = ({ title, items }) => el("section", { class: "box" }, heading(title), el("ul", {}, items.map(reading)));

const evidence = (value) =>
  el("aside", { class: "box" }, heading(value.project), paragraph(value.summary),
    paragraph([value.team, value.funder, value.award_number].filter(Boolean).join(" · "), { class: "when" }),
    value.url ? el("p", {}, link(value.url, "The project")) : null);

const action = ({ title, text, label, url }) =>
  el("aside", { class: "box" }, heading(title), fromHtml("div", text), el("p", {}, link(url, label, { class: "button" })));

const relatedArticle = ({ article, note }) =>
  el("aside", { class: "box" }, el("p", {}, "Read also: ", link(article.url, article.title)), paragraph(note));

const BLOCKS = {
  text: (html) => fromHtml("div", html),
  pull_quote: pullQuote,
  callout,
  key_facts: keyFacts,
  q_and_a: ({ exchanges }) => el("div", {}, exchanges.map(exchange)),
  timeline,
  image: figure,
  gallery,
  media,
  download,
  data_table: dataTable,
  reading_list: readingList,
  evidence,
  action,
  related_article: relatedArticle,
};

/** Show the blocks of a body; the magazine may get new types at any time, and these are passed over. */
export const blocks = (body) =>
  body.filter(({ type }) => Object.hasOwn(BLOCKS, type)).map(({ type, value }) => BLOCKS[type](value));
