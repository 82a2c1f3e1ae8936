// Moves the notes of an article beside the words that they belong to, where the window is wide enough.
const GAP = 12;
const wide = window.matchMedia("(min-width: 74rem)");
const list = document.querySelector(".body > .notes");
const body = list?.parentElement;

function wideBlocks(edge) {
  return [...body.children]
    .filter((child) => child !== list)
    .map((child) => child.getBoundingClientRect())
    .filter((box) => box.right > edge && box.height);
}

function place() {
  list.classList.toggle("notes--beside", wide.matches);
  const notes = [...list.querySelectorAll(".notes__note")];
  if (!wide.matches) {
    notes.forEach((note) => (note.style.insetBlockStart = ""));
    return;
  }
  const top = body.getBoundingClientRect().top;
  const obstacles = wideBlocks(notes[0].getBoundingClientRect().left);
  let free = 0;
  for (const note of notes) {
    const reference = document.getElementById(note.id.replace("note-", "note-reference-"));
    let wanted = Math.max(free, reference.closest("sup").getBoundingClientRect().top - top - 4);
    for (const box of obstacles) {
      const overlaps = wanted + note.offsetHeight > box.top - top && wanted < box.bottom - top;
      if (overlaps) wanted = box.bottom - top + GAP;
    }
    note.style.insetBlockStart = `${wanted}px`;
    free = wanted + note.offsetHeight + GAP;
  }
}

if (list) {
  place();
  new ResizeObserver(place).observe(body);
  wide.addEventListener("change", place);
}
