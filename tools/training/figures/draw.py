"""draw.py COUNT SEED OUT --lexicon FILE --fonts DIR…: draws COUNT strips into OUT (an .npz)."""

import argparse
import glob
import random

import numpy

import hands
import pictures
import texts


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("count", type=int)
    arguments.add_argument("seed", type=int)
    arguments.add_argument("out")
    arguments.add_argument("--lexicon", required=True)
    arguments.add_argument("--fonts", nargs="+", required=True)
    arguments.add_argument("--without", nargs="*", default=[], help="parts of file names of fonts that are kept for judging")
    arguments.add_argument("--only", nargs="*", default=[""], help="parts of file names of the fonts that are used")
    arguments.add_argument("--hand", action="store_true", help="written by hand: the fonts are hands, the texts slips")
    a = arguments.parse_args()
    found = sorted(f for folder in a.fonts for ending in ("ttf", "otf", "woff") for f in glob.glob(f"{folder}/**/*.{ending}", recursive=True))
    fonts = [f for f in found if not any(w.lower() in f.lower() for w in a.without) and any(w.lower() in f.lower() for w in a.only) and pictures.usable(f)]
    g, words = random.Random(a.seed), texts.load_words(a.lexicon)
    strips, labels, offsets = [], [], [0]
    while len(labels) < a.count:
        text = texts.slip(g, words) if a.hand else texts.phrase(g, words)
        if not text or any(c not in texts.CHARACTERS for c in text): continue
        drawn = pictures.strip(text, fonts, g, hands.written, hands.scraps) if a.hand else pictures.strip(text, fonts, g)
        if drawn is None or drawn.shape[1] < 5 * len(text): continue
        strips.append(drawn.T.reshape(-1))
        offsets.append(offsets[-1] + drawn.shape[1])
        labels.append(text)
    numpy.savez(a.out, columns=numpy.concatenate(strips).reshape(-1, pictures.HEIGHT), offsets=numpy.array(offsets), labels=numpy.array(labels), fonts=len(fonts))


if __name__ == "__main__":
    main()
