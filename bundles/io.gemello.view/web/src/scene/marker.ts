import {BoxGeometry, EdgesGeometry, LineBasicMaterial, LineSegments} from 'three';

/** Metres of its edges: as large as a person, to be found in a hall. */
const SIZE = 1;

/** Says where something was that the model does not have any more: the edges of a cube that everything lets through. */
export class Marker {
  readonly drawn = new LineSegments(new EdgesGeometry(new BoxGeometry(SIZE, SIZE, SIZE)), new LineBasicMaterial({depthTest: false, transparent: true}));

  constructor() {
    this.drawn.visible = false;
  }

  /** @param at in the picture's coordinates; null for nowhere */
  show(at: [number, number, number] | null): void {
    this.drawn.visible = at !== null;
    if (at) {
      this.drawn.position.set(at[0], at[1] + SIZE / 2, at[2]);
    }
  }

  colour(text: string): void {
    this.drawn.material.color.setStyle(text);
  }

  /** Of a place that is marked: smallest x, y, z, largest x, y, z. */
  static box([x, y, z]: [number, number, number]): number[] {
    return [x - SIZE / 2, y, z - SIZE / 2, x + SIZE / 2, y + SIZE, z + SIZE / 2];
  }
}
