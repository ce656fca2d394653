"use strict";
// All that pages of /ops do beyond plain links and forms; each part looks for what it serves.

// A button that changes something is pressed once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // What is answered with a file leaves the page as it is, to be sent again.
  if (form.method !== "post" || form.hasAttribute("hx-post") || form.hasAttribute("data-again")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});

// Back from the browser's own memory of a page: its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Asks before what is hard to take back.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask]");
  if (button && !window.confirm(button.dataset.ask)) event.preventDefault();
});

// A file that is too large is refused before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.dataset.largest) return;
  const largest = Number(input.dataset.largest);
  const tooLarge = [...input.files].some((file) => file.size > largest);
  input.setCustomValidity(tooLarge ? `This file is larger than ${Math.floor(largest / 1048576)} MB: cut it in parts.` : "");
  input.reportValidity();
});

// Times stand in UTC; whoever points at one sees it by their own clock.
document.addEventListener("mouseover", (event) => {
  const time = event.target.closest("time[datetime]");
  if (time && !time.title)
    time.title = new Date(time.dateTime).toLocaleString([], { dateStyle: "medium", timeStyle: "long" });
});
