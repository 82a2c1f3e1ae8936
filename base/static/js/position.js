// Fills a field with where the browser is, rounded to about a kilometre; asks the reader first, as browsers do.
for (const button of document.querySelectorAll("[data-position-for]")) {
  if (!("geolocation" in navigator)) continue;
  const field = document.getElementById(button.dataset.positionFor);
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { field.value = `${coords.latitude.toFixed(2)}, ${coords.longitude.toFixed(2)}`; },
      () => { button.textContent = "The browser does not tell"; button.disabled = true; },
    );
  });
}
