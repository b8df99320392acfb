// Where a point of the clean page goes, and back. A stage has forth (page to image), back (image to page) and the
// size of what it makes; stages are chained, so that the same chain moves pixels (back) and word boxes (forth).

export const scaled = (size, sx, sy = sx) => ({
  width: Math.round(size.width * sx),
  height: Math.round(size.height * sy),
  forth: (x, y) => [x * sx, y * sy],
  back: (x, y) => [x / sx, y / sy],
});

export function turned(size, degrees) {
  const { width, height } = size;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const quarter = Math.abs(degrees % 180) === 90;
  const out = { width: quarter ? height : width, height: quarter ? width : height };
  const [cx, cy, ox, oy] = [width / 2, height / 2, out.width / 2, out.height / 2];
  return {
    ...out,
    forth: (x, y) => [cos * (x - cx) - sin * (y - cy) + ox, sin * (x - cx) + cos * (y - cy) + oy],
    back: (x, y) => [cos * (x - ox) + sin * (y - oy) + cx, -sin * (x - ox) + cos * (y - oy) + cy],
  };
}

/** The page seen from aside: its corners (top left, clockwise) go to the given points of a frame. */
export function seenFrom(size, frame, corners) {
  const { width: w, height: h } = size;
  const forth = homography([0, 0, w, 0, w, h, 0, h], corners.flat());
  const back = homography(corners.flat(), [0, 0, w, 0, w, h, 0, h]);
  return { ...frame, forth: (x, y) => apply(forth, x, y), back: (x, y) => apply(back, x, y) };
}

/** Paper that is not flat: a wave along x lifts its lines, given as pull(x, y) = how far away the print comes from. */
export function bent(size, pull) {
  const back = (x, y) => {
    const [dx, dy] = pull(x, y);
    return [x + dx, y + dy];
  };
  return {
    ...size,
    back,
    forth: (x, y) => {
      let [u, v] = [x, y];
      // The pull is gentle, so that taking it away step by step converges.
      for (let i = 0; i < 12; i++) {
        const [dx, dy] = pull(u, v);
        [u, v] = [x - dx, y - dy];
      }
      return [u, v];
    },
  };
}

/** A label round a bottle: the middle is near, both ends turn away. Seen from above by `lift`. */
export function roundBottle(size, halfAngle, lift) {
  const { width, height } = size;
  const radius = width / 2 / halfAngle;
  const seen = Math.ceil(2 * radius * Math.sin(halfAngle));
  const sag = Math.ceil(lift * radius * (1 - Math.cos(halfAngle)));
  const drop = (angle) => lift * radius * (1 - Math.cos(angle));
  return {
    width: seen,
    height: height + sag,
    forth: (x, y) => {
      const angle = (x - width / 2) / radius;
      return [seen / 2 + radius * Math.sin(angle), y + sag - drop(angle)];
    },
    back: (x, y) => {
      const angle = Math.asin(Math.max(-1, Math.min(1, (x - seen / 2) / radius)));
      return [width / 2 + radius * angle, y - sag + drop(angle)];
    },
  };
}

export function chained(stages) {
  const last = stages[stages.length - 1];
  const backwards = [...stages].reverse();
  return {
    width: last.width,
    height: last.height,
    forth: (x, y) => stages.reduce(([a, b], stage) => stage.forth(a, b), [x, y]),
    back: (x, y) => {
      let point = [x, y];
      for (const stage of backwards) point = stage.back(point[0], point[1]);
      return point;
    },
  };
}

/** The hull of a box after the chain, cut to the image. */
export function moved(box, chain) {
  const points = [];
  for (const fx of [0, 0.5, 1])
    for (const fy of [0, 0.5, 1]) points.push(chain.forth(box.x + fx * box.w, box.y + fy * box.h));
  const clip = (value, limit) => Math.max(0, Math.min(limit, value));
  const xs = points.map(([x]) => clip(x, chain.width));
  const ys = points.map(([, y]) => clip(y, chain.height));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const tenth = (value) => Math.round(value * 10) / 10;
  return { x: tenth(x), y: tenth(y), w: tenth(Math.max(...xs) - x), h: tenth(Math.max(...ys) - y) };
}

function apply(m, x, y) {
  const w = m[6] * x + m[7] * y + 1;
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

// Eight unknowns of the projective map from four pairs of points, by Gaussian elimination.
function homography(from, to) {
  const rows = [];
  for (let i = 0; i < 8; i += 2) {
    const [x, y, u, v] = [from[i], from[i + 1], to[i], to[i + 1]];
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  }
  for (let i = 0; i < 8; i++) {
    const best = rows.reduce((top, row, k) => (k >= i && Math.abs(row[i]) > Math.abs(rows[top][i]) ? k : top), i);
    [rows[i], rows[best]] = [rows[best], rows[i]];
    for (let k = 0; k < 8; k++) {
      if (k === i) continue;
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j < 9; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  return rows.map((row, i) => row[8] / row[i]);
}
