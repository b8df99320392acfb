"""Draws a text and spoils it as paper, fax, phone and copier do; a strip of grey values, ink dark, comes out."""

import functools
import io

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HEIGHT = 32
WIDEST = 320
# Below this deviation of the grey values nothing is left to read.
FAINTEST = 14


@functools.lru_cache(maxsize=4000)
def font(path, size):
    return ImageFont.truetype(path, size)


def usable(path):
    """Whether a font draws figures, letters and the decimal point, each its own."""
    try:
        font = ImageFont.truetype(path, 24)
        seen = {font.getmask(c).tobytes() if hasattr(font.getmask(c), "tobytes") else bytes(font.getmask(c)) for c in "01234567890aAbBgGmM.%µ"}
        return len(seen) >= 18 and font.getbbox("0")[3] > 4 and 1.5 < font.getlength("0000") / font.getlength("..") < 8
    except Exception:
        return False


def has_letters(text, font):
    """False where the font has no glyph for a sign outside ASCII: it would draw an empty box."""
    missing = bytes(font.getmask("\U0010fffd"))
    return all(c < "\x7f" or bytes(font.getmask(c)) not in (missing, b"") for c in text)


def _ink(image):
    return Image.eval(image, lambda v: 255 - v).getbbox()


def _dots(image, g):
    """As a needle printer would: a coarse grid of round dots."""
    rows = g.choice([9, 9, 11, 12])
    box = _ink(image)
    small = image.crop(box).resize((max(2, round((box[2] - box[0]) * rows / (box[3] - box[1]))), rows), Image.BILINEAR)
    grid = numpy.asarray(small) < g.randrange(120, 190)
    cell = g.choice([4, 5, 6])
    out = Image.new("L", (small.width * cell + 8, rows * cell + 8), 255)
    pen = ImageDraw.Draw(out)
    r = cell * g.uniform(0.36, 0.6)
    for y, x in zip(*numpy.nonzero(grid)):
        cx, cy = 4 + (x + 0.5) * cell, 4 + (y + 0.5) * cell
        pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=g.randrange(0, 70))
    return out


def _clean(text, fonts, g):
    for _ in range(8):
        face = font(g.choice(fonts), g.choice([24, 32, 40, 52]))
        if has_letters(text, face): break
    else:
        return None
    ink = g.choice([0, 0, 0, 30, 70, 110, 150])
    size = face.size
    width = int(face.getlength(text)) + 4 * size
    image = Image.new("L", (width, 4 * size), 255)
    pen = ImageDraw.Draw(image)
    if g.random() < 0.12:
        x, gap = 2 * size, g.uniform(-0.05, 0.18) * size
        for c in text:
            pen.text((x, size), c, font=face, fill=ink)
            x += face.getlength(c) + gap
            if x > width - size: return None
    else:
        pen.text((2 * size, size), text, font=face, fill=ink, stroke_width=g.choice([0] * 9 + [1]), stroke_fill=ink)
    if _ink(image) is None: return None
    if g.random() < 0.07: image = _dots(image, g)
    if g.random() < 0.12: image = image.transform(image.size, Image.AFFINE, (1, g.uniform(-0.25, 0.25), 0, 0, 1, 0), Image.BILINEAR, fillcolor=255)
    if g.random() < 0.5: image = image.rotate(g.gauss(0, 0.9), Image.BICUBIC, fillcolor=255)
    return image


