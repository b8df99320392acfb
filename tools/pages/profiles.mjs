// How each profile looks and what happens to it. The number in a name is the resolution. The two splits use different
// fonts and draw the strength of a damage from different ranges, so that no rule fits one set by accident.
import { blur, carbon, each, faxed, grey, noisy, pinned, shaded, streaked, warp } from "./damage.mjs";
import { bent, chained, roundBottle, scaled, seenFrom, turned } from "./geometry.mjs";

export const fonts = {
  dev: {
    print: [
      "DejaVu Sans",
      "DejaVu Serif",
      "Liberation Sans",
      "Liberation Serif",
      "Nimbus Sans Narrow",
      "Cabin",
      "P052",
    ],
    mono: ["Liberation Mono", "Courier Prime"],
    hand: ["DkgHandwriting", "Humor Sans"],
    typed: ["Courier Prime", "Nimbus Mono PS"],
  },
  held: {
    print: ["Carlito", "Caladea", "URW Gothic", "URW Bookman", "C059", "DejaVu Sans Condensed", "EB Garamond"],
    mono: ["DejaVu Sans Mono", "Fantasque Sans Mono"],
    hand: ["Breip", "femkeklaver", "Comic Neue"],
    typed: ["Fantasque Sans Mono", "DejaVu Sans Mono"],
  },
};

const white = () => [255, 255, 255];
const jpeg = (low, high) => ({ type: "jpg", quality: [low, high] });
const png = { type: "png" };
const tif = { type: "tif" };

// between([dev low, dev high, held low, held high]): a strength from the split's own range.
function dice(g, split) {
  const held = split === "held" ? 2 : 0;
  return (...range) => range[held] + g.random() * (range[held + 1] - range[held]);
}

const straight = (page, dpi, more = []) => {
  const first = scaled(page, dpi / 300);
  return chained([first, ...more.map((make) => make(first))]);
};

const slightly = (g, most) => (size) => turned(size, (g.random() * 2 - 1) * most);

function desk(g) {
  const base = g.one([
    [96, 72, 52],
    [58, 60, 66],
    [148, 142, 132],
  ]);
  return () => base;
}

/** A sheet that a phone saw from above, from aside, not quite flat. */
function photographed(g, between, page, dpi) {
  const first = scaled(page, dpi / 300);
  const [w, h] = [first.width, first.height];
  const [lift, wave, phase] = [h * between(0.003, 0.009, 0.004, 0.011), between(0.8, 2, 1, 2.4), g.random() * 6.28];
  const curl = bent(first, (x, y) => [0, lift * Math.sin((x / w) * wave * Math.PI + phase) * (0.4 + (0.6 * y) / h)]);
  const frame = { width: Math.round(w * 1.06), height: Math.round(h * 1.06) };
  const inset = () => 0.004 + g.random() * between(0.03, 0.07, 0.035, 0.08);
  const corners = [
    [inset(), inset()],
    [1 - inset(), inset()],
    [1 - inset(), 1 - inset()],
    [inset(), 1 - inset()],
  ];
  const seen = seenFrom(
    curl,
    frame,
    corners.map(([x, y]) => [x * frame.width, y * frame.height]),
  );
  return chained([first, curl, seen]);
}

const photo = (dpi) => ({
  dpi,
  file: jpeg(42, 68),
  make({ g, between, page }) {
    const chain = photographed(g, between, page, dpi);
    let out = blur(warp(page, chain, desk(g)), between(0.5, 0.8, 0.55, 0.9));
    out = shaded(out, {
      fall: between(0.25, 0.5, 0.3, 0.55),
      depth: between(0.1, 0.42, 0.15, 0.48),
      softness: between(0.05, 0.3, 0.04, 0.2),
      random: g.random,
    });
    return { out: noisy(out, between(5, 9, 6, 11), g.random), chain };
  },
});

const plain = (file, dpi, change, look = {}) => ({
  dpi,
  file,
  look,
  make({ g, between, page }) {
    const chain = straight(page, dpi, [slightly(g, 0.9)]);
    return { out: change(warp(page, chain, white), g, between), chain };
  },
});

const light = (source, low, high) => each(source, (value) => low + (value * (high - low)) / 255);

