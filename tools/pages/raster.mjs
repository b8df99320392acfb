// Pixels in and out: PNG (8 bits a sample), 1-bit TIFF, and JPEG by Chromium's own encoder.
import { deflateSync, inflateSync } from "node:zlib";
import { chunk, signature } from "../corpus/png.mjs";

/** A PNG as Chromium writes it (8-bit RGB or RGBA, not interlaced), as RGB. */
export function decodePng(bytes) {
  let at = 8;
  let head;
  const data = [];
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR")
      head = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), bits: body[8], colour: body[9] };
    if (type === "IDAT") data.push(body);
    at += length + 12;
  }
  if (head.bits !== 8 || (head.colour !== 2 && head.colour !== 6)) throw new Error("an unexpected kind of PNG");
  return unfilter(inflateSync(Buffer.concat(data)), head.width, head.height, head.colour === 6 ? 4 : 3);
}

function unfilter(raw, width, height, step) {
  const stride = width * step;
  const lines = new Uint8Array(stride * height);
  const out = { width, height, channels: 3, data: new Uint8ClampedArray(width * height * 3) };
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const kind = raw[from];
    const row = y * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? lines[row + i - step] : 0;
      const up = y > 0 ? lines[row + i - stride] : 0;
      const corner = i >= step && y > 0 ? lines[row + i - stride - step] : 0;
      lines[row + i] = raw[from + 1 + i] + predicted(kind, left, up, corner);
    }
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) out.data[(y * width + x) * 3 + c] = lines[row + x * step + c];
  }
  return out;
}

function predicted(kind, left, up, corner) {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

export function encodePng({ width, height, channels, data }, dpi) {
  const rows = Buffer.alloc((width * channels + 1) * height);
  for (let y = 0; y < height; y++)
    Buffer.from(data.buffer, data.byteOffset + y * width * channels, width * channels).copy(
      rows,
      y * (width * channels + 1) + 1,
    );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = channels === 3 ? 2 : 0;
  const density = Buffer.alloc(9);
  density.writeUInt32BE(Math.round(dpi / 0.0254), 0);
  density.writeUInt32BE(Math.round(dpi / 0.0254), 4);
  density[8] = 1;
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("pHYs", density),
    chunk("IDAT", deflateSync(rows, { level: 3 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A bilevel TIFF (TIFF 6.0, baseline), black where the sample is below 128. */
export function encodeTiff({ width, height, data }, dpiX, dpiY) {
  const stride = (width + 7) >> 3;
  const bits = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (data[y * width + x] < 128) bits[y * stride + (x >> 3)] |= 0x80 >> (x & 7);
  const tags = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 1],
    [259, 3, 1],
    [262, 3, 0],
    [273, 4, 8 + 16],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, bits.length],
    [282, 5, 8],
    [283, 5, 16],
    [296, 3, 2],
  ];
  const head = Buffer.alloc(24);
  head.write("II*\0", 0, "latin1");
  const directoryAt = 24 + bits.length + (bits.length % 2);
  head.writeUInt32LE(directoryAt, 4);
  [dpiX, 1, dpiY, 1].forEach((value, i) => head.writeUInt32LE(value, 8 + 4 * i));
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length, 0);
  tags.forEach(([tag, type, value], i) => {
    const at = 2 + 12 * i;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(1, at + 4);
    if (type === 3) directory.writeUInt16LE(value, at + 8);
    else directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, bits, Buffer.alloc(bits.length % 2), directory]);
}

/** Chromium's JPEG of the pixels, with the resolution written into the JFIF header. */
export async function encodeJpeg(browser, image, dpi, quality) {
  const png = `data:image/png;base64,${encodePng(image, dpi).toString("base64")}`;
  const url = await browser.evaluate(`(async () => {
    const picture = await createImageBitmap(await (await fetch(${JSON.stringify(png)})).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: ${quality / 100} })).arrayBuffer());
    let text = "";
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  })()`);
  const jpeg = Buffer.from(url, "base64");
  if (jpeg.toString("latin1", 6, 10) === "JFIF") {
    jpeg[13] = 1;
    jpeg.writeUInt16BE(dpi, 14);
    jpeg.writeUInt16BE(dpi, 16);
  }
  return jpeg;
}