def _framed(image, g, alone):
    """Cut out as the reader cuts: the ink's box and some air; at times a neighbour's edge, a rule or a stroke comes with it."""
    box = _ink(image)
    if box is None: return None
    high = max(box[3] - box[1], alone)
    middle = (box[1] + box[3]) / 2 + g.uniform(-0.12, 0.12) * high
    up, down = g.uniform(0.02, 0.34), g.uniform(0.02, 0.34)
    top, bottom = round(min(box[1], middle - high / 2) - up * high), round(max(box[3], middle + high / 2) + down * high)
    left, right = round(box[0] - g.uniform(0.02, 0.5) * high), round(box[2] + g.uniform(0.02, 0.5) * high)
    image = image.crop((left, top, right, bottom)) if left >= 0 and top >= 0 and right <= image.width and bottom <= image.height else _padded(image, left, top, right, bottom)
    pen = ImageDraw.Draw(image)
    w, h = image.size
    thick = max(1, h // 24)
    if g.random() < 0.06: pen.line((0, g.choice([1, h - 2]), w, g.choice([1, h - 2])), fill=g.randrange(0, 120), width=thick)
    if g.random() < 0.06:
        x = g.choice([1, w - 2])
        pen.line((x, 0, x, h), fill=g.randrange(0, 120), width=thick)
    if g.random() < 0.05:
        for _ in range(g.randrange(1, 5)):
            x = g.randrange(w)
            pen.rectangle((x, g.choice([0, h - 1 - h // 14]), x + g.randrange(2, max(3, h // 3)), g.choice([h // 14, h - 1])), fill=g.randrange(0, 90)) if g.random() < 0.5 else pen.line((x, 0, x + 2, h // 10), fill=0, width=thick)
    if g.random() < 0.04: pen.arc((-w // 2, -h, w, g.randrange(h // 2, 2 * h)), 0, 180, fill=g.randrange(60, 200), width=thick)
    return image


def _padded(image, left, top, right, bottom):
    out = Image.new("L", (right - left, bottom - top), 255)
    out.paste(image, (-left, -top))
    return out


def _spoilt(image, g, coarsest=0.35):
    w, h = image.size
    rows = min(h, 7.5 * 2 ** g.uniform(coarsest, 2.7))
    small = image.resize((max(3, round(w * rows / h)), max(7, round(rows))), Image.BOX if g.random() < 0.5 else Image.BICUBIC)
    kind = g.random()
    if g.random() < 0.35: small = small.filter(ImageFilter.GaussianBlur(g.uniform(0.2, 0.035 * rows + 0.35)))
    values = numpy.asarray(small).astype(numpy.float32)
    noise = numpy.random.default_rng(g.getrandbits(32))
    if kind < 0.2:
        values = numpy.where(values + noise.normal(0, g.uniform(0, 30), values.shape) < g.uniform(110, 200), 0.0, 255.0)
        if g.random() < 0.5: values = numpy.where(noise.random(values.shape) < g.uniform(0, 0.02), 255 - values, values)
    elif kind < 0.45:
        values = values + noise.normal(0, g.uniform(3, 45), values.shape)
    elif kind < 0.55:
        share = g.uniform(0.005, 0.05)
        spots = noise.random(values.shape)
        values = numpy.where(spots < share / 2, 0, numpy.where(spots > 1 - share / 2, 255, values))
    elif kind < 0.65:
        ragged = noise.random(values.shape)
        values = numpy.where(ragged < g.uniform(0.02, 0.22), values + (255 - values) * g.uniform(0.5, 1), values)
    if g.random() < 0.05:
        at = g.randrange(len(values))
        values[at : at + max(1, round(len(values) * g.uniform(0.02, 0.08)))] = g.choice([255.0, 255.0, 200.0])
    if g.random() < 0.05:
        at = g.randrange(values.shape[1])
        values[:, at : at + max(1, round(len(values) * g.uniform(0.02, 0.12)))] += g.choice([120, 255])
    low, high = g.uniform(0, 90), g.uniform(185, 255)
    values = numpy.clip(low + numpy.clip(values, 0, 255) * (high - low) / 255, 0, 255).astype(numpy.uint8)
    small = Image.fromarray(values)
    if g.random() < 0.25:
        held = io.BytesIO()
        small.save(held, "JPEG", quality=g.randrange(15, 70))
        small = Image.open(held).convert("L")
    tall = HEIGHT * g.choice([1, 1.3, 1.5])
    if tall > rows and g.random() < 0.7: small = small.resize((max(3, round(small.width * tall / small.height)), round(tall)), g.choice([Image.BICUBIC, Image.BILINEAR, Image.LANCZOS]))
    squeezed = g.uniform(0.88, 1.14)
    return small.resize((max(12, min(WIDEST, round(small.width * HEIGHT / small.height * squeezed))), HEIGHT), Image.BOX if small.height > HEIGHT else Image.BILINEAR)


def strip(text, fonts, g, written=None, scraps=None):
    """A strip HEIGHT pixels high as uint8, or None where it cannot be drawn. `written` draws in place of a printer, `scraps` adds what a cut takes along."""
    image = (written or _clean)(text, fonts, g)
    if image is None: return None
    lone = _ink(image)
    if lone is None: return None
    image = _framed(image, g, 0.0 if any(c.isalnum() for c in text) else 3.0 * (lone[3] - lone[1]))
    if image is None or image.width < 4 or image.height < 8: return None
    if scraps and g.random() < 0.3: image = scraps(image, g)
    drawn = numpy.asarray(_spoilt(image, g, 1.0) if written else _spoilt(image, g))
    return drawn if drawn.std() > FAINTEST else None
