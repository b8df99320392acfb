// What happens to the pixels of a page: in the printer, on the paper, in the camera. Every function returns a new image
// { width, height, channels: 1 or 3, data } and draws its chance from the generator that it is given.

export const image = (width, height, channels) => ({
  width,
  height,
  channels,
  data: new Uint8ClampedArray(width * height * channels),
});

export function grey(from) {
  if (from.channels === 1) return from;
  const out = image(from.width, from.height, 1);
  for (let i = 0, k = 0; i < out.data.length; i++, k += 3)
    out.data[i] = 0.299 * from.data[k] + 0.587 * from.data[k + 1] + 0.114 * from.data[k + 2];
  return out;
}

/** The page moved through a chain of stages, two samples a pixel; `around(x, y)` is what lies beside the paper. */
export function warp(from, chain, around) {
  const { width: w, height: h, channels, data } = from;
  const out = image(chain.width, chain.height, channels);
  const sum = new Float64Array(channels);
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      sum.fill(0);
      for (let k = 0; k < 2; k++) {
        const [u, v] = chain.back(x + 0.25 + 0.5 * k, y + 0.25 + 0.5 * k);
        const [sx, sy] = [u - 0.5, v - 0.5];
        const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
        const inside = x0 >= 0 && y0 >= 0 && x0 + 1 < w && y0 + 1 < h;
        const [fx, fy] = [sx - x0, sy - y0];
        const [a, b] = [(y0 * w + x0) * channels, ((y0 + 1) * w + x0) * channels];
        for (let c = 0; c < channels; c++) {
          sum[c] += inside
            ? (data[a + c] * (1 - fx) + data[a + channels + c] * fx) * (1 - fy) +
              (data[b + c] * (1 - fx) + data[b + channels + c] * fx) * fy
            : around(x, y)[c % 3];
        }
      }
      for (let c = 0; c < channels; c++) out.data[(y * out.width + x) * channels + c] = sum[c] / 2;
    }
  }
  return out;
}

export function blur(from, sigma) {
  if (sigma <= 0) return from;
  const reach = Math.ceil(sigma * 2.5);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const weight = kernel.reduce((a, b) => a + b);
  const { width, height, channels } = from;
  const pass = (source, step, limit, position) => {
    const out = image(width, height, channels);
    for (let i = 0; i < out.data.length; i++) {
      const at = position(i);
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const shift = Math.max(-at, Math.min(limit - 1 - at, k));
        sum += source.data[i + shift * step] * kernel[k + reach];
      }
      out.data[i] = sum / weight;
    }
    return out;
  };
  const across = pass(from, channels, width, (i) => Math.floor(i / channels) % width);
  return pass(across, width * channels, height, (i) => Math.floor(i / (width * channels)));
}

/** Each sample through change(value, x, y, channel). */
export function each(from, change) {
  const out = image(from.width, from.height, from.channels);
  let i = 0;
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++)
      for (let c = 0; c < out.channels; c++, i++) out.data[i] = change(from.data[i], x, y, c);
  return out;
}

const bell = (random) => (random() + random() + random() + random() - 2) * 1.73;

/** Sensor noise: more of it where there is more light. */
export const noisy = (from, strength, random) =>
  each(from, (value) => value + bell(random) * strength * (0.6 + (0.4 * value) / 255));

/** A smooth field of values in [0, 1]: cloudy paper, uneven pressure. `cells` patches along the width. */
export function clouds(width, height, cells, random) {
  const rows = Math.ceil((cells * height) / width) + 2;
  const grid = Array.from({ length: rows * (cells + 2) }, random);
  const ease = (t) => t * t * (3 - 2 * t);
  return (x, y) => {
    const [gx, gy] = [(x / width) * cells, (y / width) * cells];
    const [ix, iy] = [Math.max(0, Math.min(cells, Math.floor(gx))), Math.max(0, Math.min(rows - 2, Math.floor(gy)))];
    const [fx, fy] = [ease(Math.min(1, gx - ix)), ease(Math.min(1, gy - iy))];
    const at = iy * (cells + 2) + ix;
    const top = grid[at] * (1 - fx) + grid[at + 1] * fx;
    const bottom = grid[at + cells + 2] * (1 - fx) + grid[at + cells + 3] * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

/** Light that falls off to one side, and the soft-edged shadow of a hand or a phone. */
export function shaded(from, { fall, depth, softness, random }) {
  const { width, height } = from;
  const angle = random() * 2 * Math.PI;
  const [ax, ay] = [Math.cos(angle), Math.sin(angle)];
  const edge = random() * 2 * Math.PI;
  const [ex, ey] = [Math.cos(edge), Math.sin(edge)];
  const offset = (random() - 0.5) * 0.5;
  return each(from, (value, x, y) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5];
    const falling = 1 - fall * (0.5 + u * ax + v * ay);
    const beyond = (u * ex + v * ey - offset) / softness;
    return value * falling * (1 - depth / (1 + Math.exp(-6 * beyond)));
  });
}

