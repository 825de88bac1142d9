// Buttons of the map: zoom, all points, and steps in four directions for those who do not drag. They stand above the map, not
// on it, where they would cover points.

const SVG = "http://www.w3.org/2000/svg";
const STEP = 0.4; // of the width or height of the map
const ARROWS = [
  ["west", "←", [-STEP, 0]],
  ["north", "↑", [0, -STEP]],
  ["south", "↓", [0, STEP]],
  ["east", "→", [STEP, 0]],
];

export function controls(map, words, whole) {
  const nearer = button("+", words.zoom_in, () => map.zoomIn());
  const farther = button("−", words.zoom_out, () => map.zoomOut());
  const mark = () => {
    // Still focusable at the end of the scale, so that the focus does not get lost.
    nearer.setAttribute("aria-disabled", map.getZoom() >= map.getMaxZoom());
    farther.setAttribute("aria-disabled", map.getZoom() <= map.getMinZoom());
  };
  map.on("zoomend", mark);
  mark();
  const arrows = ARROWS.map(([name, sign, [x, y]]) =>
    button(sign, words[name], () => {
      const size = map.getSize();
      map.panBy([size.x * x, size.y * y], { animate: map.options.zoomAnimation });
    }),
  );
  const bar = document.createElement("div");
  bar.className = "map-bar";
  bar.append(group(words.zoom, [nearer, farther, button(frame(), words.everything, whole)]), group(words.move, arrows));
  map.getContainer().before(bar);
}

function group(name, buttons) {
  const box = document.createElement("div");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  box.append(...buttons);
  return box;
}

function button(sign, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "map-button";
  made.title = name;
  made.setAttribute("aria-label", name);
  made.append(sign);
  made.addEventListener("click", act);
  return made;
}

// Four corners around a point: everything into view.
function frame() {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  const lines = document.createElementNS(SVG, "path");
  lines.setAttribute("d", "M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4M7 7h2v2H7z");
  drawing.append(lines);
  return drawing;
}
