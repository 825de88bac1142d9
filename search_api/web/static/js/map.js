// Fills every place for a map on the page, at once or when the fold around it is opened. Without it the page has a drawing,
// a list and a link, so whatever fails here only leaves them as they are.
import { draw } from "./map_drawing.js";
import { foundBy, read } from "./map_points.js";
import { wordsOf } from "./map_words.js";

const VENDOR = new URL("../vendor/", import.meta.url);
const STYLES = ["leaflet-1.9.4/leaflet.css", "leaflet.markercluster-1.5.3/MarkerCluster.css"];
const SCRIPTS = ["leaflet-1.9.4/leaflet.js", "leaflet.markercluster-1.5.3/leaflet.markercluster.js"];

let libraries;

function added(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", () => reject(new Error(element.src || element.href)), { once: true });
    document.head.append(element);
  });
}

async function loadLibraries() {
  const styles = STYLES.map((path) =>
    added(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(path, VENDOR).href })),
  );
  for (const path of SCRIPTS) {
    // The second needs the first, so one after the other.
    await added(Object.assign(document.createElement("script"), { src: new URL(path, VENDOR).href }));
  }
  await Promise.all(styles);
}

async function start(place) {
  if (place.dataset.started) return;
  place.dataset.started = "yes";
  const words = wordsOf(place);
  const status = place.querySelector(".map__status");
  place.hidden = false;
  status.textContent = words.loading;
  try {
    libraries ??= loadLibraries();
    const [found, outlines] = await Promise.all([foundBy(place), read(place.dataset.outlines), libraries]);
    if (!found.points.length) {
      status.textContent = words.nothing;
      place.querySelector(".map__canvas").hidden = true;
      return;
    }
    draw(place, found, outlines, words);
    // The drawing of the page and the list show the same; two maps under each other would not help.
    for (const drawing of document.querySelectorAll("[data-map-instead]")) drawing.hidden = true;
  } catch (error) {
    libraries = undefined;
    place.querySelector(".map__canvas").hidden = true;
    status.textContent = words.failed;
    console.warn(error);
  }
}

for (const place of document.querySelectorAll("[data-map]")) {
  const fold = place.closest("[data-map-fold]");
  if (!fold) start(place);
  else if (fold.open) start(place);
  else fold.addEventListener("toggle", () => fold.open && start(place));
}
