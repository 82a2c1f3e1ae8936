// Asks before something is taken away, says in words what went wrong with a passkey, and offers none where the browser knows none.
const SENTENCES = {
  NotAllowedError: "Nothing happened: the device was not asked, or somebody pressed Cancel. Try again, or log in another way.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address. They need https and a name, such as localhost instead of 127.0.0.1.",
};

function say(sentence) {
  const note = document.createElement("p");
  note.className = "note note--error";
  note.setAttribute("role", "alert");
  note.textContent = sentence;
  document.querySelector("[data-passkey]")?.closest(".fields")?.prepend(note);
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll(".note--error[role=alert]").forEach((note) => note.remove());
  say(SENTENCES[event.detail.exception?.name] ?? "The passkey could not be used. Try again, or log in another way.");
});

if (!window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach((button) => { button.hidden = true; });
}

document.querySelectorAll("[data-ask]").forEach((button) => {
  button.addEventListener("click", (event) => {
    if (!window.confirm(button.dataset.ask)) event.preventDefault();
  });
});
