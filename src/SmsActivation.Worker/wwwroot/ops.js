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

// A ready reason is written with one click; the button that needs it is next.
document.addEventListener("click", (event) => {
  const ready = event.target.closest("button[data-reason]");
  if (!ready) return;
  ready.form.elements.reason.value = ready.textContent;
  ready.form.querySelector("button[name=move]").focus();
});

// A part that refreshes itself is left alone while somebody is at work in it; only its words change.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const words = target.querySelector("[aria-live]");
  const isBusy =
    target.contains(document.activeElement) ||
    target.querySelector("details[open]") ||
    [...target.querySelectorAll("input:not([type=hidden])")].some((input) => input.value);
  if (!isBusy) return;
  event.detail.shouldSwap = false;
  if (words) words.replaceWith(fragment.querySelector("[aria-live]"));
});

// What was typed to find a case stands in no address, so the case's own page is told of it here, once.
const box = document.querySelector(".case-box input[type=search]");
if (box) {
  if (!box.value) box.value = sessionStorage.getItem("typed") ?? "";
  sessionStorage.removeItem("typed");
  box.form.addEventListener("submit", () => sessionStorage.setItem("typed", box.value));
}

// A hundred of one kind are ticked at once, or not at all.
for (const button of document.querySelectorAll("button[data-tick-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll("input[type=checkbox]")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

// A file that is too large, or a spreadsheet, is refused before it is sent.
document.addEventListener("change", async (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.dataset.largest) return;
  const largest = Number(input.dataset.largest);
  const tooLarge = [...input.files].some((file) => file.size > largest);
  const excel = !tooLarge && (await Promise.all([...input.files].map(isExcel))).some((one) => one);
  input.setCustomValidity(
    tooLarge
      ? `This file is larger than ${Math.floor(largest / 1048576)} MB: cut it in parts.`
      : excel
        ? "This is an Excel file. Save it as CSV UTF-8 (comma delimited) and choose that."
        : "",
  );
  input.reportValidity();
});

// As the host knows it: by the first bytes of .xlsx and .xls.
async function isExcel(file) {
  const start = [...new Uint8Array(await file.slice(0, 4).arrayBuffer())].join();
  return start === "80,75,3,4" || start === "208,207,17,224";
}

// Times stand in UTC; whoever points at one sees it by their own clock.
document.addEventListener("mouseover", (event) => {
  const time = event.target.closest("time[datetime]");
  if (time && !time.title)
    time.title = new Date(time.dateTime).toLocaleString([], { dateStyle: "medium", timeStyle: "long" });
});
