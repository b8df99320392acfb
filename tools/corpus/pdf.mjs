// Writes a PDF that holds one scanned image and no text (ISO 32000-1, 7.5 file structure, 8.9 images).
import { deflateSync } from "node:zlib";
import { fourBitRows } from "./scan.mjs";

export function imageOnlyPdf(image, dpi) {
  const points = (pixels) => ((pixels * 72) / dpi).toFixed(2);
  const [w, h] = [points(image.width), points(image.height)];
  const pixels = deflateSync(fourBitRows(image).rows, { level: 9 });
  const paint = Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /Im0 Do Q\n`);
  const objects = [
    plain("<< /Type /Catalog /Pages 2 0 R >>"),
    plain("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    plain(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>`,
    ),
    stream("", paint),
    stream(
      `/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} /ColorSpace /DeviceGray /BitsPerComponent 4 /Filter /FlateDecode`,
      pixels,
    ),
  ];

  const parts = [Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets = [];
  let at = parts[0].length;
  objects.forEach((object, index) => {
    offsets.push(at);
    const framed = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    parts.push(framed);
    at += framed.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const plain = (text) => Buffer.from(text, "latin1");

const stream = (dictionary, bytes) =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
