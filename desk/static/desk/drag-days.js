// A piece can be dragged to another day; it sends the form that stands on its card.

let dragged = null;

const targets = () => document.querySelectorAll("[data-day]");

function mark(target) {
  for (const one of targets()) one.classList.toggle("calendar__target", one === target);
}

function begin(event) {
  dragged = event.currentTarget;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
}

function over(event) {
  if (!dragged) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  mark(event.currentTarget);
}

function drop(event) {
  if (!dragged) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  const day = event.currentTarget.dataset.day;
  if (form.elements.planned_for.value === day) return;
  form.elements.planned_for.value = day;
  form.requestSubmit();
}

function end() {
  dragged = null;
  mark(null);
}

for (const card of document.querySelectorAll(".calendar__card:has(form)")) {
  card.draggable = true;
  card.addEventListener("dragstart", begin);
  card.addEventListener("dragend", end);
}
for (const target of targets()) {
  target.addEventListener("dragover", over);
  target.addEventListener("drop", drop);
}
