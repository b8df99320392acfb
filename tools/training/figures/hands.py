"""Draws a text as a hand writes it: letter by letter, none like its twin, on no straight line."""

import random

from PIL import Image, ImageChops, ImageDraw

import pictures

SIZES = [30, 38, 46]


def _warped(image, g):
    """Pulled about on a coarse grid, as hand and paper do."""
    w, h = image.size
    step = g.choice([40, 60, 90])
    pull = step * g.uniform(0.02, 0.10)
    columns, rows = -(-w // step), -(-h // step)
    inner = lambda i, last: 0 < i < last
    at = {
        (i, j): (min(w, i * step) + (g.gauss(0, pull) if inner(i, columns) else 0), min(h, j * step) + (g.gauss(0, pull) if inner(j, rows) else 0))
        for i in range(columns + 1) for j in range(rows + 1)
    }
    mesh = []
    for i in range(columns):
        for j in range(rows):
            box = (i * step, j * step, min(w, (i + 1) * step), min(h, (j + 1) * step))
            mesh.append((box, (*at[i, j], *at[i, j + 1], *at[i + 1, j + 1], *at[i + 1, j])))
    return image.transform(image.size, Image.MESH, mesh, Image.BILINEAR)


def _letters(text, font, ink, thick, g):
    """Letter by letter where the hand doesn't join them: each a little higher, larger or turned."""
    size = font.size
    image = Image.new("L", (int(font.getlength(text) * 1.3) + 4 * size, 4 * size), 255)
    x, wander, apart = 2.0 * size, 0.0, g.uniform(-0.03, 0.12) * size
    uneven = g.uniform(0, 0.05)
    for c in text:
        cell = Image.new("L", (round(2.4 * size), round(2.4 * size)), 255)
        ImageDraw.Draw(cell).text((0.7 * size, 0.5 * size), c, font=font, fill=ink, stroke_width=thick, stroke_fill=ink)
        cell = cell.rotate(g.gauss(0, 60 * uneven), Image.BICUBIC, fillcolor=255)
        scale = 1 + g.gauss(0, 2 * uneven)
        cell = cell.resize((max(8, round(cell.width * scale)), max(8, round(cell.height * scale * g.gauss(1, uneven)))), Image.BILINEAR)
        wander = 0.7 * wander + g.gauss(0, uneven * size)
        left, top = round(x - 0.7 * size * scale), round(size * 0.5 + wander)
        if left < 0 or left + cell.width > image.width or top < 0: return None
        held = image.crop((left, top, left + cell.width, min(image.height, top + cell.height)))
        image.paste(ImageChops.darker(held, cell.crop((0, 0, held.width, held.height))), (left, top))
        x += font.getlength(c) * scale + apart * g.uniform(0.5, 1.5) + (g.uniform(0, 0.4) * size if c == " " else 0)
    return image


def written(text, fonts, g):
    """A sheet with the text on it, ink dark, or None where the font lacks a letter of it."""
    for _ in range(8):
        font = pictures.font(g.choice(fonts), g.choice(SIZES))
        if pictures.has_letters(text, font): break
    else:
        return None
    ink, thick = g.choice([0, 0, 0, 30, 70, 110]), g.choice([0, 0, 0, 1, 1, 2])
    size = font.size
    if g.random() < 0.6:
        image = _letters(text, font, ink, thick, g)
        if image is None: return None
    else:
        image = Image.new("L", (int(font.getlength(text)) + 4 * size, 4 * size), 255)
        ImageDraw.Draw(image).text((2 * size, size), text, font=font, fill=ink, stroke_width=thick, stroke_fill=ink)
    if g.random() < 0.7: image = _warped(image, g)
    if g.random() < 0.4: image = image.transform(image.size, Image.AFFINE, (1, g.uniform(-0.3, 0.3), g.uniform(-10, 10), 0, 1, 0), Image.BILINEAR, fillcolor=255)
    if g.random() < 0.5: image = image.rotate(g.gauss(0, 1.6), Image.BICUBIC, fillcolor=255)
    return image


def scraps(image, g):
    """Tails of the lines above and below that a cut takes along."""
    pen = ImageDraw.Draw(image)
    w, h = image.size
    for _ in range(g.choice([1, 1, 2])):
        x, reach, thick = g.randrange(w), g.uniform(0.08, 0.25) * h, max(1, round(h * g.uniform(0.02, 0.06)))
        top = g.random() < 0.6
        ends = [(x + g.uniform(-0.3, 0.3) * h, 0 if top else h), (x, reach if top else h - reach), (x + g.uniform(-0.3, 0.3) * h, reach * g.random() if top else h - reach * g.random())]
        pen.line(ends, fill=g.randrange(0, 110), width=thick, joint="curve")
    return image
