// Loads the player of another site in place, and only when the reader asks for it.
function play(event) {
  const link = event.currentTarget;
  event.preventDefault();
  const frame = document.createElement("iframe");
  const source = new URL(link.dataset.player);
  source.searchParams.set("autoplay", "1");
  frame.src = source;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.className = "media__frame";
  link.replaceWith(frame);
  frame.focus();
}

for (const link of document.querySelectorAll("a[data-player]")) {
  link.addEventListener("click", play);
}