/** A worn drum: columns printed pale, thin dark lines down the page, specks of toner, a grey veil. */
export function streaked(from, { pale, lines, specks, veil, random }) {
  const { width, height } = from;
  const bands = Array.from({ length: pale }, () => ({
    at: random() * width,
    half: width * (0.006 + random() * 0.02),
    keep: 0.22 + random() * 0.35,
  }));
  const strokes = Array.from({ length: lines }, () => ({
    at: random() * width,
    half: 0.4 + random() * width * 0.0009,
    dark: 60 + random() * 120,
  }));
  const keep = Float64Array.from({ length: width }, (_, x) =>
    bands.reduce((k, b) => k * (1 - (1 - b.keep) * Math.exp(-(((x - b.at) / b.half) ** 2))), 1),
  );
  const extra = Float64Array.from({ length: width }, (_, x) =>
    strokes.reduce((d, s) => d + (Math.abs(x - s.at) <= s.half ? s.dark : 0), 0),
  );
  const out = each(from, (value, x) => 255 - (255 - value) * keep[x] - extra[x] - veil * random());
  for (let i = 0; i < specks; i++) {
    const [x, y, size] = [Math.floor(random() * width), Math.floor(random() * height), 1 + Math.floor(random() * 3)];
    for (let k = 0; k < size * size; k++) {
      const at = ((y + Math.floor(k / size)) * width + x + (k % size)) * out.channels;
      if (at + out.channels <= out.data.length) out.data.fill(30, at, at + out.channels);
    }
  }
  return out;
}

/** Print made of pins: ink where a cell of the clean page is dark enough, drawn as a round dot. */
export function pinned(from, { cellX, cellY, dot, ink, random }) {
  const source = grey(from);
  const { width, height } = source;
  const out = image(width, height, 1);
  out.data.fill(255);
  const radius = dot * Math.max(cellX, cellY);
  for (let cy = cellY / 2; cy < height; cy += cellY) {
    for (let cx = cellX / 2; cx < width; cx += cellX) {
      let [sum, count] = [0, 0];
      for (let y = Math.floor(cy - cellY / 2); y < cy + cellY / 2; y++)
        for (let x = Math.floor(cx - cellX / 2); x < cx + cellX / 2; x++)
          if (x >= 0 && y >= 0 && x < width && y < height) {
            sum += 255 - source.data[y * width + x];
            count++;
          }
      if (count === 0 || sum / count < 105) continue;
      const dark = ink * (0.8 + 0.2 * random());
      for (let y = Math.floor(cy - radius); y <= cy + radius; y++)
        for (let x = Math.floor(cx - radius); x <= cx + radius; x++) {
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          const away = Math.hypot(x - cx, y - cy) / radius;
          if (away <= 1) out.data[y * width + x] = Math.min(out.data[y * width + x], 255 - dark * (1 - away ** 4));
        }
    }
  }
  return out;
}

/** The sheet under the carbon paper: soft, bluish, pressed unevenly, smeared. */
export function carbon(from, { soft, ink, paper, strength, smear, random }) {
  const under = blur(grey(from), soft);
  const pressure = clouds(under.width, under.height, 9, random);
  const rubbed = clouds(under.width, under.height, 5, random);
  const out = image(under.width, under.height, 3);
  for (let y = 0, i = 0; y < under.height; y++)
    for (let x = 0; x < under.width; x++, i++) {
      const dark = Math.min(1, ((255 - under.data[i]) / 255) * 1.5);
      const grain = 0.75 + 0.5 * random();
      const amount = Math.min(1, dark * strength * (0.45 + 0.75 * pressure(x, y)) * grain + smear * rubbed(x, y) ** 2);
      for (let c = 0; c < 3; c++) out.data[i * 3 + c] = paper[c] * (1 - amount) + ink[c] * amount;
    }
  return out;
}

/** One bit a pixel, as a fax machine sends: noise before the threshold, lines lost on the way. */
export function faxed(from, { threshold, noise, salt, lost, random }) {
  const source = noisy(grey(from), noise, random);
  const out = each(source, (value) => {
    const chance = random();
    if (chance < salt) return 0;
    return chance > 1 - salt || value > threshold ? 255 : 0;
  });
  const { width, height } = out;
  for (let k = 0; k < lost; k++) {
    const y = 2 + Math.floor(random() * (height - 6));
    const rows = 1 + Math.floor(random() * 2.4);
    const kind = random();
    for (let r = 0; r < rows; r++) {
      const at = (y + r) * width;
      // A receiver repeats the last good line, leaves it white, or, seldom, prints it black.
      if (kind < 0.55) out.data.copyWithin(at, (y - 1) * width, y * width);
      else out.data.fill(kind < 0.85 ? 255 : 0, at, at + width);
    }
  }
  return out;
}
