/** A small client whose types are made from the description: it does not compile where it and the API part. */
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Schemas = components["schemas"];
type Values = Record<string, string>;
type Answer<Path extends keyof paths> = paths[Path]["get"] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

const [site = "", token = "", page = ""] = process.argv.slice(2);

async function ask(path: string, options: RequestInit = {}): Promise<Response> {
  const response = await fetch(new URL(path, site), options);
  if (!response.ok) {
    const problem = (await response.json()) as Schemas["ProblemDetail"];
    throw new Error(`${path}: ${problem.status} ${problem.title}: ${problem.detail ?? ""}`);
  }
  return response;
}

async function read<Path extends keyof paths>(path: Path, query: Values = {}, slug = ""): Promise<Answer<Path>> {
  const response = await ask(`${path.replace("{slug}", slug)}?${new URLSearchParams(query)}`);
  return (await response.json()) as Answer<Path>;
}

/** Change the headline of a draft, unless somebody else has changed it since. */
async function rename(title: string): Promise<string> {
  const path = `/api/v3/pages/${page}/`;
  const authorization = `Bearer ${token}`;
  const tag = (await ask(path, { headers: { authorization } })).headers.get("ETag") ?? "";
  const change: Schemas["ArticlePagePatchSchema"] = { meta: { type: "articles.ArticlePage" }, title };
  const headers = { authorization, "content-type": "application/json", "if-match": tag };
  const changed = await ask(path, { method: "PATCH", headers, body: JSON.stringify(change) });
  return ((await changed.json()) as Schemas["ArticlePageSchema"]).title;
}

const front = await read("/api/v3/front-page/");
const lead = front.lead;
const article = lead && (await read("/api/v3/articles/by-path/", { path: new URL(lead.url).pathname }));
const [tag] = article?.trends ?? [];
const trend = tag && (await read("/api/v3/trends/{slug}/", {}, tag.slug));
const found = await read("/api/v3/search/", { q: lead?.title ?? "" });

console.log(
  JSON.stringify({
    lead: lead?.title,
    article: article?.title,
    people: article?.credits.map((credit) => credit.contributor.name),
    years: trend?.timeline?.years.length ?? 0,
    found: found.items[0]?.title,
    renamed: await rename("The pier by day"),
  }),
);
