// TopoJSON 1.0 to GeoJSON: https://github.com/topojson/topojson-specification

export class Topology {
  constructor(content) {
    const { scale, translate } = content.transform;
    this.objects = content.objects;
    this.degrees = ([x, y]) => [translate[0] + x * scale[0], translate[1] + y * scale[1]];
    this.arcs = content.arcs.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map(([stepX, stepY]) => this.degrees([(x += stepX), (y += stepY)]));
    });
  }

  // Areas or points of one object.
  features(name) {
    return this.objects[name].geometries.map((shape) => ({
      type: "Feature",
      id: shape.id,
      properties: shape.properties ?? {},
      geometry:
        shape.type === "Point"
          ? { type: "Point", coordinates: this.degrees(shape.coordinates) }
          : { type: "MultiPolygon", coordinates: shape.arcs.map((polygon) => polygon.map((ring) => this.#line(ring))) },
    }));
  }

  // Every border between the areas of one object, and around them, once.
  borders(name) {
    const used = new Set(this.objects[name].geometries.flatMap((shape) => shape.arcs.flat(2)).map((arc) => (arc < 0 ? ~arc : arc)));
    return { type: "MultiLineString", coordinates: [...used].map((arc) => this.arcs[arc]) };
  }

  #line(ring) {
    return ring.flatMap((arc, place) => {
      const points = arc < 0 ? [...this.arcs[~arc]].reverse() : this.arcs[arc];
      return place ? points.slice(1) : points;
    });
  }
}