export const profiles = {
  clean300: { dpi: 300, file: png, make: ({ page }) => ({ out: grey(page), chain: chained([scaled(page, 1)]) }) },
  photo150: photo(150),
  photo200: photo(200),
  shadow200: plain(jpeg(60, 80), 200, (s, g, between) =>
    noisy(
      shaded(s, {
        fall: between(0.4, 0.65, 0.45, 0.7),
        depth: between(0.3, 0.52, 0.35, 0.58),
        softness: between(0.02, 0.15, 0.015, 0.1),
        random: g.random,
      }),
      5,
      g.random,
    ),
  ),
  toner200: plain(jpeg(65, 85), 200, (s, g, between) =>
    streaked(grey(s), {
      pale: g.whole(4, 9),
      lines: g.whole(3, 9),
      specks: Math.round(between(600, 1600, 800, 2200)),
      veil: between(10, 36, 14, 42),
      random: g.random,
    }),
  ),
  fax200: plain(tif, 200, (s, g, between) =>
    faxed(blur(grey(s), 0.7), {
      threshold: between(140, 175, 130, 185),
      noise: between(28, 44, 30, 48),
      salt: 0.003,
      lost: g.whole(3, 12),
      random: g.random,
    }),
  ),
  faxlines100: {
    dpi: 200,
    dpiY: 100,
    file: tif,
    make({ g, between, page }) {
      const chain = chained([scaled(page, 204 / 300, 98 / 300)]);
      const out = faxed(grey(warp(page, chain, white)), {
        threshold: between(150, 180, 145, 190),
        noise: between(8, 18, 10, 24),
        salt: 0.0006,
        lost: g.whole(2, 8),
        random: g.random,
      });
      return { out, chain };
    },
  },
  dotmatrix200: {
    ...plain(jpeg(60, 85), 200, (s, g, between) =>
      noisy(blur(light(s, 20, 235), 0.6), between(5, 10, 6, 12), g.random),
    ),
    look: { family: "mono", print: 16 },
    before: (page, g, between) =>
      pinned(page, {
        cellX: 300 / 120,
        cellY: between(300 / 90, 300 / 74, 300 / 92, 300 / 72),
        dot: between(0.5, 0.62, 0.46, 0.6),
        ink: between(150, 215, 130, 200),
        random: g.random,
      }),
  },
  carbon200: plain(jpeg(55, 80), 200, (s, g, between) =>
    noisy(
      carbon(s, {
        soft: between(1.1, 1.6, 1.2, 1.7),
        ink: g.one([
          [58, 66, 128],
          [74, 70, 110],
          [50, 50, 70],
        ]),
        paper: g.one([
          [244, 236, 190],
          [246, 214, 218],
          [238, 238, 232],
        ]),
        strength: between(0.45, 0.75, 0.42, 0.7),
        smear: between(0.1, 0.28, 0.14, 0.32),
        random: g.random,
      }),
      5,
      g.random,
    ),
  ),
  colourform200: {
    ...plain(jpeg(50, 75), 200, (s, g) => noisy(s, 6, g.random)),
    look: {
      paper: ["#ffd9a8", "#f6b9c4", "#bfe3c0", "#fff3a0", "#b9d3f0"],
      ink: ["#8c1c13", "#1d3f8f", "#1c5c32", "#222"],
    },
  },
  signed200: plain(jpeg(55, 80), 200, (s, g) => noisy(s, 6, g.random), { signed: true }),
  stamp200: plain(jpeg(55, 80), 200, (s, g) => noisy(s, 6, g.random), { stamped: true }),
  struck200: plain(jpeg(55, 80), 200, (s, g) => noisy(s, 6, g.random), { struck: true }),
  curved200: {
    dpi: 200,
    file: jpeg(55, 80),
    kinds: ["label"],
    make({ g, between, page }) {
      const first = scaled(page, 200 / 300);
      const bottle = roundBottle(first, between(0.75, 1.08, 0.82, 1.15), between(0.1, 0.3, 0.14, 0.36));
      const chain = chained([first, bottle, slightly(g, 3)(bottle)]);
      const flat = blur(warp(page, chain, desk(g)), 0.6);
      const round = each(
        flat,
        (value, x) => value * (0.5 + 0.5 * Math.sqrt(Math.max(0, 1 - ((2 * x) / flat.width - 1) ** 2))),
      );
      return { out: noisy(round, 6, g.random), chain };
    },
  },
  rot150: {
    dpi: 150,
    file: jpeg(60, 80),
    make({ g, page }) {
      const first = scaled(page, 150 / 300);
      const quarter = turned(first, g.one([90, 180, 270]));
      const chain = chained([first, quarter, slightly(g, 2.5)(quarter)]);
      return { out: noisy(warp(page, chain, white), 6, g.random), chain };
    },
  },
  noise150: plain(jpeg(50, 75), 150, (s, g, between) =>
    noisy(light(grey(s), 25, 235), between(20, 33, 22, 36), g.random),
  ),
  blur150: plain(jpeg(60, 85), 150, (s, g, between) => noisy(blur(grey(s), between(1.1, 1.6, 1.2, 1.7)), 3, g.random)),
  lowcontrast200: plain(jpeg(70, 90), 200, (s, g, between) =>
    noisy(light(grey(s), between(150, 180, 148, 184), between(206, 222, 204, 220)), 4, g.random),
  ),
  jpeg100: plain(jpeg(14, 30), 100, (s) => s),
  hand200: {
    ...plain(jpeg(60, 85), 200, (s, g) => noisy(light(s, 15, 245), 6, g.random)),
    look: { hand: true, print: 15 },
    kinds: ["prescription", "discharge", "label", "referral"],
  },
  typed200: {
    ...plain(jpeg(55, 80), 200, (s, g, between) =>
      noisy(blur(light(s, 55, 232), between(0.6, 0.9, 0.6, 1)), 9, g.random),
    ),
    look: { family: "typed" },
  },
};

export { dice };
