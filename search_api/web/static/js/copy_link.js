// The link in a field, copied at a press. Without this module the field stands there to be copied from by hand.

for (const box of document.querySelectorAll("[data-copy-link]")) {
  const field = box.querySelector("textarea");
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      button.textContent = button.dataset.notCopied;
    }
    // Whether it was copied, for whoever says it aloud
    box.dispatchEvent(new CustomEvent("copied", { bubbles: true, detail: button.textContent }));
  });
}
