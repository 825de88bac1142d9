// Keeps what can be clicked from covering its neighbours (WCAG 2.2, 2.5.8). A cluster stands at the mean of its points, so
// two may come near each other; such a pair is pushed apart by some pixels. A single point stays where it is.

const ROUNDS = 24;
const GAP = 4; // pixels

export function spread(map, clusters, names) {
  const settle = () => {
    const icons = [];
    map.eachLayer((layer) => {
      if (layer instanceof L.Marker && layer.options.pane !== names && layer.getElement()) icons.push(iconOf(map, layer));
    });
    let moved = true;
    for (let round = 0; moved && round < ROUNDS; round += 1) {
      moved = false;
      for (const [place, one] of icons.entries()) {
        for (const other of icons.slice(place + 1)) moved = apart(one, other) || moved;
      }
    }
    for (const { element, left, top, stepX, stepY, movable } of icons) {
      if (!movable) continue;
      element.style.marginLeft = `${left + stepX}px`;
      element.style.marginTop = `${top + stepY}px`;
    }
  };
  map.on("zoomend moveend", settle);
  clusters.on("animationend", settle);
  settle();
}

function iconOf(map, layer) {
  const element = layer.getElement();
  const movable = layer instanceof L.MarkerCluster;
  const { offsetWidth: width, offsetHeight: height } = element;
  const [anchorX, anchorY] = movable ? [width / 2, height / 2] : layer.options.icon.options.iconAnchor;
  const { x, y } = map.latLngToLayerPoint(layer.getLatLng());
  return {
    element,
    movable,
    reach: Math.max(width, height) / 2,
    left: -anchorX,
    top: -anchorY,
    x: x - anchorX + width / 2,
    y: y - anchorY + height / 2,
    stepX: 0,
    stepY: 0,
  };
}

function apart(one, other) {
  if (!one.movable && !other.movable) return false;
  const x = other.x + other.stepX - one.x - one.stepX;
  const y = other.y + other.stepY - one.y - one.stepY;
  const distance = Math.hypot(x, y);
  const lacking = one.reach + other.reach + GAP - distance;
  if (lacking <= 0) return false;
  const [towardsX, towardsY] = distance ? [x / distance, y / distance] : [1, 0];
  const share = one.movable && other.movable ? lacking / 2 : lacking;
  for (const [icon, sign] of [[one, -1], [other, 1]]) {
    if (!icon.movable) continue;
    icon.stepX += sign * towardsX * share;
    icon.stepY += sign * towardsY * share;
  }
  return true;
}
