// The list without leaving the page: buttons at records, moving on the list.
// All of it are forms that work without this module; when sending fails, the form is sent as any other.

const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
document.body.append(status);

const CHANGED = "lista"; // in the storage of the tab: when the list was last changed
const shown = Date.now();

// One after another: each answer sets the whole list anew.
let queue = Promise.resolve();

/** Sends a form in its turn; resolves to what the list is now: {ids, count, said, refused}. */
function sent(action, body) {
  const answer = queue.then(async () => {
    const response = await fetch(action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!response.ok && response.status !== 409) throw new Error(String(response.status));
    return { refused: response.status === 409, ...(await response.json()) };
  });
  queue = answer.then(() => sessionStorage.setItem(CHANGED, String(Date.now()))).catch(() => {});
  return answer;
}

/** Shows on every button and in the menu what is on the list. */
function show(ids) {
  for (const place of document.querySelectorAll("[data-list-count]")) place.textContent = `(${ids.length})`;
  for (const form of document.querySelectorAll("form[data-list-button]")) {
    const on = ids.includes(form.elements.id.value);
    const words = form.querySelector("[data-words]");
    form.action = on ? form.dataset.remove : form.dataset.add;
    form.querySelector("button").setAttribute("aria-pressed", String(on));
    words.textContent = on ? words.dataset.listed : words.dataset.unlisted;
  }
}

/** Says something politely, also when it is the same as before. */
function say(words) {
  status.textContent = "";
  setTimeout(() => (status.textContent = words), 50);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-list-button]")) return;
  event.preventDefault();
  const pressed = form.querySelector("button").getAttribute("aria-pressed") === "true";
  const action = pressed ? form.dataset.remove : form.dataset.add;
  try {
    const list = await sent(action, new URLSearchParams(new FormData(form)));
    show(list.ids);
    say(list.said);
    if (list.refused) form.submit();
  } catch {
    form.submit();
  }
});

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("form[data-list-move]") || !["up", "down"].includes(submitter?.name)) return;
  event.preventDefault();
  const item = form.closest("li");
  const up = submitter.name === "up";
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  try {
    const list = await sent(form.action, new URLSearchParams([[submitter.name, submitter.value]]));
    if (other) other[up ? "before" : "after"](item);
    settleEnds(item.parentElement);
    showLink(item.parentElement);
    if (submitter.disabled) form.querySelector("button:not(:disabled)").focus();
    else submitter.focus();
    say(list.said);
  } catch {
    window.location.reload();
  }
});

/** The first record cannot go up, the last not down. */
function settleEnds(list) {
  for (const item of list.children) {
    item.querySelector("[name=up]").disabled = !item.previousElementSibling;
    item.querySelector("[name=down]").disabled = !item.nextElementSibling;
  }
}

/** The link to the list, also that in the letter, in the order that it has now. */
function showLink(list) {
  const field = document.querySelector("[data-list-link]");
  const ids = [...list.querySelectorAll("[name=up]")].map((button) => ["id", button.value]);
  if (!field) return;
  field.value = `${field.value.split("?")[0]}?${new URLSearchParams(ids)}`;
  const letter = document.querySelector("[data-list-mail]");
  if (letter) letter.href = letter.href.replace(/body=.*/s, () => `body=${encodeURIComponent(field.value)}`);
}

document.addEventListener("copied", ({ detail }) => say(detail)); // copy_link.js

// Back to a page that the browser had kept: read it anew when the list has changed since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && Number(sessionStorage.getItem(CHANGED)) > shown) window.location.reload();
});
