// The points of a map: those of the list on the page where it holds them all, else those that the API gives for the search.
import { routeOnPage } from "./map_route.js";

export async function read(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

export async function foundBy(place) {
  const { listed, points, route } = place.dataset;
  if (route) return routeOnPage(document.getElementById(route));
  return listed ? onPage(document.getElementById(listed)) : read(points);
}

// The shape of the API, as far as the map needs it, from the items of a list by voivodeship and podregion.
function onPage(list) {
  const found = { points: [], without_coordinates: 0, left_out: 0 };
  const unplaced = new Set();
  for (const item of list.querySelectorAll("li")) {
    const link = item.querySelector("a");
    const spots = item.querySelectorAll("[data-at]");
    if (!spots.length) unplaced.add(link.pathname);
    for (const spot of spots) {
      const [lat, lon] = spot.dataset.at.split(" ").map(Number);
      found.points.push({
        id: link.pathname,
        title: link.textContent,
        url: link.href,
        place: placeOf(spot),
        lat,
        lon,
        coordinates_of: spot.dataset.of ?? "locality",
        evidence_level: item.querySelector("b")?.textContent,
      });
    }
  }
  for (const point of found.points) unplaced.delete(point.id);
  found.without_coordinates = unplaced.size;
  return found;
}

function placeOf(spot) {
  const region = spot.closest(".by-place__group")?.querySelector("h4")?.firstChild.textContent.trim();
  const voivodeship = spot.closest("[data-voivodeship]")?.dataset.voivodeship;
  return [spot.textContent, region, voivodeship].filter(Boolean).join(", ");
}
