#!/usr/bin/env python3
"""Measure the origins of rendered charts by changing values and looking at what changes.

usage: measure_origins.py BINARY ROOT [--flips N] [--seed N] [--only TEXT] [--examples N] [--jobs N]

ROOT is a corpus folder: suites/helm-charts-golden/**/*.json beside charts/ and charts-values/. Every
case that renders gets its share of flips: one scalar of the values (of the chart, its subcharts or
the case's file) is changed to another of its type by a further `-f` file that sets just that path;
a null becomes a text, an empty list or table gets a member. Both renders are compared scalar by
scalar, by file, document and path (documents by kind and name, list items by content, then by name,
then by likeness).

  sound  every scalar that changed, appeared or vanished names the flipped path, or a table or list
         above it whose whole was read (counted and shown apart), among its data or conditions.
         What appeared is looked up in the new render, all else in the old one; what appeared or
         vanished with something around it (a document, a table, a key) may name the path there.
  sharp  every scalar that is the value to the letter, with the flipped path as its only data origin
         and not among its conditions, changed (unless the new text is empty).

Also that literal runs are the template's bytes, that runs cover the text, and the size of the sets.
Exit status 0 when nothing is unsound, unsharp or untrue.
"""
import argparse, collections, glob, json, multiprocessing, os, random
import subprocess, sys, tempfile

from origin_scalars import Text, differences, walk
from origin_values import (
    chart_values, flipped, leaves, load, overlaid, overlay, path_name, value_text)


def named(names, path):
    """How a set of paths names one: itself, something above or below it, all values, or not."""
    if path in names:
        return "itself"
    below = (path + ".", path + "[")
    if any(n.startswith(below) for n in names):
        return "below"
    if any(n and (path.startswith(n + ".") or path.startswith(n + "[")) for n in names):
        return "above"
    return "root" if "" in names else None


class Case:
    def __init__(self, options, path):
        self.options = options
        self.name = os.path.relpath(path, os.path.join(options.root, "suites/helm-charts-golden"))
        self.case = json.load(open(path))
        self.subcharts = set()
        self.skipped = set(self.case.get("nondeterministic") or [])

    def output(self, extra=None):
        case = self.case
        command = [self.options.binary, "render", case["chart"], "--release-name", case["release"],
                   "--namespace", case["namespace"], "--kube-version", case["kubeVersion"],
                   "--format", "files", "--origins"]
        command += ["-f", case["values"]] if case["values"] else []
        command += ["-f", extra] if extra else []
        run = subprocess.run(command, cwd=self.options.root, capture_output=True)
        if run.returncode != 0:
            return None
        return json.loads(run.stdout)

    def texts(self, output):
        if output is None:
            return None
        rows = collections.defaultdict(list)
        for row in output["origins"]:
            rows[row[0]].append(row)
        return {n: Text(t, rows[n]) for n, t in output["files"].items()
                if n not in self.skipped and not n.endswith("NOTES.txt")}

    def measure(self, count):
        result = Result()
        output = self.output()
        if output is None:
            return result
        self.check_literals(output, result)
        base = self.texts(output)
        for text in base.values():
            self.count_sets(text, result)
        chart = os.path.join(self.options.root, self.case["chart"])
        values = chart_values(chart, self.subcharts)
        if self.case["values"]:
            own = load(open(os.path.join(self.options.root, self.case["values"])).read())
            values = overlaid(values, own)
        every = sorted(leaves(values), key=lambda leaf: json.dumps(leaf[0]))
        choice = random.Random(f"{self.options.seed} {self.name}")
        choice.shuffle(every)
        with tempfile.NamedTemporaryFile("w+", suffix=".yaml") as extra:
            for path, value in every:
                if result.counts["flips"] >= count:
                    break
                if isinstance(value, (str, int, float, dict, list, type(None))):
                    self.flip(base, values, path, value, flipped(value, choice), extra, result)
        return result

    def flip(self, base, values, path, value, new, extra, result):
        extra.seek(0)
        extra.truncate()
        json.dump(overlay(values, path, new), extra)
        extra.flush()
        other = self.texts(self.output(extra.name))
        if other is None:
            result.counts["refused"] += 1
            return
        result.counts["flips"] += 1
        name = path_name(path, self.subcharts)
        changed = {}
        for file in sorted(set(base) | set(other)):
            changed[file] = self.compare(
                file, base.get(file), other.get(file), name, (value, new), result)
        result.counts["effective"] += any(changed.values())
        if isinstance(value, (str, int, float)) and value != "":
            for file, text in base.items():
                self.check_sharp(file, text, changed.get(file), name, value, new, other, result)

    def compare(self, file, old, new, name, values, result):
        """The paths of the scalars that differ; each of them must name the path."""
        if old is not None and new is not None and old.text == new.text:
            return set()
        trees = [[] if t is None else t.scalars for t in (old, new)]
        if False in trees:
            result.counts["not YAML"] += 1
            return None
        root = lambda documents: ("list", documents, 0, 0)
        paths = set()
        for what, where, before, after in differences(root(trees[0]), root(trees[1])):
            paths.add(where)
            text, ranges = (new, after) if what == "appeared" else (old, before)
            how = None
            for start, end in ranges:
                data, conditions = text.names(start, end)
                how = named(data | conditions, name)
                if how:
                    break
            if how is None and what == "changed":
                # What has another kind now may have been written by another branch.
                data, conditions = new.names(*after[0])
                how = named(data | conditions, name) and "new render"
            result.counts[f"scalar {what}"] += 1
            result.counts[f"named {how}"] += 1
            if how in ("above", "root", "new render"):
                result.examples[how].append(
                    f"{self.name} {file} {where} {what} by {name} "
                    f"{sorted(n for n in data | conditions if named({n}, name))}")
            if how is None:
                result.note("unsound", f"{self.name} {file} {where} {what} by {name} "
                            f"{json.dumps(values[0])} -> {json.dumps(values[1])}: "
                            f"{sorted(data)[:4]} if {sorted(conditions)[:4]}")
        return paths

    def check_sharp(self, file, text, changed, name, value, new, other, result):
        if changed is None or not text.scalars or not any(name in r[3] for r in text.runs):
            return
        wanted = value_text(value)
        for index, document in enumerate(text.scalars):
            for path, (_, (_, shown), start, end) in walk(document):
                if shown != wanted:
                    continue
                data, conditions = text.names(start, end)
                if data != {name} or named(conditions, name):
                    continue
                if not any(r[2] == "data" and r[1] - r[0] >= len(wanted.encode())
                           for r in text.at(start, end)):
                    continue
                result.counts["verbatim"] += 1
                if f"[{index}]{path}" in changed:
                    continue
                # What is empty may give way to a default of the same text.
                if isinstance(new, str) and new.strip() in ("", value):
                    continue
                result.note("unsharp", f"{self.name} {file} [{index}]{path} stays {shown!r} "
                            f"while {name} becomes {json.dumps(new)}")

    def check_literals(self, output, result):
        """Literal runs are bytes of templates, and runs cover the text."""
        sources, ends = {}, collections.defaultdict(int)
        texts = {n: t.encode("utf-8", "surrogatepass") for n, t in output["files"].items()}
        for file, start, end, kind, source, first, last, _, _ in output["origins"]:
            if start > ends[file]:
                result.note("untrue", f"{self.name} {file}: nothing said of {ends[file]}..{start}")
            ends[file] = max(ends[file], end)
            if kind != "literal" or source is None:
                continue
            if source not in sources:
                place = os.path.join(self.options.root, source)
                sources[source] = open(place, "rb").read() if os.path.isfile(place) else None
            result.counts["literals"] += sources[source] is not None
            if sources[source] is not None and texts[file][start:end] != sources[source][first:last]:
                result.note("untrue", f"{self.name} {file} {start}..{end} is not {source} "
                            f"{first}..{last}: {texts[file][start:end][:40]!r} "
                            f"{sources[source][first:last][:40]!r}")
        for file, text in texts.items():
            if ends[file] < len(text) and file not in self.skipped:
                result.note("untrue", f"{self.name} {file}: nothing said after {ends[file]}")

    def count_sets(self, text, result):
        for document in text.scalars or []:
            for _, (_, _, start, end) in walk(document):
                data, conditions = text.names(start, end)
                result.counts["scalars"] += 1
                result.counts["with data"] += bool(data)
                result.counts["sole"] += len(data) == 1
                result.counts["data paths"] += len(data)
                result.counts["condition paths"] += len(conditions)


