// The way to a plan made lighter: a file can be dropped, needs move without leaving the page.
// All of it are forms and links that work without this module.

for (const box of document.querySelectorAll("[data-drop]")) {
  const field = box.querySelector("input[type=file]");
  box.querySelector("[data-drop-words]").hidden = false;
  const over = (on) => box.classList.toggle("drop--over", on);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  box.addEventListener("dragleave", () => over(false));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change"));
  });
  // Better told now than after a long wait.
  const tooLarge = box.querySelector("[data-too-large]");
  const isTooLarge = () => [...field.files].some((file) => file.size > Number(box.dataset.most));
  field.addEventListener("change", () => (tooLarge.hidden = !isTooLarge()));
  field.form.addEventListener("submit", (event) => {
    if (!isTooLarge()) return;
    event.preventDefault();
    field.focus();
  });
}

const form = document.querySelector("form[data-needs]");
const said = document.querySelector("[data-said]");

/** Gives every row the numbers of its place: labels, ids, addresses of the buttons. */
function renumber(rows, first) {
  [...rows.children].forEach((row, place) => {
    const before = Number(row.id.slice(row.id.lastIndexOf("-") + 1));
    const now = first + place;
    if (before === now) return;
    const number = new RegExp(`(-| )${before}(?!\\d)`, "g");
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "for", "aria-describedby", "aria-label"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(number, `$1${now}`));
      }
    }
    for (const words of row.querySelectorAll("label[data-name], .visually-hidden")) {
      words.textContent = words.textContent.replace(number, `$1${now}`);
    }
    for (const button of row.querySelectorAll("button[formaction]")) {
      const target = button.dataset.move === "down" ? now + 1 : now - 1;
      button.setAttribute("formaction", button.getAttribute("formaction").replace(/-\d+$/, `-${target}`));
    }
  });
}

if (form) {
  const rows = form.querySelector("[data-rows]");
  const numberOf = (row) => Number(row.id.slice(row.id.lastIndexOf("-") + 1));
  const first = rows.children.length ? numberOf(rows.children[0]) : 1;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const row = button?.closest("li");
    const up = button?.dataset.move === "up";
    if (!button?.dataset.move) return;
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    // At an edge of the page the next page is needed, and a form that was refused is read anew.
    if (!other || form.querySelector("[aria-invalid]")) return;
    event.preventDefault();
    other[up ? "before" : "after"](row);
    renumber(rows, first);
    button.focus();
    said.textContent = said.dataset.moved.replace("{number}", String(numberOf(row)));
  });
}
