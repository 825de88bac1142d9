// The lasting link of a page that holds its state in its address: kept in the address line.

// A page that was sent as a form gets the address that opens it, so that reloading and going back work.
const place = document.querySelector("[data-link]");
if (place && window.location.search === "") {
  window.history.replaceState(null, "", place.dataset.link + window.location.hash);
}