class Result:
    def __init__(self):
        self.counts = collections.Counter()
        self.examples = collections.defaultdict(list)

    def note(self, what, example):
        self.counts[what] += 1
        self.examples[what].append(example)

    def add(self, other):
        self.counts.update(other.counts)
        for what, examples in other.examples.items():
            self.examples[what] += examples


def measured(job):
    options, path, count = job
    return Case(options, path).measure(count)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("root")
    parser.add_argument("--flips", type=int, default=2400)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="")
    parser.add_argument("--examples", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.binary, options.root = os.path.abspath(options.binary), os.path.abspath(options.root)
    cases = []
    pattern = os.path.join(options.root, "suites/helm-charts-golden/**/*.json")
    for path in sorted(glob.glob(pattern, recursive=True)):
        case = json.load(open(path))
        if case.get("status") == "ok" and "chart" in case and options.only in path:
            cases.append(path)
    share = max(1, -(-options.flips // max(1, len(cases))))
    total = Result()
    with multiprocessing.Pool(options.jobs) as pool:
        jobs = [(options, path, share) for path in cases]
        for result in pool.imap(measured, jobs, chunksize=1):
            total.add(result)
    return report(total, options)


def report(total, options):
    c = total.counts
    for what in ("unsound", "unsharp", "untrue", "new render", "root", "above"):
        seen = collections.Counter()
        shown = 0
        for example in total.examples[what]:
            head = " ".join(example.split()[:2])
            seen[head] += 1
            if seen[head] <= 2 and shown < options.examples:
                shown += 1
                print(f"{what}  {example}")
    part = lambda n, m: f"{n} of {m} ({100 * n / m if m else 100:.2f} %)"
    differing = sum(c[f"scalar {w}"] for w in ("changed", "appeared", "vanished"))
    print(f"flips {c['flips']} ({c['effective']} with an effect, {c['refused']} more refused by "
          f"the chart, {c['not YAML']} texts not YAML)")
    print(f"sound {part(differing - c['unsound'], differing)}: changed {c['scalar changed']}, "
          f"appeared {c['scalar appeared']}, vanished {c['scalar vanished']}; named itself "
          f"{c['named itself']}, above {c['named above']}, below {c['named below']}, all values "
          f"{c['named root']}, only in the new render {c['named new render']}")
    print(f"sharp {part(c['verbatim'] - c['unsharp'], c['verbatim'])}")
    print(f"literal runs {c['literals']}, untrue {c['untrue']}")
    n = c["scalars"] or 1
    print(f"scalars {c['scalars']}: with data {part(c['with data'], n)}, sole data origin "
          f"{part(c['sole'], n)}; mean paths: data {c['data paths'] / n:.2f}, conditions "
          f"{c['condition paths'] / n:.2f}")
    return 1 if c["unsound"] or c["unsharp"] or c["untrue"] else 0


if __name__ == "__main__":
    sys.exit(main())
