"""A small reader of strips: convolutions over the picture, then over its columns; no memory of language, so that it errs apart from the others."""

import torch
from torch import nn

import pictures
import texts

BLANK = 0
CLASSES = len(texts.CHARACTERS) + 1


def _layer(before, after, size=3, padding=1):
    return [nn.Conv2d(before, after, size, padding=padding, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)]


class _Columns(nn.Module):
    """One step along the line that adds what the neighbouring columns say."""

    def __init__(self, width, reach):
        super().__init__()
        self.inner = nn.Sequential(nn.Conv1d(width, width, 3, padding=reach, dilation=reach, bias=False), nn.BatchNorm1d(width), nn.ReLU(inplace=True))

    def forward(self, values):
        return values + self.inner(values)


class FigureReader(nn.Module):
    """In: [n, 1, 32, width] in -1 (ink) to 1 (paper). Out: [n, width / 4, classes], probabilities; class 0 is the blank."""

    def __init__(self, reaches=(1, 2)):
        super().__init__()
        self.picture = nn.Sequential(
            *_layer(1, 24), nn.MaxPool2d(2), *_layer(24, 48), nn.MaxPool2d(2), *_layer(48, 80), *_layer(80, 96), nn.MaxPool2d((2, 1)),
            *_layer(96, 128), nn.MaxPool2d((2, 1)), *_layer(128, 192, (pictures.HEIGHT // 16, 1), 0))
        self.columns = nn.Sequential(*(_Columns(192, reach) for reach in reaches))
        self.classes = nn.Conv1d(192, CLASSES, 1)

    def begin_from(self, state):
        """Takes over a trained reader's weights; steps along the line that it lacks change nothing at first."""
        for step in self.columns: nn.init.zeros_(step.inner[1].weight)
        self.load_state_dict(state, strict=False)

    def scores(self, values):
        return self.classes(self.columns(self.picture(values).squeeze(2))).transpose(1, 2)

    def forward(self, values):
        return torch.softmax(self.scores(values), dim=2)


def read(probabilities):
    """Best path: repeats fold, blanks part. A text for each strip."""
    said = []
    for row in probabilities.argmax(dim=2).tolist():
        said.append("".join(texts.CHARACTERS[c - 1] for i, c in enumerate(row) if c != BLANK and (i == 0 or row[i - 1] != c)))
    return said
