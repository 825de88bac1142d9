// The lasting link of a page that holds its state in its address: kept in the address line, and copied at a press.

// A page that was sent as a form gets the address that opens it, so that reloading and going back work.
const place = document.querySelector("[data-link]");
if (place && window.location.search === "") {
  window.history.replaceState(null, "", place.dataset.link + window.location.hash);
}

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
  });
}
