// Names of voivodeships and cities, as many as have room. The list beside the map says all of it, so they are hidden from
// screen readers.

export const NAMES = "names"; // their pane
const NEAR = 7.5; // from this zoom cities go before voivodeships
// From which zoom a city of so many people may have its name on the map.
const CITIES = [[500000, 6.25], [250000, 6.75], [90000, 7.5], [0, 8]];
const LETTER = 7; // pixels, generously
const LINE = 17;

export function named(map, topology) {
  map.createPane(NAMES).setAttribute("aria-hidden", "true");
  const voivodeships = topology.features("voivodeships").map(({ properties }) => ({
    from: 5.75,
    parts: properties.name.split(/(?<=-)/),
    middle: 0,
    marker: label(map, properties.label, properties.name, "map-name map-name--voivodeship"),
  }));
  // The file has the largest first.
  const cities = topology.features("cities").map(({ geometry, properties }) => ({
    from: CITIES.find(([people]) => properties.population >= people)[1],
    parts: [properties.name],
    middle: 12, // the name stands below its point
    marker: label(map, geometry.coordinates, properties.name, "map-name map-name--city"),
  }));
  const show = () => {
    const zoom = map.getZoom();
    const near = zoom >= NEAR;
    map.getContainer().classList.toggle("map--near", near);
    const taken = [];
    for (const name of near ? [...cities, ...voivodeships] : [...voivodeships, ...cities]) {
      const box = boxOf(map, name);
      const fits = zoom >= name.from && !taken.some((other) => overlap(box, other));
      name.marker.getElement().hidden = !fits;
      if (fits) taken.push(box);
    }
  };
  map.on("zoomend", show);
  show();
}

function boxOf(map, { parts, middle, marker }) {
  const { x, y } = map.latLngToLayerPoint(marker.getLatLng());
  return { x, y: y + middle, width: (Math.max(...parts.map((part) => part.length)) * LETTER) / 2, height: (parts.length * LINE + middle) / 2 };
}

function overlap(one, other) {
  return Math.abs(one.x - other.x) < one.width + other.width && Math.abs(one.y - other.y) < one.height + other.height;
}

function label(map, [lon, lat], text, className) {
  const name = document.createElement("span");
  name.textContent = text;
  name.lang = "pl";
  const icon = L.divIcon({ className, html: name, iconSize: [0, 0] });
  return L.marker([lat, lon], { icon, pane: NAMES, interactive: false, keyboard: false }).addTo(map);
}
