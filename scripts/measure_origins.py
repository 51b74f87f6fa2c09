#!/usr/bin/env python3
"""Measure the origins of rendered charts by changing values and looking at what changes.

usage: measure_origins.py BINARY ROOT [--flips N] [--seed N] [--only TEXT] [--examples N] [--jobs N]

ROOT is a corpus folder: suites/helm-charts-golden/**/*.json beside charts/ and charts-values/. Every
case that renders gets its share of flips: one scalar of the values (of the chart, its subcharts or
the case's file) is changed to another of its type by a further `-f` file that sets just that path;
a null becomes a text, an empty list or table gets a member. Both renders are compared scalar by
scalar, by file, document and path (documents by kind and name, list items by content, then name).

  sound  every scalar that changed, appeared or vanished names the flipped path, or a table or list
         above it whose whole was read (counted and shown apart), among its data or conditions. What appeared is looked up in
         the new render, all else in the old one; what appeared or vanished with something around it
         (a document, a table, a key) may name the path there.
  sharp  every scalar that is the value to the letter, with the flipped path as its only data origin
         and not among its conditions, changed to the new text.

Also that literal runs are the template's bytes, that runs cover the text, and the size of the sets.
Exit status 0 when nothing is unsound, unsharp or untrue.
"""
import argparse, bisect, collections, glob, io, json, math, multiprocessing, os, random
import subprocess, sys, tarfile, tempfile
import yaml

Loader = getattr(yaml, "CLoader", yaml.Loader)
Leaf = collections.namedtuple("Leaf", "text start end top")
MISSING = object()


# --- The values -----------------------------------------------------------------------------------

class ValuesLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Dates stay text, as in Helm."""


ValuesLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
    for first, pairs in ValuesLoader.yaml_implicit_resolvers.items()}


def load(text):
    try:
        documents = [d for d in yaml.load_all(text, ValuesLoader) if isinstance(d, dict)]
    except (yaml.YAMLError, ValueError):
        return {}
    result = {}
    for document in documents:
        result = overlaid(result, document)
    return result


def overlaid(below, above):
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        result[key] = overlaid(under, value) if both else value
    return result


def chart_files(path):
    """The files of a chart, in a folder or packed, by their paths in it."""
    if os.path.isdir(path):
        names = glob.glob(os.path.join(glob.escape(path), "**"), recursive=True)
        return {os.path.relpath(n, path): n for n in names if os.path.isfile(n)}, None
    archive = tarfile.open(path)
    names = [m.name for m in archive.getmembers() if m.isfile()]
    return {n.split("/", 1)[1]: n for n in names if "/" in n}, archive


def chart_values(path, depth=0):
    """A chart's values with those of its subcharts below their keys."""
    try:
        files, archive = chart_files(path)
    except (OSError, tarfile.TarError):
        return {}
    read = lambda name: (archive.extractfile(files[name]).read() if archive
                         else open(files[name], "rb").read()) if name in files else b""
    values = load(read("values.yaml"))
    names = {}
    for name in ("Chart.yaml", "requirements.yaml"):
        for dependency in load(read(name)).get("dependencies") or []:
            names.setdefault(dependency.get("name"), []).append(
                dependency.get("alias") or dependency.get("name"))
    if depth < 2 and archive is None:
        for folder in sorted(glob.glob(os.path.join(glob.escape(path), "charts", "*"))):
            if not (os.path.isdir(folder) or folder.endswith(".tgz")):
                continue
            inner = chart_values(folder, depth + 1)
            name = os.path.basename(folder)
            if folder.endswith(".tgz"):
                name = name.rsplit("-", 1)[0]
            for alias in names.get(name, [name]):
                values = overlaid({alias: inner}, values)
    return values


def leaves(value, path=()):
    if isinstance(value, dict) and value:
        for key, member in value.items():
            if isinstance(key, str):
                yield from leaves(member, path + (key,))
    elif isinstance(value, list) and value:
        for index, member in enumerate(value):
            yield from leaves(member, path + (index,))
    elif path:
        yield path, value


def flipped(value, choice):
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return value + "x" if choice.random() < 0.85 or not value else choice.choice(
            ["", value[:-1] + "y", value + " z"])
    if isinstance(value, dict):
        return {"flip": "x"}
    if isinstance(value, list):
        return ["x"]
    return "x"


