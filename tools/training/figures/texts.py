"""What the pictures say: figures as clinical paper writes them, and words that figures must not be taken for."""

import gzip
import re

CHARACTERS = (
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    ".,;:/%-+()<>='\"#&*~[]°µ×±≤≥½¼¾²³⁹¹₂_ "
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
UNITS = [
    "mg", "mcg", "µg", "g", "mL", "ml", "L", "IU", "units", "U/L", "mmol/L", "µmol/L", "g/dL", "g/L", "mg/dL", "mg/L", "ng/mL", "pg/mL",
    "mEq/L", "%", "mmHg", "kg", "kg/m²", "cm", "bpm", "/min", "°C", "mm", "10⁹/L", "10¹²/L", "10*9/L", "10^3/uL", "x10³/µL", "K/uL", "fL",
    "mL/min", "ms", "mg/kg", "mcg/h", "mIU/L", "nmol/L", "pmol/L", "tab", "caps", "puffs", "drops", "h", "d", "wk",
]
ORDINARY = (
    "and the of with for was to on in at by daily twice once dose oral tablet take start stop since blood pressure pulse weight height "
    "BMI SpO₂ HbA₁c normal high low range result date born page ward clinic Street Road tel fax phone No. ref MRN NHS ID lot exp qty refill "
    "morning night bd tds qds od prn q6h q8h q12h BID TID QID PO IV SC IM LH Hb WBC Na K Cl Ca eGFR INR TSH LDL HDL ALT AST CRP"
).split()


def load_words(path):
    """The drug names, problems and tests of the product's lexicon, whose look-alikes figures are."""
    words = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words.update(w for w in re.findall(r"[A-Za-z][A-Za-z-]{2,14}", line.split("\t")[1]))
    return sorted(words)


def _integer(g):
    return str(g.randrange(10 ** g.choice([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5])))


def _decimal(g):
    return f"{g.randrange(10 ** g.choice([1, 1, 2, 2, 3]))}{g.choice('......,')}{''.join(str(g.randrange(10)) for _ in range(g.choice([1, 1, 1, 2, 2, 3])))}"


def _date(g):
    y, m, d = g.randrange(1925, 2031), g.randrange(1, 13), g.randrange(1, 32)
    name = MONTHS[m - 1]
    return g.choice([
        f"{y}-{m:02}-{d:02}", f"{d:02}/{m:02}/{y}", f"{m:02}/{d:02}/{y}", f"{d:02}.{m:02}.{y}", f"{d}.{m}.{y % 100:02}", f"{d:02}-{name}-{y}",
        f"{d} {name} {y}", f"{m}/{d}/{y % 100:02}", f"{name} {d}, {y}", f"{y}", f"({y})", f"{m:02}/{y}", f"{d:02}{name}{y}", f"'{y % 100:02}",
    ])


def _code(g):
    capital = lambda: g.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    figures = lambda n: "".join(str(g.randrange(10)) for _ in range(n))
    return g.choice([
        f"{capital()}{figures(2)}.{figures(g.choice([1, 1, 2]))}", f"{capital()}{figures(2)}", f"{capital()}{figures(g.choice([6, 7, 8]))}",
        f"{capital()}{capital()}-{figures(7)}", figures(g.choice([5, 6, 7, 8, 9, 10])), f"{figures(1)}{capital()}{capital()}",
        f"{capital()}{capital()}{figures(1)}", f"{figures(3)}-{figures(3)}-{figures(4)}", f"+{figures(2)} {figures(3)} {figures(4)}",
        f"{figures(3)} {figures(3)} {figures(4)}", f"({figures(3)}) {figures(3)}-{figures(4)}", f"L{g.randrange(1, 6)}/{g.randrange(1, 6)}",
        f"C{g.randrange(3, 8)}", f"B{g.choice([6, 12])}", f"{g.randrange(1, 30)}-OH", f"N{g.randrange(1, 4)}", f"#{figures(g.choice([1, 2, 3]))}",
    ])


def _amount(g):
    value = g.choice([_integer, _decimal, lambda g: g.choice(["½", "¼", "1½", "¾", "2½", "0.5", "0.25", "1.5", "2.5", "5", "10", "20", "25", "40", "50", "75", "100", "125", "250", "500", "1000"])])(g)
    return f"{value}{g.choice(['', ' ', ' '])}{g.choice(UNITS)}"


def _range(g):
    value = g.choice([_integer, _decimal])
    one, two = value(g), value(g)
    return g.choice([f"{one}-{two}", f"{one} - {two}", f"({one}-{two})", f"[{one} - {two}]", f"<{one}", f"> {one}", f"≤{one}", f"≥ {one}", f"{one}–{two}".replace("–", "-")])


def _direction(g):
    n = lambda: g.choice(["0", "1", "1", "2", "½"])
    return g.choice([
        f"{n()}-{n()}-{n()}", f"{n()}-{n()}-{n()}-{n()}", f"{g.randrange(1, 5)}x", f"x{g.randrange(1, 10)}", f"q{g.choice([4, 6, 8, 12, 24])}h", f"{g.randrange(1, 5)} x {g.randrange(1, 5)}",
        f"x {g.randrange(3, 30)} days", f"{g.randrange(4, 25)}-hourly", f"{g.randrange(1, 5)}/7", f"{g.randrange(1, 24)}:{g.randrange(60):02}", f"{g.randrange(24):02}:{g.randrange(60):02}",
        f"{g.randrange(60, 220)}/{g.randrange(30, 130)}", f"{g.randrange(40, 101)}%", f"{g.randrange(34, 42)}.{g.randrange(10)}", f"{g.randrange(1, 10)}.", f"({g.randrange(1, 10)})", f"#{g.randrange(1, 100)}",
    ])


def phrase(g, words):
    """One to three tokens, most with a figure in them."""
    kind = g.random()
    if kind < 0.13: text = _integer(g)
    elif kind < 0.28: text = _decimal(g)
    elif kind < 0.40: text = _date(g)
    elif kind < 0.52: text = _code(g)
    elif kind < 0.62: text = _amount(g)
    elif kind < 0.70: text = _range(g)
    elif kind < 0.79: text = _direction(g)
    else:
        text = g.choice(words) if g.random() < 0.6 else g.choice(ORDINARY)
        text = g.choice([text, text, text.capitalize(), text.upper()])
    if g.random() < 0.12: text += g.choice(".,;:,.)")
    if g.random() < 0.02: text = "(" + text
    more = g.random()
    if more < 0.10: text += " " + g.choice(UNITS)
    elif more < 0.16: text += " " + _decimal(g)
    elif more < 0.20: text += " " + g.choice(ORDINARY)
    elif more < 0.24: text = g.choice(ORDINARY) + " " + text
    return text[:26].strip()


SLIPS = (
    "tab tabs cap caps po bid tid qid qd qod qhs qam qpm prn q4h q6h q8h q12h daily weekly sig disp refills cont stop d/c d/c'd incr decr hold start mg mcg mL units "
    "drops puffs c s p a pc ac hs stat today Mon Mondays NOT DAILY only if pain fever rash nausea with meals food bedtime morning evening allergy NKDA Rx Dr RN BP HR wt ht "
    "x1 x2 i ii iii i.v. i.m. s.c. subcut topical cream inhaler patch sublingual left right eye ear foot arm call follow up review labs ECG CXR MRI CT UTI COPD CHF HTN DM AF"
).split()


def slip(g, words):
    """What stands on a handwritten slip: names of drugs and people, amounts, directions, remarks."""
    kind = g.random()
    if kind < 0.34: text = g.choice(words)
    elif kind < 0.46: text = g.choice(SLIPS)
    elif kind < 0.60: text = f"{g.choice([1, 1, 1, 2, 2, 3, '½', '1½', 4])}{g.choice([' ', ' ', ''])}{g.choice(['tab', 'tabs', 'cap', 'puffs', 'drops', 'mL', 'tab po', 'po', 'tab po ' + g.choice(['bid', 'qd', 'tid', 'qhs'])])}"
    elif kind < 0.72: text = _amount(g)
    elif kind < 0.80: text = " ".join(g.choice(SLIPS) for _ in range(g.choice([2, 2, 3])))
    elif kind < 0.84: text = f"{g.choice(words)} {_amount(g)}"
    else: text = phrase(g, words)
    text = g.choice([text, text, text, text.upper(), text.upper(), text.capitalize(), text.lower()])
    if g.random() < 0.08: text += g.choice(".,;:,.)-")
    if g.random() < 0.05: text = g.choice("(#-") + text
    return text[:26].strip()
