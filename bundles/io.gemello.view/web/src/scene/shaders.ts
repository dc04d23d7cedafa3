/** Where an element's look is; what a pass does not draw is put outside of the picture. Modes as in {@link Mode}. */
const LOOK = `
in float part;
uniform sampler2D looks;
uniform int width;
uniform float least;
uniform float most;
flat out vec4 look;
vec4 seen() {
  int number = int(part);
  look = texelFetch(looks, ivec2(number % width, number / width), 0);
  return look.a < least || look.a > most ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

/** Light falls from above: the tops of things have exactly the legend's colour. */
export const FACES = {
  vertexShader: `${LOOK}
out float light;
void main() {
  light = 0.80 + 0.20 * abs(normal.y) - 0.08 * abs(normal.x);
  gl_Position = seen();
}`,
  fragmentShader: `
flat in vec4 look;
in float light;
uniform vec4 ghost;
uniform vec3 mark;
out vec4 colour;
void main() {
  vec3 rgb = look.a > 0.9 ? mix(look.rgb, mark, 0.12) : look.rgb;
  colour = look.a < 0.5 ? ghost : vec4(rgb * light, 1.0);
}`,
};

export const LINES = {
  vertexShader: `${LOOK}
void main() {
  gl_Position = seen();
}`,
  fragmentShader: `
flat in vec4 look;
uniform vec4 ghost;
uniform vec3 mark;
out vec4 colour;
void main() {
  colour = look.a > 0.9 ? vec4(mark, 1.0) : look.a < 0.5 ? vec4(ghost.rgb, min(1.0, ghost.a * 2.5)) : vec4(look.rgb * 0.45, 1.0);
}`,
};
