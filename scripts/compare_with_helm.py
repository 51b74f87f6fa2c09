#!/usr/bin/env python3
"""Render real charts with random values by plimsoll and by the real Helm engine, and compare byte for byte.

usage: compare_with_helm.py BINARY CORPORA [--each 14] [--seed 2]

CORPORA is a folder with charts/, charts-values/ and suites/helm-charts-golden/. Each chart is rendered --each times, with one
of its recorded files of values in which up to 16 values are changed: switches turned, texts, numbers, lists and tables put
in. The engine is that of the package helm-python-sdk; it takes PyYAML as well. What the engine itself renders in two ways
(keys, passwords, the clock) is compared in its other lines. Refusals must end in the same words, but for lists whose order
Helm leaves to chance. Fails when anything differs.
"""
import argparse
import collections
import copy
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

import helm_python as helm
import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXTS = ["", "x", "my-name", "true", "1", "{{ .Release.Name }}-x", "a: b"]
TABLES = [{"a": "b"}, {"key": "value", "n": 1}, {"enabled": True}, {"name": "x"}]
LISTS = [["a"], ["a", "b"], [{"name": "a", "value": "b"}]]


def charts(root):
    """Charts with their recorded files of values."""
    found = collections.OrderedDict()
    for path in sorted(glob.glob(os.path.join(root, "suites/helm-charts-golden/**/*.json"), recursive=True)):
        case = json.load(open(path))
        if isinstance(case, dict) and "chart" in case:
            found.setdefault(case["chart"], []).append(case["values"])
    return found


def read(path):
    try:
        return yaml.load(open(path), LOADER) or {}
    except (OSError, yaml.YAMLError):
        return {}


def leaves(value, path=()):
    """Every value with its path; lists and empty tables whole."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, path + (key,))
    elif path:
        yield path, value


def changed(value, chance):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return chance.choice([0, 1, value + 1, 30000])
    if isinstance(value, float):
        return value + 0.5
    if isinstance(value, str):
        return chance.choice(TEXTS + [value + "x"])
    if isinstance(value, list):
        return chance.choice([[], value + value[:1], value[:1]] if value else LISTS)
    if isinstance(value, dict):
        return chance.choice(TABLES)
    return chance.choice(["x", True, 5, "10.0.0.1", TABLES[0], LISTS[0]])


def put(values, path, value):
    for key in path[:-1]:
        if not isinstance(values.get(key), dict):
            values[key] = {}
        values = values[key]
    values[path[-1]] = value


def by_engine(chart, values):
    try:
        with helm.Chart.load(chart) as loaded:
            return dict(loaded.render(values=values)), None
    except Exception as error:  # What the package throws is not said anywhere.
        return None, str(error)


def by_plimsoll(binary, chart, path):
    run = subprocess.run([binary, "render", chart, "-f", path, "--format", "files"], capture_output=True, text=True)
    try:
        return json.loads(run.stdout)["files"], None
    except (ValueError, KeyError):
        return None, run.stderr.removeprefix("Error: ")


def letters(text):
    """The letters and digits of a text in order, for lists whose order is left to chance."""
    return sorted(text.strip())


def is_same(wanted, again, got):
    if wanted == got:
        return True
    rows = list(zip(wanted.split("\n"), again.split("\n"), got.split("\n")))
    return wanted != again and len(rows) == got.count("\n") + 1 and all(one != two or one == ours for one, two, ours in rows)


def compare(binary, chart, values, counts):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(values, file, default=str)
        file.flush()
        wanted, refusal = by_engine(chart, json.load(open(file.name)))
        got, ours = by_plimsoll(binary, chart, file.name)
        again = None
        if wanted is None or got is None:
            counts["refused by both" if wanted is got else "refused by one"] += 1
            if wanted is not got or letters(refusal) != letters(ours):
                return [f"helm: {(refusal or 'renders').strip()[-300:]}\n   plimsoll: {(ours or 'renders').strip()[-300:]}"]
            return []
        counts["rendered by both"] += 1
        complaints = []
        for name in sorted(set(wanted) | set(got)):
            text, own = wanted.get(name) or "", got.get(name) or ""
            if text != own and again is None:
                again = by_engine(chart, json.load(open(file.name)))[0] or {}
            same = text == own or is_same(text, again.get(name) or "", own)
            counts["files alike" if same else "files that differ"] += 1
            if not same:
                complaints.append(name)
        return complaints


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("binary")
    arguments.add_argument("corpora")
    arguments.add_argument("--each", type=int, default=14)
    arguments.add_argument("--seed", type=int, default=2)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    counts = collections.Counter()
    failed = 0
    for chart, recorded in charts(options.corpora).items():
        chart = os.path.join(options.corpora, chart)
        every = list(leaves(read(os.path.join(chart, "values.yaml"))))
        switches = [leaf for leaf in every if isinstance(leaf[1], bool)]
        for _ in range(options.each):
            file = chance.choice(recorded)
            values = copy.deepcopy(read(os.path.join(options.corpora, file))) if file else {}
            for _ in range(chance.choice([1, 2, 4, 8, 16]) if every else 0):
                path, value = chance.choice(switches if switches and chance.random() < 0.6 else every)
                put(values, path, changed(value, chance))
            for complaint in compare(options.binary, chart, values, counts):
                failed += 1
                print(f"differs: {chart} {file or ''}\n   {complaint}\n   {json.dumps(values, default=str)[:600]}", flush=True)
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
