// Turns a clean page into what a household scanner gives: skewed, uneven, noisy, in few grey levels.

/** A small seeded generator (mulberry32), so that the same page always gets the same noise. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function scan(page, { degrees, noise, seed, specks = 0 }) {
  const { width, height, pixels } = page;
  const random = seeded(seed);
  const out = new Uint8Array(width * height);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin, cx, cy] = [Math.cos(angle), Math.sin(angle), width / 2, height / 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = cos * (x - cx) + sin * (y - cy) + cx;
      const sy = -sin * (x - cx) + cos * (y - cy) + cy;
      const ink = 255 - bilinear(pixels, width, height, sx, sy);
      // Paper is a little darker to the right, as under a lid that does not close.
      const paper = 252 - (10 * x) / width;
      const grain = (random() + random() + random() - 1.5) * noise;
      out[y * width + x] = clamp(paper - ink * 0.86 + grain);
    }
  }
  for (let i = 0; i < specks; i++) out[Math.floor(random() * out.length)] = 90 + Math.floor(random() * 80);
  return { width, height, pixels: out };
}

function bilinear(pixels, width, height, x, y) {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return 255;
  const [fx, fy, at] = [x - x0, y - y0, y0 * width + x0];
  const top = pixels[at] * (1 - fx) + pixels[at + 1] * fx;
  const bottom = pixels[at + width] * (1 - fx) + pixels[at + width + 1] * fx;
  return top * (1 - fy) + bottom * fy;
}

const clamp = (value) => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));

/** Rows of 4-bit grey, two pixels a byte: half the size, and nothing that a reader would miss. */
export function fourBitRows({ width, height, pixels }) {
  const stride = Math.ceil(width / 2);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * stride + (x >> 1)] |= (pixels[y * width + x] >> 4) << (x % 2 === 0 ? 4 : 0);
  return { rows, stride };
}
