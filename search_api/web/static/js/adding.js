// The forms of a practice: rows added in place; where one is proposed, a copy of what is typed is kept in this browser.
const KEY = "opis-praktyki";
const form = document.querySelector("form[data-practice]");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}

function addRow(list) {
  const rows = form.querySelector(`[data-rows="${list}"]`);
  const number = rows.children.length;
  if (number >= Number(rows.dataset.most)) return null;
  const row = document.querySelector(`template[data-row="${list}"]`).content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const name of ["id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("-900", `-${number}`));
    }
  }
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace("901", String(number + 1)));
  rows.append(row);
  if (number + 1 >= Number(rows.dataset.most)) form.querySelector(`[data-more="${list}"]`).disabled = true;
  return row;
}

function keepRows() {
  for (const button of form.querySelectorAll("[data-more]")) {
    button.addEventListener("click", (event) => {
      const row = addRow(button.dataset.more);
      if (row === null) return;
      event.preventDefault();
      row.querySelector("input").focus();
    });
  }
}

function typed() {
  const left = new Set(["started", "website", "step", "lang"]);
  return [...new FormData(form)].filter(([name]) => !left.has(name));
}

function keepCopy() {
  const box = document.getElementById("saved");
  const part = (name) => box.querySelector(`[data-saved="${name}"]`);
  const show = (...names) => {
    for (const one of box.querySelectorAll("[data-saved]")) one.hidden = !names.includes(one.dataset.saved);
    box.hidden = names.length === 0;
  };

  let waiting;
  const save = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ changed: Date.now(), fields: typed() }));
      if (part("told").hidden) show("told", "forget");
    } catch {
      // Storage is full or switched off: the form works without it, and nothing was promised.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    save();
  });

  part("forget").addEventListener("click", () => {
    clearTimeout(waiting);
    forget();
    show("forgotten");
  });
  part("restore").addEventListener("click", () => {
    fill(kept()?.fields ?? []);
    show("told", "forget");
    form.querySelector("textarea").focus();
  });

  const found = kept();
  if (found && Date.now() - found.changed > Number(box.dataset.days) * 24 * 3600 * 1000) forget();
  else if (found && !("typed" in form.dataset)) {
    const time = box.querySelector("time");
    const changed = new Date(found.changed);
    time.dateTime = changed.toISOString();
    time.textContent = changed.toLocaleString(document.documentElement.lang);
    show("found", "restore", "forget");
  } else if (found) show("told", "forget");
}

function fill(fields) {
  const byName = new Map();
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const [name, values] of byName) {
    const list = name.includes(".") ? name.slice(0, name.indexOf(".")) : null;
    while (list && form.querySelectorAll(`[name="${name}"]`).length < values.length) if (addRow(list) === null) break;
    [...form.querySelectorAll(`[name="${name}"]`)].forEach((field, number) => {
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (number < values.length) field.value = values[number];
      if (field.checked && field.closest("details")) field.closest("details").open = true;
    });
  }
}

function once(step) {
  // Only what was sent from this tab is forgotten: an older receipt may be looked at while a new text waits.
  try {
    if (step === "sent" && sessionStorage.getItem(KEY)) {
      sessionStorage.removeItem(KEY);
      forget();
    } else if (step === "sending") sessionStorage.setItem(KEY, "1");
  } catch {
    // Storage is switched off.
  }
}

const sending = document.getElementById("wyslij");
if (form) {
  keepRows();
  if (document.getElementById("saved")) keepCopy();
} else if (sending) {
  sending.addEventListener("submit", (event) => once(event.submitter?.value === "send" ? "sending" : ""));
} else if (document.querySelector("[data-sent]")) {
  once("sent");
}
