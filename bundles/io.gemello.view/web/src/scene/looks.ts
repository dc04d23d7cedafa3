import {DataTexture, NearestFilter, RGBAFormat, UnsignedByteType} from 'three';

/** How an element is drawn; what stands in the texture's fourth channel. */
export enum Mode {
  Hidden = 0,
  Ghost = 85,
  Solid = 170,
  Selected = 255,
}

const WIDTH = 1024;

/**
 * The colour and mode of every element in one small texture, from which the shaders take them: to recolour a thousand elements is to
 * write four thousand bytes, whatever the size of their shapes.
 */
export class Looks {
  readonly width = WIDTH;
  readonly texture: DataTexture;
  private readonly data: Uint8Array;

  constructor(elements: number) {
    const height = Math.max(1, Math.ceil(elements / WIDTH));
    this.data = new Uint8Array(WIDTH * height * 4);
    this.texture = new DataTexture(this.data, WIDTH, height, RGBAFormat, UnsignedByteType);
    this.texture.minFilter = this.texture.magFilter = NearestFilter;
  }

  set(element: number, rgb: [number, number, number], mode: Mode): void {
    this.data.set([...rgb, mode], element * 4);
    this.texture.needsUpdate = true;
  }

  mode(element: number): Mode {
    return this.data[element * 4 + 3]!;
  }
}
