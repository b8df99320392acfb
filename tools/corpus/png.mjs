// Writes greyscale PNG (W3C PNG, third edition), 4 bits a pixel, with the resolution in pHYs.
import { crc32, deflateSync } from "node:zlib";
import { fourBitRows } from "./scan.mjs";

export const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export function header(width, height, bits) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = bits;
  return chunk("IHDR", data);
}

export function writePng(image, dpi) {
  const { rows, stride } = fourBitRows(image);
  const filtered = Buffer.alloc((stride + 1) * image.height);
  for (let y = 0; y < image.height; y++) rows.copy(filtered, y * (stride + 1) + 1, y * stride, (y + 1) * stride);
  const density = Buffer.alloc(9);
  const perMetre = Math.round(dpi / 0.0254);
  density.writeUInt32BE(perMetre, 0);
  density.writeUInt32BE(perMetre, 4);
  density[8] = 1;
  return Buffer.concat([
    signature,
    header(image.width, image.height, 4),
    chunk("pHYs", density),
    chunk("IDAT", deflateSync(filtered, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
