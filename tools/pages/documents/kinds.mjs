// The kinds of pages. Each takes the grammar and a look ({ font, hand, ruled, overlay }) and gives { size, html body }.
import { head, patient, row, signature, stamp } from "./parts.mjs";

const overlays = (g, look) =>
  (look.stamped ? stamp(g) + (g.chance(0.5) ? stamp(g) : "") : "") +
  (look.signed ? signature(g, g.whole(25, 45)) + signature(g, g.whole(50, 80)) : "");

const penned = (look) => (look.hand ? ` style="font-family:'${look.hand}';font-size:1.25rem"` : "");

const struckOr = (g, look, text) => (look.struck && g.chance(0.3) ? `<s>${text}</s>` : text);

function prescription(g, look) {
  const items = Array.from({ length: g.whole(3, 5) }, (_, i) => {
    const drug = g.drug();
    const line = struckOr(g, look, `${i + 1}. ${drug.name} ${drug.strength} ${drug.form}`);
    return `<p><b>${line}</b></p><p style="margin-left:1.6rem">${g.one(["Sig:", "S:", "Directions:"])} ${g.sig(drug.form)}</p>
<p style="margin-left:1.6rem">${g.one(["Disp:", "Qty"])} ${g.whole(7, 120)} ${g.one(["Refills:", "Repeats"])} ${g.whole(0, 6)}</p>`;
  });
  const body = `${head(g)}${patient(g)}<h2>Rx</h2><section${penned(look)}>${items.join("")}</section>
${row(g.one(g.words.doctors), `Reg. ${g.number("L")}`)}${signature(g, 84, 50)}${overlays(g, look)}`;
  return { size: "a5", margin: "2rem", body };
}

function lab(g, look) {
  const names = g.one([
    ["Test", "Result", "Units", "Reference range", "Flag"],
    ["Analyte", "Value", "Unit", "Normal", ""],
    ["Investigation", "Result", "Unit", "Ref. interval", "Abn."],
  ]);
  const cells = (list, tag) => list.map((cell) => `<${tag}>${cell}</${tag}>`).join("");
  const panels = g.some(g.words.panels, g.whole(3, 5)).map((panel) => {
    const rows = g.results(panel).map((result) => `<tr data-row>${cells(result, "td")}</tr>`);
    return `<h2>${panel[0]}</h2><table class="${look.ruled ? "ruled" : g.one(["lined", "bare"])}"><tr data-row>${cells(names, "th")}</tr>${rows.join("")}</table>`;
  });
  const body = `${head(g)}${patient(g)}<h2 class="middle">${g.one(["LABORATORY REPORT", "Pathology Results", "Clinical Chemistry"])}</h2>
<p>Specimen: ${g.one(["serum", "EDTA blood", "venous blood", "plasma"])} Collected: ${g.date()} ${g.whole(6, 19)}:${g.whole(10, 59)}</p>
${panels.join("")}<p>Comment: ${g.sentence()}</p><p>Reported by ${g.one(g.words.doctors)}</p>${overlays(g, look)}`;
  return { size: g.one(["a4", "letter"]), body };
}

const medicines = (g, look, count) =>
  Array.from({ length: count }, () => {
    const drug = g.drug();
    return `<p>${struckOr(g, look, `${g.one(["- ", "• ", ""])}${drug.name} ${drug.strength} ${drug.form}, ${g.sig(drug.form)}`)}</p>`;
  }).join("");

const paragraph = (g, sentences) => `<p>${Array.from({ length: sentences }, () => g.sentence()).join(" ")}</p>`;

function discharge(g, look) {
  const headings = g.one(g.words.headings);
  const parts = headings.map(
    (title, i) => `<h2>${title}</h2>${i === 2 ? medicines(g, look, g.whole(4, 8)) : paragraph(g, g.whole(3, 5))}`,
  );
  const body = `${head(g)}<h1 class="middle">${g.one(["Discharge Letter", "DISCHARGE SUMMARY", "Transfer of Care"])}</h1>${patient(g)}
${row(`Admitted: ${g.date()}`, `Discharged: ${g.date()}`)}<section${penned(look)}>${parts.join("")}</section>
<p>Signed: ${g.one(g.words.doctors)}</p>${signature(g, 88, 20)}${overlays(g, look)}`;
  return { size: "a4", body };
}

function letter(g, look) {
  const side = () =>
    `<div>${paragraph(g, 4)}${paragraph(g, 4)}<h2>${g.one(g.words.departments)}</h2>${paragraph(g, 4)}</div>`;
  const body = `${head(g)}${patient(g)}<p>Dear ${g.one(g.words.doctors)},</p><div class="columns">${side()}${side()}</div>
<p>Yours sincerely, ${g.one(g.words.doctors)}</p>${overlays(g, look)}`;
  return { size: "a4", body, style: "p{text-align:left}" };
}

