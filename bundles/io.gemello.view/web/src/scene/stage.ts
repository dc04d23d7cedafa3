import {Color, PerspectiveCamera, Raycaster, Scene, Vector2, Vector3, Vector4, WebGLRenderer} from 'three';
import {OrbitControls} from 'three/addons/controls/OrbitControls.js';
import type {Merged} from '../model/geometry';
import type {Pose} from '../app/saved';
import {fit} from './fit';
import {Marker} from './marker';
import {layers} from './layers';
import {Looks, Mode} from './looks';
import {pick} from './pick';

const STEP = 0.12;
/** Of the distance at which the whole just fits. */
const ROOM = 1.08;
/** How much of its surroundings is seen with a part that is brought near, in metres. */
const AROUND = [3, 2, 3];

/** The model in three dimensions. Draws only when something has changed: a page that stands still costs nothing. */
export class Stage {
  readonly looks: Looks;
  private readonly marker = new Marker();
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(40, 1, 0.1, 5000);
  private readonly controls: OrbitControls;
  private readonly uniforms;
  private awaited = 0;
  private drawn: (() => void) | null = null;
  /** Until a person turns it, the whole stays in the picture. */
  private untouched: (() => void) | null = null;

  /** @throws Error where the browser has no WebGL 2 */
  constructor(private readonly canvas: HTMLCanvasElement, private readonly merged: Merged, choose: (part: number) => void, lost: () => void) {
    this.renderer = new WebGLRenderer({canvas, antialias: true, preserveDrawingBuffer: true});
    this.looks = new Looks(merged.parts.length);
    this.uniforms = {looks: {value: this.looks.texture}, width: {value: this.looks.width}, ghost: {value: new Vector4()}, mark: {value: new Color()}};
    this.scene.add(...layers(merged, this.uniforms), this.marker.drawn);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.maxPolarAngle = Math.PI / 2;
    let before = new Vector3();
    this.controls.addEventListener('start', () => {
      before = this.camera.position.clone().sub(this.controls.target);
    });
    // A mere press is no turn.
    this.controls.addEventListener('end', () => {
      if (this.camera.position.clone().sub(this.controls.target).distanceTo(before) > 1e-6 * before.length()) {
        this.untouched = null;
      }
    });
    this.controls.addEventListener('change', () => this.redraw());
    canvas.addEventListener('webglcontextlost', event => {
      event.preventDefault();
      lost();
    });
    this.listen(choose);
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement!);
  }

  private listen(choose: (part: number) => void): void {
    let down = [0, 0];
    this.canvas.addEventListener('pointerdown', event => {
      down = [event.clientX, event.clientY];
    });
    this.canvas.addEventListener('pointerup', event => {
      if (Math.hypot(event.clientX - down[0]!, event.clientY - down[1]!) < 5) {
        choose(this.at(event.clientX, event.clientY));
      }
    });
    this.canvas.addEventListener('keydown', event => {
      const turns: Record<string, [number, number]> = {ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP]};
      const turn = turns[event.key];
      if (turn) {
        this.turn(...turn);
      } else if (event.key === '+' || event.key === '-') {
        this.zoom(event.key === '+' ? 0.85 : 1 / 0.85);
      } else if (event.key !== 'Home') {
        return;
      }
      this.untouched = null;
      if (event.key === 'Home') {
        this.home();
      }
      event.preventDefault();
    });
  }

  /** Which part is at a place of the window; -1 for none. */
  at(x: number, y: number): number {
    const frame = this.canvas.getBoundingClientRect();
    const caster = new Raycaster();
    caster.setFromCamera(new Vector2((x - frame.left) / frame.width * 2 - 1, 1 - (y - frame.top) / frame.height * 2), this.camera);
    return pick(this.merged, caster.ray.origin.toArray(), caster.ray.direction.toArray(), part => this.looks.mode(part) >= Mode.Solid);
  }

  /** Where a part is in the window. */
  place(part: number): {x: number; y: number} {
    const box = this.merged.parts[part]!.box;
    const top = new Vector3((box[0]! + box[3]!) / 2, box[4]!, (box[2]! + box[5]!) / 2).project(this.camera);
    const frame = this.canvas.getBoundingClientRect();
    return {x: frame.left + (top.x + 1) / 2 * frame.width, y: frame.top + (1 - top.y) / 2 * frame.height};
  }

  private turn(around: number, up: number): void {
    const from = this.camera.position.clone().sub(this.controls.target);
    from.applyAxisAngle(new Vector3(0, 1, 0), around);
    from.applyAxisAngle(new Vector3(from.z, 0, -from.x).normalize(), up);
    if (Math.abs(from.clone().normalize().y) < 0.999 && from.y > 0) {
      this.camera.position.copy(this.controls.target).add(from);
    }
    this.controls.update();
    this.redraw();
  }

  private zoom(factor: number): void {
    this.camera.position.sub(this.controls.target).multiplyScalar(factor).add(this.controls.target);
    this.controls.update();
    this.redraw();
  }

  /** Back to the whole, from a corner or from above. */
  home(above = false): void {
    this.untouched = () => this.home(above);
    this.look(this.merged.parts.filter(part => part.count > 0).map(part => part.box), above ? new Vector3(0, 1, 0.001) : new Vector3(0.55, 0.75, 0.9));
  }

  /** Brings one part near. */
  approach(part: number): void {
    this.near(this.merged.parts[part]!.box);
  }

  /** Brings a box near. */
  near(box: number[]): void {
    this.untouched = null;
    this.look([box.map((at, i) => at + (i < 3 ? -1 : 1) * AROUND[i % 3]!)], this.camera.position.clone().sub(this.controls.target));
  }

  /** @param back the direction from what is looked at to the eye */
  private look(boxes: number[][], back: Vector3): void {
    if (boxes.length > 0) {
      const {target, distance} = fit(boxes, back.normalize(), this.camera.fov * Math.PI / 180, this.camera.aspect);
      this.controls.target.copy(target);
      this.camera.position.copy(target).addScaledVector(back, distance * ROOM);
      this.depth(distance * ROOM);
    }
  }

  private depth(distance: number): void {
    this.camera.near = distance / 200;
    this.camera.far = distance * 20;
    this.camera.updateProjectionMatrix();
    this.controls.update();
    this.redraw();
  }

  get pose(): Pose {
    return {from: this.camera.position.toArray(), to: this.controls.target.toArray()};
  }

  set pose(pose: Pose) {
    this.untouched = null;
    this.camera.position.set(...pose.from);
    this.controls.target.set(...pose.to);
    this.depth(this.camera.position.distanceTo(this.controls.target));
  }

  private resize(): void {
    const frame = this.canvas.parentElement!;
    const {clientWidth: width, clientHeight: height} = frame;
    if (width > 0 && height > 0) {
      this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
      this.untouched?.();
      this.redraw();
    }
  }

  /** Takes the page's colours, light or dark. */
  theme(ground: string, ghost: string, share: number, mark: string): void {
    // The shaders write what the screen shows; three would convert.
    const plain = (text: string) => new Color().setStyle(text, 'srgb-linear');
    this.scene.background = new Color(ground);
    const shadow = plain(ghost);
    this.uniforms.ghost.value.set(shadow.r, shadow.g, shadow.b, share);
    this.uniforms.mark.value.copy(plain(mark));
    this.marker.colour(mark);
    this.redraw();
  }

  /** Says where something was; null for nowhere. */
  mark(at: [number, number, number] | null): void {
    this.marker.show(at);
    this.redraw();
  }

  redraw(): void {
    this.awaited ||= requestAnimationFrame(() => {
      this.awaited = 0;
      this.renderer.render(this.scene, this.camera);
      this.drawn?.();
      this.drawn = null;
    });
  }

  /** Told once, after the next frame. */
  whenDrawn(told: () => void): void {
    this.drawn = told;
  }

  /** How many pictures a second can be drawn while the model turns, and by what. Waits for each to be there. */
  pace(pictures: number): {perSecond: number; renderer: string} {
    const gl = this.renderer.getContext();
    const seen = new Uint8Array(4);
    const begin = performance.now();
    for (let i = 0; i < pictures; i++) {
      this.turn(STEP, 0);
      this.renderer.render(this.scene, this.camera);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, seen);
    }
    const perSecond = pictures * 1000 / (performance.now() - begin);
    const named = gl.getExtension('WEBGL_debug_renderer_info');
    return {perSecond, renderer: String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER))};
  }

  /** Of the last frame. */
  get drawCalls(): number {
    return this.renderer.info.render.calls;
  }

  picture(): string {
    this.renderer.render(this.scene, this.camera);
    return this.canvas.toDataURL('image/png');
  }
}
