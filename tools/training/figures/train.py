"""train.py OUT.onnx --strips FILE.npz… [--also FILE.npz --weight N] [--judge FILE.npz] [--start FILE.pt]: trains the figure reader, writes it for ONNX Runtime."""

import argparse
import random
import time

import numpy
import torch

import model
import pictures
import texts

GREY = 255


def load(paths):
    strips = []
    for path in paths:
        held = numpy.load(path)
        columns, offsets = held["columns"], held["offsets"]
        strips += [(columns[offsets[i] : offsets[i + 1]], str(label)) for i, label in enumerate(held["labels"])]
    return strips


def batches(strips, most, g):
    """Strips of like width together, in an order of chance."""
    order = sorted(range(len(strips)), key=lambda i: len(strips[i][0]) + g.random() * 24)
    groups, group = [], []
    for i in order:
        group.append(i)
        if len(group) * len(strips[i][0]) >= most:
            groups.append(group)
            group = []
    if group: groups.append(group)
    g.shuffle(groups)
    return groups


def tensor(strips, g=None):
    """The strips side by side, filled up with paper; with g each is shifted, scaled in contrast and at times turned to its negative's tone."""
    width = -(-max(len(s) for s, _ in strips) // 4) * 4
    values = numpy.full((len(strips), width, pictures.HEIGHT), GREY, numpy.float32)
    for i, (strip, _) in enumerate(strips):
        values[i, : len(strip)] = strip
        if g is not None:
            values[i, len(strip) :] = strip[-1].mean()
            values[i] = numpy.clip((values[i] - 128) * g.uniform(0.75, 1.25) + 128 + g.uniform(-25, 25), 0, 255)
            if g.random() < 0.5: values[i] = numpy.roll(values[i], g.choice([-1, 1]), axis=1)
    if g is not None and g.random() < 0.5: values += numpy.random.default_rng(g.getrandbits(32)).normal(0, g.uniform(2, 14), values.shape)
    return torch.from_numpy((values.transpose(0, 2, 1)[:, None] / 127.5 - 1).astype(numpy.float32))


def judged(reader, strips):
    reader.eval()
    right = figures = right_figures = 0
    with torch.no_grad():
        for group in batches(strips, 16000, random.Random(0)):
            said = model.read(reader(tensor([strips[i] for i in group])))
            for i, text in zip(group, said):
                same = text.strip() == strips[i][1]
                right += same
                if any(c.isdigit() for c in strips[i][1]): figures, right_figures = figures + 1, right_figures + same
    reader.train()
    return right / len(strips), right_figures / max(1, figures)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--strips", nargs="+", required=True)
    arguments.add_argument("--also", nargs="*", default=[], help="strips of whole pages, as the product cuts them")
    arguments.add_argument("--times", type=int, default=1, help="how often each of those comes in an epoch")
    arguments.add_argument("--share", type=float, default=1, help="how much of the drawn strips an epoch takes")
    arguments.add_argument("--judge", nargs="*", default=[])
    arguments.add_argument("--start")
    arguments.add_argument("--reaches", type=int, nargs="+", default=[1, 2], help="of the steps along the line, in columns")
    arguments.add_argument("--minutes", type=float, default=45)
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--threads", type=int, default=1)
    a = arguments.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    g = random.Random(1)
    drawn, pages = load(a.strips), load(a.also)
    g.shuffle(drawn)
    kept = load(a.judge) if a.judge else drawn[:3000]
    if not a.judge: drawn = drawn[3000:]
    reader = model.FigureReader(a.reaches)
    if a.start: reader.begin_from(torch.load(a.start))
    reader = reader.to(memory_format=torch.channels_last)
    reader.train()
    step = torch.optim.AdamW(reader.parameters(), lr=a.rate, weight_decay=1e-4)
    loss_of = torch.nn.CTCLoss(blank=model.BLANK, zero_infinity=True)
    index = {c: i + 1 for i, c in enumerate(texts.CHARACTERS)}
    begun, count, total, epoch = time.time(), 0, 0.0, 0
    last = begun
    while time.time() - begun < 60 * a.minutes:
        strips = g.sample(drawn, int(a.share * len(drawn))) + pages * a.times
        for group in batches(strips, 8000, g):
            past = (time.time() - begun) / (60 * a.minutes)
            if past >= 1: break
            for part in step.param_groups: part["lr"] = a.rate * min(1, (count + 1) / 300) * max(0.01, (1 - past) ** 1.2)
            chosen = [strips[i] for i in group]
            # Half the figures of a float, which newer processors multiply in tiles: a third of the time.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = reader.scores(tensor(chosen, g).to(memory_format=torch.channels_last))
            scores = torch.log_softmax(scores.float(), dim=2).transpose(0, 1)
            labels = [torch.tensor([index[c] for c in text]) for _, text in chosen]
            lengths = torch.tensor([-(-len(s) // 4) for s, _ in chosen]).clamp(max=len(scores))
            loss = loss_of(scores, torch.cat(labels), lengths, torch.tensor([len(l) for l in labels]))
            step.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 5)
            step.step()
            count, total = count + 1, total + loss.item()
            if count % 400 == 0:
                every, figures = judged(reader, kept)
                print(f"{(time.time() - begun) / 60:.1f} min, step {count}, epoch {epoch}, loss {total / 400:.3f}, right {every:.4f}, figures {figures:.4f}", flush=True)
                total = 0.0
                torch.save(reader.state_dict(), a.out + ".pt")
        epoch += 1
    reader.eval()
    print("at the end", judged(reader, kept))
    torch.save(reader.state_dict(), a.out + ".pt")
    torch.onnx.export(reader, torch.zeros(1, 1, pictures.HEIGHT, 128), a.out, input_names=["strip"], output_names=["classes"], dynamic_axes={"strip": {0: "n", 3: "width"}, "classes": {0: "n", 1: "columns"}}, opset_version=13)


if __name__ == "__main__":
    main()
