// What a point tells: opened by a click, Enter or Space; Escape shuts it and the focus goes back to the point.

export function openable(map, clusters, words) {
  const popup = L.popup({ minWidth: 180, maxWidth: 280, autoPanPadding: [16, 16] });
  let opener;

  clusters.bindPopup(popup);
  clusters.on("popupopen", ({ popup: shown, propagatedFrom, layer }) => {
    opener = propagatedFrom ?? layer;
    shown.setContent(content(opener.point, words));
    const box = shown.getElement();
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", opener.point.title);
    const shut = box.querySelector(".leaflet-popup-close-button");
    shut.setAttribute("aria-label", words.close);
    shut.title = words.close;
    box.querySelector("a.map-popup__title").focus({ preventScroll: true });
  });
  clusters.on("popupclose", ({ popup: shown }) => {
    const box = shown.getElement();
    const icon = opener?.getElement();
    if (icon && (box?.contains(document.activeElement) || document.activeElement === document.body)) icon.focus({ preventScroll: true });
  });

  map.getContainer().addEventListener("keydown", (event) => {
    const icon = event.target.closest(".leaflet-marker-icon");
    if (event.key === "Escape" && popup.isOpen()) {
      event.stopPropagation();
      map.closePopup(popup);
    } else if (event.key === " " && icon) {
      // Leaflet takes Enter for its buttons, not Space.
      event.preventDefault();
      icon.click();
    }
  });
}

function content(point, words) {
  const box = document.createElement("div");
  box.className = "map-popup";
  const title = document.createElement("a");
  title.className = "map-popup__title";
  title.href = point.url;
  title.lang = "pl";
  title.textContent = point.title;
  box.append(title, line(point.place, "pl"));
  if (point.evidence_level) box.append(line(`${words.evidence}: ${point.evidence_level}`));
  const rough = words.rough[point.coordinates_of];
  if (rough) box.append(line(rough));
  return box;
}

function line(text, lang) {
  const made = document.createElement("p");
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}
