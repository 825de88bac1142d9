// Copying, the share sheet of the system, printing. Without this file the texts stand there to be selected.

const box = document.querySelector("[data-share]");

/** Copies the text of an element, or leaves it selected where the browser does not allow copying. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return false;
  }
}

if (box) {
  const status = box.querySelector("[data-status]");
  for (const button of box.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copy(document.getElementById(button.dataset.copy));
      status.textContent = copied ? box.dataset.done : box.dataset.failed;
    });
  }
  const send = box.querySelector("[data-send]");
  if (navigator.share) {
    send.hidden = false;
    // Whoever closes the share sheet has changed their mind: nothing to tell.
    send.addEventListener("click", () =>
      navigator.share({ title: box.dataset.title, url: box.dataset.address }).catch(() => {}),
    );
  }
  const print = box.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
