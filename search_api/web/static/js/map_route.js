// A route on the map: its stops by number, and the way of each day as a line. The list of the page that has the id `data-route`
// holds all of it in its order.

const SIZE = 30; // pixels

/** The points of the list: those with a link are stops, the others home and nights. */
export function routeOnPage(list) {
  const all = [...list.querySelectorAll("[data-at]")].map((item) => {
    const [lat, lon] = item.dataset.at.split(" ").map(Number);
    const link = item.querySelector("a");
    return { lat, lon, kind: item.dataset.kind, day: item.dataset.day, link, number: item.dataset.number, place: item.dataset.place, rough: item.dataset.of };
  });
  const points = all
    .filter((one) => one.link)
    .map(({ lat, lon, link, number, place, rough }) => ({
      id: link.pathname,
      title: link.textContent,
      url: link.href,
      place,
      number,
      lat,
      lon,
      coordinates_of: rough ?? "locality",
    }));
  return { points, without_coordinates: 0, left_out: 0, route: all };
}

/** Draws the way under the points: one line for each day, and marks for home and the nights. */
export function drawRoute(map, route) {
  const days = [...new Set(route.map((one) => one.day))];
  for (const day of days) {
    const first = route.findIndex((one) => one.day === day);
    // A day begins where the last one ended.
    const way = route.slice(Math.max(first - 1, 0)).filter((one, place) => one.day === day || (place === 0 && first > 0));
    L.polyline(way.map((one) => [one.lat, one.lon]), { className: `map-route map-route--${day}`, interactive: false }).addTo(map);
  }
  for (const one of route.filter(({ kind }) => kind === "start" || kind === "night")) {
    const content = document.createElement("span");
    content.setAttribute("aria-hidden", "true");
    L.marker([one.lat, one.lon], {
      icon: L.divIcon({ className: `map-place map-place--${one.kind}`, html: content, iconSize: [18, 18], iconAnchor: [9, 9] }),
      interactive: false,
      keyboard: false,
    }).addTo(map);
  }
}

/** What a group of stops shows: their numbers. */
export function numbersOf(markers) {
  return markers.map((marker) => marker.point.number).sort((one, other) => one - other).join(", ");
}

/** A stop by its number. */
export function numbered(point) {
  const content = document.createElement("span");
  const shown = document.createElement("span");
  const said = document.createElement("span");
  shown.textContent = point.number;
  shown.setAttribute("aria-hidden", "true");
  said.textContent = `${point.number}. ${point.title}: ${point.place}`;
  said.className = "visually-hidden";
  said.lang = "pl";
  content.append(shown, said);
  return L.divIcon({ className: "map-cluster map-stop", html: content, iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE / 2], popupAnchor: [0, -SIZE / 2] });
}