def overlay(values, path, new):
    """Values that set just one path; lists are given whole, as Helm replaces them."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return [overlay(v, rest, new) if i == head else v for i, v in enumerate(values)]
    return {head: overlay(values[head], rest, new)}


def path_name(path):
    """As `render` names it: globals are one thing in all charts."""
    if "global" in path:
        path = path[path.index("global"):]
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def value_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == math.floor(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)


# --- Renders --------------------------------------------------------------------------------------

class Text:
    """One rendered file: its runs and its scalars."""

    def __init__(self, text, rows):
        self.bytes = text.encode("utf-8", "surrogatepass")
        self.runs = []
        for row in rows:
            if self.runs and self.runs[-1][:3] == (row[1], row[2], row[3]) and row[7] is not None:
                self.runs[-1][3].add(row[7])
            else:
                data = set() if row[7] is None else {row[7]}
                self.runs.append((row[1], row[2], row[3], data, frozenset(row[8])))
        self.starts = [r[0] for r in self.runs]
        self.text = text
        self._scalars = None

    def at(self, start, end):
        """The runs that reach into a range, those without bytes at its ends included."""
        while end < len(self.bytes) and self.bytes[end] in b" \t\r\n":
            end += 1
        index = bisect.bisect_left(self.starts, start)
        while index > 0 and self.runs[index - 1][1] >= start:
            index -= 1
        while index < len(self.runs) and self.runs[index][0] <= end:
            run = self.runs[index]
            if run[0] < end and run[1] > start or run[0] == run[1] and start <= run[0]:
                yield run
            index += 1

    def names(self, start, end):
        data, conditions = set(), set()
        for run in self.at(start, end):
            data |= run[3]
            conditions |= run[4]
        return data, conditions

    @property
    def scalars(self):
        """By path: the documents' scalars; None when the text is not YAML."""
        if self._scalars is None:
            try:
                self._scalars = Scalars(self.text).documents
            except (yaml.YAMLError, RecursionError):
                self._scalars = False
        return self._scalars


class Scalars:
    """Trees of nodes, as (kind, content, start, end) with places in bytes."""

    def __init__(self, text):
        self.place = (lambda i: i) if text.isascii() else self.offsets(text).__getitem__
        self.documents = [
            self.tree(n) for n in yaml.compose_all(text, Loader) if n is not None]
        self.documents = [d for d in self.documents if d[0] != "scalar" or d[1][1] != ""]

    @staticmethod
    def offsets(text):
        offsets, place = [], 0
        for character in text:
            offsets.append(place)
            place += len(character.encode("utf-8", "surrogatepass"))
        return offsets + [place]

    def tree(self, node):
        start, end = self.place(node.start_mark.index), self.place(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode):
            tag = node.tag.rsplit(":", 1)[-1]
            return ("scalar", (tag, node.value), start, end)
        if isinstance(node, yaml.SequenceNode):
            return ("list", [self.tree(n) for n in node.value], start, end)
        members = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            while name in members:
                name += "#"
            members[name] = (self.place(key.start_mark.index), self.tree(value))
        return ("map", members, start, end)


def content(tree):
    kind, inner = tree[0], tree[1]
    if kind == "scalar":
        return inner
    if kind == "list":
        return (kind, tuple(content(t) for t in inner))
    return (kind, tuple(sorted((k, content(v)) for k, (_, v) in inner.items())))


def identity(tree):
    """What tells a document or a list item from its neighbours."""
    if tree[0] != "map":
        return None
    text = lambda m, k: m[k][1][1] if k in m and m[k][1][0] == "scalar" else None
    members = tree[1]
    if "kind" in members and "metadata" in members and members["metadata"][1][0] == "map":
        meta = members["metadata"][1][1]
        return ("document", text(members, "kind"), text(meta, "name"), text(meta, "namespace"))
    for key in ("name", "key", "mountPath", "port", "containerPort", "path", "host", "type"):
        if text(members, key) is not None:
            return (key, text(members, key)[1], len(members) if key == "type" else 0)
    return None


def paired(old, new):
    """Items of two lists side by side: equal ones first, then by identity, then the others."""
    pairs, left, right = [], list(range(len(old))), list(range(len(new)))
    for key in (content, identity):
        waiting = collections.defaultdict(collections.deque)
        for j in right:
            waiting[key(new[j])].append(j)
        rest = []
        for i in left:
            mark = key(old[i])
            if mark is not None and waiting[mark]:
                j = waiting[mark].popleft()
                pairs.append((i, j))
                right.remove(j)
            else:
                rest.append(i)
        left = rest
    # Those left over that have the same kind; what has no partner appeared or vanished.
    kinds = lambda t: (t[0], (identity(t) or ("", ""))[:2] if t[0] == "map" else "")
    for mark in (kinds, lambda t: t[0]):
        for i in list(left):
            j = next((j for j in right if mark(new[j]) == mark(old[i])), None)
            if j is not None and len(left) == len(right):
                pairs.append((i, j))
                left.remove(i)
                right.remove(j)
    return pairs, left, right


