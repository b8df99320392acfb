// What several kinds of pages share: the sheet, its head, stamps, signatures, crossed-out lines.

export const sizes = { a4: [794, 1123], letter: [816, 1056], a5: [559, 794], label: [400, 268] };

export function sheet({ size, font, print = 16, ink = "#111", paper = "#fff", margin = "3.2rem", body, style = "" }) {
  const [width, height] = sizes[size];
  return `<!doctype html><meta charset="utf-8"><style>
*{box-sizing:border-box} html{font-size:${print}px;background:${paper};overflow:hidden} body{margin:0;padding:${margin};position:relative;
height:${height}px;overflow:hidden;width:${width}px;font-family:"${font}";color:${ink};line-height:1.35;background:${paper};font-size:1rem}
h1{font-size:1.5rem;margin:.2rem 0} h2{font-size:1.1rem;margin:.7rem 0 .2rem} p{margin:.25rem 0} .middle{text-align:center}
.pair{display:flex;justify-content:space-between;gap:1rem} .pair>div{white-space:nowrap} hr{border:0;border-top:2px solid currentColor}
table{border-collapse:collapse;width:100%} td,th{text-align:left;padding:.12rem .4rem;white-space:nowrap;font-size:.95rem}
.ruled td,.ruled th{border:1px solid currentColor} .lined tr{border-bottom:1px solid #999} .columns{display:flex;gap:2rem} .columns>div{flex:1}
.box{display:inline-block;width:.85rem;height:.85rem;border:1.4px solid currentColor;margin-right:.45rem;vertical-align:-1px;position:relative}
sup{font-size:.66em;line-height:0} s{text-decoration-thickness:2px}
[data-overlay]{position:absolute;pointer-events:none} ${style}</style><body><main>${body}</main></body>`;
}

export const row = (...cells) =>
  `<div class="pair" data-row>${cells.map((cell) => `<div>${cell}</div>`).join("")}</div>`;

export const head = (g) => {
  const [name, address, phone] = g.one(g.words.places);
  const lines = `<h1>${name}</h1><p>${address}</p><p>${g.one(["Tel", "Phone:", "T:"])} ${phone}</p>`;
  return `<header${g.chance(0.6) ? ' class="middle"' : ""}>${lines}</header>${g.chance(0.8) ? "<hr>" : ""}`;
};

export const patient = (g) =>
  row(
    `${g.one(["Patient:", "Name:", "Pt."])} ${g.person()}`,
    `${g.one(["DOB:", "Date of birth:", "Born"])} ${g.birth()}`,
  ) +
  row(`${g.one(["MRN:", "Hospital No.", "Patient ID:"])} ${g.number(g.one(["", "H", "MR-"]))}`, `Date: ${g.date()}`);

export function stamp(g) {
  const colour = g.one(["#b3261e", "#28388f", "#5b2a86", "#333"]);
  const [left, top, turn] = [g.whole(8, 60), g.whole(12, 70), g.whole(-28, 28)];
  return `<div data-overlay style="left:${left}%;top:${top}%;transform:rotate(${turn}deg);border:4px solid ${colour};color:${colour};
padding:.3rem 1rem;font:700 2rem 'Liberation Sans';opacity:.62;border-radius:8px">${g.one(g.words.stamps)}</div>`;
}

/** A pen's loops across the page at the given height (percent). */
export function signature(g, top, left = g.whole(5, 45)) {
  let path = "M10 60";
  for (let x = 10; x < 300; x += g.whole(14, 34))
    path += ` q${g.whole(4, 20)} ${g.whole(-70, 70)} ${g.whole(12, 30)} ${g.whole(-12, 12)}`;
  return `<svg data-overlay style="left:${left}%;top:${top}%" width="330" height="120" viewBox="0 0 330 120"><path d="${path}"
fill="none" stroke="${g.one(["#1b2f8a", "#16161c", "#0b4a8f"])}" stroke-width="${g.one([1.6, 2.2, 2.8])}" stroke-linecap="round"/></svg>`;
}
