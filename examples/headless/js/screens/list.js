// A section, page by page; and the trends, all at once.

import { read, Refusal } from "../api.js";
import { card } from "../cards.js";
import { el, link } from "../dom.js";
import { nothing, refused } from "./states.js";

const LIMIT = 12;

/** Make a button that puts what follows below what is there, until nothing follows. */
export function more(next, show) {
  const status = el("p", { role: "status" });
  const button = el("button", { type: "button", class: "more" }, "More");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const page = await read(next);
      const shown = show(page.items);
      next = page.next;
      status.textContent = `${page.items.length} more are shown.`;
      shown?.querySelector("a")?.focus();
    } catch (error) {
      status.replaceChildren(refused(error));
    }
    button.disabled = false;
    button.hidden = !next;
  });
  button.hidden = !next;
  return el("div", {}, button, status);
}

export async function section({ signal, path, menu }) {
  const slug = path.split("/")[1];
  const page = await read("articles/", { parameters: { section: slug, limit: LIMIT }, signal }).catch((error) => {
    // A section that there is not is a value that is refused.
    throw error.status === 422 ? new Refusal(404, error.message) : error;
  });
  const found = page.items[0]?.section ?? menu.find((entry) => entry.path === path) ?? { title: slug };
  const list = el("div", { class: "grid" }, page.items.map((one) => card(one, { level: 2 })));
  const add = (items) => {
    const cards = items.map((one) => card(one, { level: 2 }));
    list.append(...cards);
    return cards[0];
  };
  const body = el("div", { class: "page", "data-colour": found.colour },
    el("h1", {}, found.title),
    found.intro && el("p", { class: "deck" }, found.intro),
    page.items.length ? list : nothing("Nothing stands in this section yet."),
    more(page.next, add));
  return { title: found.title, description: found.intro, body };
}

const byGroup = (trends) => Object.entries(Object.groupBy(trends, (trend) => trend.group));

const term = (trend) => el("li", {}, link(`/trends/${trend.slug}/`, trend.name), ` (${trend.counts.total})`);

export async function trends({ signal }) {
  const { items } = await read("trends/", { parameters: { limit: 100, fields: "slug,name,group,counts" }, signal });
  const groups = byGroup(items).map(([name, terms]) =>
    el("section", {}, el("h2", {}, name), el("ul", { class: "terms" }, terms.map(term))));
  const body = el("div", { class: "page" }, el("h1", {}, "Trends"), groups.length ? groups : nothing("There are none."));
  return { title: "Trends", body };
}