def differences(old, new, where="", around=()):
    """(what, path, ranges in the old text, ranges in the new) of each scalar that differs."""
    if old[0] != new[0]:
        yield "changed", where, [old[2:4], *around], [new[2:4]]
    elif old[0] == "scalar":
        if old[1] != new[1]:
            yield "changed", where, [old[2:4], *around], [new[2:4]]
    elif old[0] == "list":
        pairs, gone, come = paired(old[1], new[1])
        for i, j in pairs:
            yield from differences(old[1][i], new[1][j], f"{where}[{i}]")
        for i in gone:
            yield from everything("vanished", old[1][i], f"{where}[{i}]")
        for j in come:
            yield from everything("appeared", new[1][j], f"{where}[{j}]")
    else:
        for key, (start, tree) in old[1].items():
            if key in new[1]:
                other = new[1][key]
                yield from differences(tree, other[1], f"{where}.{key}", [(start, tree[3])])
            else:
                yield from everything("vanished", tree, f"{where}.{key}", start)
        for key, (start, tree) in new[1].items():
            if key not in old[1]:
                yield from everything("appeared", tree, f"{where}.{key}", start)


def everything(what, tree, where, start=None):
    """Each scalar of something that appeared or vanished, with its key or document around it."""
    top = (tree[2] if start is None else start, tree[3])
    stack = [(tree, where, top, [])]
    while stack:
        tree, where, own, around = stack.pop()
        if tree[0] == "scalar" or not tree[1]:
            ranges = [own, *around]
            yield (what, where, ranges, ranges)
        elif tree[0] == "list":
            for i, member in enumerate(tree[1]):
                first = [(own[0], own[0] + 1)]
                stack.append((member, f"{where}[{i}]", member[2:4], first + around))
        else:
            for key, (start, member) in tree[1].items():
                first = [(own[0], min(own[0] + 1, own[1]))]
                stack.append((member, f"{where}.{key}", (start, member[3]), first + around))


def walk(tree, path=""):
    if tree[0] == "scalar":
        yield path, tree
    elif tree[0] == "list":
        for i, member in enumerate(tree[1]):
            yield from walk(member, f"{path}[{i}]")
    else:
        for key, (_, member) in tree[1].items():
            yield from walk(member, f"{path}.{key}")


# --- Judging --------------------------------------------------------------------------------------

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
        self.skipped = set(self.case.get("nondeterministic") or [])

    def render(self, extra=None):
        case = self.case
        command = [self.options.binary, "render", case["chart"], "--release-name", case["release"],
                   "--namespace", case["namespace"], "--kube-version", case["kubeVersion"],
                   "--format", "files", "--origins"]
        command += ["-f", case["values"]] if case["values"] else []
        command += ["-f", extra] if extra else []
        run = subprocess.run(command, cwd=self.options.root, capture_output=True)
        if run.returncode != 0:
            return None
        output = json.loads(run.stdout)
        rows = collections.defaultdict(list)
        for row in output["origins"]:
            rows[row[0]].append(row)
        return {n: Text(t, rows[n]) for n, t in output["files"].items()
                if n not in self.skipped and not n.endswith("NOTES.txt")}

    def measure(self, count):
        result = Result()
        base = self.render()
        if base is None:
            return result
        self.check_literals(result)
        for text in base.values():
            self.count_sets(text, result)
        values = chart_values(os.path.join(self.options.root, self.case["chart"]))
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
        other = self.render(extra.name)
        if other is None:
            result.counts["refused"] += 1
            return
        result.counts["flips"] += 1
        name = path_name(path)
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
            if how == "above":
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
                if isinstance(new, str) and new.strip() == value:
                    continue
                result.note("unsharp", f"{self.name} {file} [{index}]{path} stays {shown!r} "
                            f"while {name} becomes {json.dumps(new)}")

    # Literal runs are bytes of templates, and runs cover the text.
    def check_literals(self, result):
        case = self.case
        command = [self.options.binary, "render", case["chart"], "--release-name", case["release"],
                   "--namespace", case["namespace"], "--kube-version", case["kubeVersion"],
                   "--format", "files", "--origins"]
        command += ["-f", case["values"]] if case["values"] else []
        output = json.loads(subprocess.run(
            command, cwd=self.options.root, capture_output=True).stdout)
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
    for what in ("unsound", "unsharp", "untrue", "above"):
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