function label(g, look) {
  const drug = g.drug();
  const [name, address, phone] = g.one(g.words.places);
  const body = `<h2>${name} ${g.one(["Pharmacy", "Dispensary"])}</h2><p style="font-size:.75rem">${address} ${phone}</p><hr>
${row(`<b>Rx ${g.number()}</b>`, `Filled ${g.date()}`)}<p><b>${g.person().toUpperCase()}</b></p>
<p${penned(look)}>${g.sig(drug.form).toUpperCase()}</p><p><b>${drug.name.toUpperCase()} ${drug.strength} ${drug.form}</b></p>
${row(`Qty: ${g.whole(7, 120)}`, `Refills ${g.whole(0, 5)}`, `Exp ${g.date()}`)}<p style="font-size:.8rem">${g.one(g.words.warnings)}</p>${overlays(g, look)}`;
  return { size: "label", margin: "1rem", body };
}

function referral(g, look) {
  const typed = g.chance(0.3);
  const tick = (text) => {
    const on = g.chance(0.45);
    if (typed) return `${g.words.typedBoxes[on ? 0 : 1]} ${text}`;
    const cross = `<svg data-overlay style="left:-2px;top:-3px" width="20" height="20"><path d="${g.one(["M3 3L15 16M15 3L3 15", "M2 9L8 16L18 1"])}" stroke="#111" stroke-width="2.2" fill="none"/></svg>`;
    return `<span class="box" data-check="${on ? "on" : "off"}">${on ? cross : ""}</span>${text}`;
  };
  const half = (text) => `<div style="flex:1">${text}</div>`;
  const side = (left, right) => `<div class="pair" data-row>${half(left)}${half(right)}</div>`;
  const symptoms = g.some(g.words.symptoms, 4);
  const lists = g.some(g.words.diseases, 4).map((disease, i) => side(tick(disease), tick(symptoms[i])));
  const body = `${head(g)}<h1>${g.one(["Referral form", "REFERRAL", "Request for consultation"])}</h1>${patient(g)}
${row(`To: ${g.one(g.words.departments)}`, `From: ${g.one(g.words.doctors)}`)}
${side("<b>History of</b>", "<b>Symptoms</b>")}${lists.join("")}
<h2>Details</h2><section${penned(look)}>${paragraph(g, 3)}${paragraph(g, 2)}</section><h2>Medication</h2>${medicines(g, look, 3)}
${signature(g, 86, 48)}${overlays(g, look)}`;
  return { size: g.one(["a4", "letter"]), body };
}

function claim(g, look) {
  const pairs = [
    [
      ["Insured's name", g.person()],
      ["Policy number", g.number("P-")],
    ],
    [
      ["Date of birth", g.birth()],
      ["Telephone", g.one(g.words.places)[2]],
    ],
    [
      ["Diagnosis code", g.one(["I48.0", "E11.9", "J44.1", "N18.32", "M10.9", "K51.90"])],
      ["Date of service", g.date()],
    ],
    [
      ["Provider", g.one(g.words.doctors)],
      ["Provider ID", g.number()],
    ],
  ];
  const cells = (texts, name) =>
    `<tr data-row class="${name}">${texts.map((text) => `<td>${text}</td>`).join("")}</tr>`;
  const boxes = pairs.map(
    ([a, b]) => `<table class="fields">${cells([a[0], b[0]], "name")}${cells([a[1], b[1]], "value")}</table>`,
  );
  const services = Array.from({ length: g.whole(3, 6) }, () => [
    g.date(),
    String(g.whole(10000, 99499)),
    `${g.one(g.words.departments)} visit`,
    String(g.whole(1, 4)),
    (g.whole(1500, 48000) / 100).toFixed(2),
  ]);
  const rows = services.map((cells) => `<tr data-row>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  const body = `<h1 class="middle">${g.one(["CLAIM FORM", "Statement of services", "INSURANCE CLAIM"])}</h1>${boxes.join("")}
<h2>Services</h2><table class="${look.ruled ? "ruled" : "lined"}"><tr data-row><th>Date</th><th>Code</th><th>Description</th><th>Units</th><th>Charge</th></tr>${rows.join("")}</table>
<p>${g.sentence()}</p>${overlays(g, look)}`;
  return {
    size: "letter",
    body,
    style:
      ".fields{table-layout:fixed} .fields td{border:1px solid;border-top:0;padding:.2rem .5rem} .fields .name td{border:1px solid;border-bottom:0;font-size:.72rem}",
  };
}

export const kinds = { prescription, lab, discharge, letter, label, referral, claim };
