// Reads feeds as a reader app in JavaScript would: a list of texts comes in, a list of what stands in each goes out.
import { text } from "node:stream/consumers";
import { parseFeed } from "feedsmith";

const seconds = (date) => date && new Date(date).getTime() / 1000;

const picture = (media) => {
  const found = media?.contents?.find((content) => content.medium === "image");
  return found && { url: found.url, width: found.width, height: found.height, alt: found.description?.value ?? "" };
};

const rss = (item) => ({
  id: item.guid.value,
  title: item.title,
  url: item.link,
  summary: item.description ?? "",
  html: item.content.encoded,
  published: seconds(item.pubDate),
  authors: item.dc?.creators ?? [],
  tags: (item.categories ?? []).map((category) => category.name),
  picture: picture(item.media),
});

const atom = (entry) => ({
  id: entry.id,
  title: entry.title.value ?? entry.title,
  url: entry.links.find((link) => !link.rel || link.rel === "alternate").href,
  summary: entry.summary?.value ?? entry.summary ?? "",
  html: entry.content.value ?? entry.content,
  published: seconds(entry.published),
  updated: seconds(entry.updated),
  authors: (entry.authors ?? []).map((author) => author.name),
  tags: (entry.categories ?? []).map((category) => category.term),
  picture: picture(entry.media),
});

const json = (item) => ({
  id: item.id,
  title: item.title,
  url: item.url,
  summary: item.summary ?? "",
  html: item.content_html,
  published: seconds(item.date_published),
  updated: seconds(item.date_modified),
  authors: (item.authors ?? []).map((author) => author.name),
  tags: item.tags ?? [],
  picture: item.image && { url: item.image },
});

const read = (content) => {
  const { format, feed } = parseFeed(content);
  const entries = feed.items ?? feed.entries ?? [];
  return { format, title: feed.title.value ?? feed.title, entries: entries.map({ rss, atom, json }[format]) };
};

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(read)));
