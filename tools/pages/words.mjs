// Where each printed word stands. The function runs inside the page: it must not refer to anything outside of itself.

/** Words with boxes in CSS pixels, numbered by printed row in reading order; and the tick boxes of a form. */
export function wordsOnPage() {
  const superscripts = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "-": "⁻" };
  const blocks = "td,th,p,div,h1,h2,h3,li,section,header,footer";
  const words = [];
  let open = null;
  let before = null;
  let line = -1;

  const finish = () => {
    if (!open) return;
    const wraps = before && open.row === before.row && !open.fixed && open.x < before.x;
    if (!before || open.row !== before.row || wraps) line++;
    before = open;
    const { text, x, y, right, bottom, struck } = open;
    // A range is as high as the font's ascent and descent; print fills the middle of it.
    const trim = (bottom - y) * 0.13;
    words.push({ text, x, y: y + trim, w: right - x, h: bottom - y - 2 * trim, line, ...(struck ? { struck } : {}) });
    open = null;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("[data-overlay],style")) continue;
    const cell = parent.closest(blocks);
    const fixed = parent.closest("[data-row]");
    const raised = parent.closest("sup") !== null;
    const struck = parent.closest("s") !== null;
    if (open && open.cell !== cell) finish();
    for (const part of node.data.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(part[0])) {
        finish();
        continue;
      }
      const range = document.createRange();
      range.setStart(node, part.index);
      range.setEnd(node, part.index + part[0].length);
      const box = range.getBoundingClientRect();
      const text = raised ? [...part[0]].map((c) => superscripts[c] ?? c).join("") : part[0];
      if (!open) open = { text: "", cell, row: fixed ?? cell, fixed, struck, x: 1e9, y: 1e9, right: 0, bottom: 0 };
      open.text += text;
      open.x = Math.min(open.x, box.left);
      open.y = Math.min(open.y, box.top);
      open.right = Math.max(open.right, box.right);
      open.bottom = Math.max(open.bottom, box.bottom);
    }
  }
  finish();
  const checks = [...document.querySelectorAll("[data-check]")].map((box) => {
    const at = box.getBoundingClientRect();
    return { x: at.left, y: at.top, w: at.width, h: at.height, ticked: box.dataset.check === "on" };
  });
  return { words, checks };
}

/** Shrinks the print until the sheet holds it; runs inside the page. */
export function fitToPage() {
  const root = document.documentElement;
  const fits = () => document.querySelector("main").getBoundingClientRect().bottom <= innerHeight - 4;
  const wanted = parseFloat(getComputedStyle(root).fontSize);
  for (let size = wanted; size > 8 && !fits(); size -= 0.5) root.style.fontSize = `${size}px`;
  return fits();
}
