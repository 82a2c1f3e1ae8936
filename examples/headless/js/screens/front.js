// The front page, as the editors made it.

import { read } from "../api.js";
import { card, grid, part } from "../cards.js";
import { el, link } from "../dom.js";
import { nothing } from "./states.js";

const stream = ({ section, articles }) =>
  el("section", { "data-colour": section.colour }, el("h2", {}, link(section.url, section.title)), grid(articles));

export async function front({ signal }) {
  const page = await read("front-page/", { signal });
  const body = el("div", { class: "page" },
    el("h1", { class: "tagline" }, page.tagline || page.title),
    page.lead ? card(page.lead, { level: 2, sizes: "100vw", isLead: true }) : nothing("Nothing has been published yet."),
    part("Picked by the editors", page.picks.length, () => grid(page.picks)),
    part("The latest", page.latest.length, () => grid(page.latest)),
    part("Events", page.events.length, () => grid(page.events)),
    page.streams.filter((one) => one.articles.length).map(stream));
  return { title: page.metadata.title, description: page.metadata.description, body };
}
