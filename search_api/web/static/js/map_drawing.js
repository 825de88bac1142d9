// A map of Leaflet with outlines instead of tiles. Everything that comes from records is set as text, never as markup.
import { controls } from "./map_controls.js";
import { openable } from "./map_popup.js";
import { NAMES, named } from "./map_names.js";
import { drawRoute, numbered, numbersOf } from "./map_route.js";
import { spread } from "./map_spread.js";
import { Topology } from "./topology.js";

const SVG = "http://www.w3.org/2000/svg";
const FARTHEST = 4; // a whole number: with a part of one markercluster loses points that stand alone
const NEAREST = 11; // the outlines are too coarse to go nearer
const FIRST_NEAREST = 8.5;
const CLUSTER_RADIUS = 52; // pixels
const ROUTE_RADIUS = 30; // the same for the numbers of a route, of which as many as fit are to be seen
const VIEW = { padding: [28, 28], maxZoom: FIRST_NEAREST };
export function draw(place, found, outlines, words) {
  const canvas = place.querySelector(".map__canvas");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byFinger = matchMedia("(pointer: coarse)").matches;
  const map = L.map(canvas, {
    zoomControl: false,
    attributionControl: false, // stands below the map
    minZoom: FARTHEST,
    maxZoom: NEAREST,
    zoomSnap: 0.25,
    zoomDelta: 1,
    scrollWheelZoom: false,
    dragging: !byFinger, // one finger scrolls the page
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  });
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", words.name);
  // The wheel scrolls the page until somebody has turned to the map.
  canvas.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  canvas.addEventListener("focusout", () => map.scrollWheelZoom.disable());

  // A route is seen whole: home and nights too.
  const points = L.latLngBounds([...found.points, ...(found.route ?? [])].map((point) => [point.lat, point.lon]));
  const whole = () => map.fitBounds(points, { ...VIEW, animate: !still });
  map.fitBounds(points, { ...VIEW, animate: false });
  map.setMaxBounds(background(map, new Topology(outlines)).pad(0.4));
  controls(map, words, whole);

  if (found.route) drawRoute(map, found.route);
  const clusters = clustered(found, words, still);
  openable(map, clusters, words);
  map.addLayer(clusters);
  spread(map, clusters, NAMES);
  told(place, map, found, words, byFinger);
}

// Podregiony and voivodeships. Returns the bounds of the country.
function background(map, topology) {
  const line = (className) => ({ interactive: false, style: { className } });
  const areas = L.geoJSON(topology.features("subregions"), line("map-area")).addTo(map);
  L.geoJSON(topology.borders("voivodeships"), line("map-border")).addTo(map);
  named(map, topology);
  return areas.getBounds();
}

function clustered({ points, route }, words, still) {
  const clusters = L.markerClusterGroup({
    maxClusterRadius: route ? ROUTE_RADIUS : CLUSTER_RADIUS,
    showCoverageOnHover: false,
    animate: !still,
    chunkedLoading: false,
    spiderLegPolylineOptions: { className: "map-leg", weight: 1.5 },
    iconCreateFunction: (cluster) => clusterIcon(cluster.getAllChildMarkers(), words, route),
  });
  clusters.addLayers(
    points.map((point) => {
      const marker = L.marker([point.lat, point.lon], { icon: route ? numbered(point) : pin(point), title: `${point.title}: ${point.place}` });
      marker.point = point;
      return marker;
    }),
  );
  return clusters;
}

// A practice with several places counts once.
function practicesIn(markers) {
  return new Set(markers.map((marker) => marker.point.id)).size;
}

function clusterIcon(markers, words, route) {
  const number = practicesIn(markers);
  const content = document.createElement("span");
  const shown = document.createElement("span");
  const said = document.createElement("span");
  shown.textContent = route ? numbersOf(markers) : number;
  shown.setAttribute("aria-hidden", "true");
  said.textContent = words.counted(words.cluster, number);
  said.className = "visually-hidden";
  content.append(shown, said);
  const size = number < 10 ? 30 : number < 50 ? 36 : 42;
  const width = route ? size + 10 * (number - 1) : size;
  return L.divIcon({ className: route ? "map-cluster map-stop" : "map-cluster", html: content, iconSize: [width, size] });
}

function pin(point) {
  const content = document.createElement("span");
  const drawing = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  const hole = document.createElementNS(SVG, "circle");
  const said = document.createElement("span");
  drawing.setAttribute("viewBox", "0 0 28 36");
  drawing.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", "M14 1.5C7.1 1.5 1.5 7 1.5 13.8 1.5 22.9 14 34.5 14 34.5S26.5 22.9 26.5 13.8C26.5 7 20.9 1.5 14 1.5z");
  for (const [name, value] of [["cx", 14], ["cy", 13.5], ["r", 4.5]]) hole.setAttribute(name, value);
  drawing.append(shape, hole);
  said.textContent = `${point.title}: ${point.place}`;
  said.className = "visually-hidden";
  said.lang = "pl";
  content.append(drawing, said);
  return L.divIcon({ className: "map-pin", html: content, iconSize: [28, 36], iconAnchor: [14, 35], popupAnchor: [0, -32] });
}

// The line below the map: how many practices are in view, and what is missing from the map where the page does not say it.
function told(place, map, found, words, byFinger) {
  const status = place.querySelector(".map__status");
  const missing = [];
  if (found.without_coordinates && !place.dataset.listed) missing.push(words.counted(words.without, found.without_coordinates));
  if (found.left_out) missing.push(words.counted(words.left_out, found.left_out));
  if (byFinger) missing.push(words.fingers);
  const tell = () => {
    const view = map.getBounds();
    const seen = found.points.filter((point) => view.contains([point.lat, point.lon]));
    status.textContent = [words.counted(words.visible, new Set(seen.map((point) => point.id)).size), ...missing].join(" ");
  };
  map.on("moveend", tell);
  tell();
}
