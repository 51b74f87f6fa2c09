#!/usr/bin/env python3
"""Measure whether fixes of charts hold for values that nobody has proven them with.

usage: measure_chart_fixes.py BINARY CORPORA [--renders N] [--seed N] [--only TEXT] [--jobs N]
                              [--keep FOLDER] [--fixed FOLDER]

CORPORA is a folder with charts/. All of it is copied twice, and one copy is fixed with
`--unsafe-fixes`. Each outermost chart that this changed is then rendered from both copies: as it
is, with each environment beside it, and with N values files made for it and laid over these in
turn. Those flip its booleans,
fill its empty tables, lists and texts with something of the right shape, put the fields that fixes
wrote into each of its tables, and set what its templates compare values with; first one at a time,
then many at once, by the seed. What the unfixed chart renders as valid YAML without a key twice
must be the same for the fixed one, and differ in nothing but what fixes changed somewhere in the
renders of the chart as it is (a field of that name, from that value to that value) or wrote into
its files word for word.

  broken   the fixed chart no longer renders, or renders what is no YAML or has a key twice
  strange  something else changed in what is rendered: to be read, since templates may do more
           with a value that a fix changed once other values let them

Needs PyYAML. `--keep` keeps the copies, `--fixed` uses those of a run before. Exit status 0 when
nothing is broken.
"""
import argparse, collections, glob, json, multiprocessing, os, random, re
import shutil, subprocess, sys, tempfile

import yaml

from origin_values import ValuesLoader, chart_values, leaves, overlaid, overlay

RIGHTS = {
    "runAsNonRoot": True, "readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}}
PROBE = {"httpGet": {"path": "/", "port": 80}, "periodSeconds": 9}
CONTAINER = {"name": "more", "image": "more:1", "securityContext": RIGHTS}
# What to fill empty values with, by the ends of their names; the first that fits counts.
SHAPES = [
    (r"capabilities", [{"drop": ["ALL"]}]),
    (r"seccompProfile", [{"type": "RuntimeDefault"}]),
    (r"(pod)?securityContext", [RIGHTS, {"runAsUser": 9}]),
    (r"resources", [{"limits": {"cpu": 1, "memory": "1Gi"}, "requests": {"cpu": 1}}]),
    (r"probes?", [PROBE]), (r"lifecycle(hooks)?", [{"preStop": {"exec": {"command": ["a"]}}}]),
    (r"strategy", [{"type": "RollingUpdate"}, {"type": "Recreate"}]),
    (r"(labels|annotations|selector)", [{"more": "text"}]),
    (r"tolerations", [[{"key": "more", "operator": "Exists"}]]),
    (r"affinity", [{"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": []}}]),
    (r"topologySpreadConstraints", [[{"maxSkew": 1, "topologyKey": "a"}]]),
    (r"env(vars)?from", [[{"configMapRef": {"name": "more"}}]]),
    (r"env(vars)?(iron\w*)?", [[{"name": "MORE", "value": "a"}], {"MORE": "a"}]),
    (r"volumemounts", [[{"name": "more", "mountPath": "/more", "readOnly": True}]]),
    (r"volumes", [[{"name": "more", "emptyDir": {"sizeLimit": "1Gi"}}]]),
    (r"(containers|sidecars)", [[CONTAINER], {"more": CONTAINER}]),
    (r"(pullsecrets|secrets)", [[{"name": "more"}], ["more"]]),
    (r"(args|command|commands|flags)", [["more"]]),
    (r"hostaliases", [[{"ip": "10.1.1.1", "hostnames": ["more"]}]]),
    (r"ports", [[{"name": "more", "port": 9}], [{"name": "more", "containerPort": 9}]]),
    (r"hosts", [["more.example"], [{"host": "more.example", "paths": [{"path": "/"}]}]]),
    (r"tls", [[{"hosts": ["more.example"], "secretName": "more"}]]),
    (r"(budget|pdb)", [{"minAvailable": 1, "unhealthyPodEvictionPolicy": "IfHealthyBudget"}]),
    (r"(rules|egress|ingress)", [[{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]]),
    (r"(spec|pod|config|options)", [{"more": "text"}, dict(RIGHTS, securityContext=RIGHTS)]),
]
OTHERS = {dict: [{"more": "text"}], list: [["more"], [{"name": "more"}]], str: ["more", "true"]}
NOTHING = ["more", True, 3, {"more": "text"}, ["more"]]
COMPARED = re.compile(
    r'\.Values\.([\w.]+)\)?\s+"([\w./-]+)"|"([\w./-]+)"\s+\(?\$?\.Values\.([\w.]+)')
HASH = re.compile(r"^[0-9a-f]{64}$")


class StrictLoader(ValuesLoader):
    """Refuses a key twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            name = (key.tag, key.value if isinstance(key.value, str) else id(key))
            if name in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.YAMLError(f"`{key.value}` twice{key.start_mark}")
            seen.add(name)
        return super().construct_mapping(node, deep)


StrictLoader.add_constructor(
    "tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, True))
StrictLoader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)


def fillings(path, value):
    """Other values for one: what it would be, were it not empty."""
    if isinstance(value, bool):
        return [not value]
    if value not in (None, "", {}, []):
        return []
    name = next((s for s in reversed(path) if isinstance(s, str)), "")
    if value != "":
        for ending, shapes in SHAPES:
            if re.search(f"({ending})$", name, re.IGNORECASE):
                return [s for s in shapes if value is None or isinstance(s, type(value))] or shapes
    return NOTHING if value is None else OTHERS[type(value)]


def tables(value, path=()):
    if isinstance(value, dict):
        if path:
            yield path
        for key, member in value.items():
            if isinstance(key, str):
                yield from tables(member, path + (key,))


def variations(folder, count, seed, fields):
    """Files of values for a chart, in which fixes wrote some fields."""
    subcharts = set()
    values = chart_values(folder, subcharts)
    choice = random.Random(f"{seed} {os.path.basename(folder)}")
    ways = [(path, filling) for path, value in leaves(values) for filling in fillings(path, value)]
    for path in tables(values):
        ways += [(path + (field,), RIGHTS if field.endswith("Context") else "more")
                 for field in fields]
    for name in sorted(glob.glob(os.path.join(glob.escape(folder), "templates", "**", "*"),
                                 recursive=True)):
        if not os.path.isfile(name):
            continue
        with open(name, errors="replace") as file:
            for path, text, otherText, otherPath in COMPARED.findall(file.read()):
                steps = tuple((path or otherPath).strip(".").split("."))
                inner = values
                for step in steps[:-1]:
                    inner = inner.get(step) if isinstance(inner, dict) else None
                if isinstance(inner, dict) and not isinstance(inner.get(steps[-1]), (dict, list)):
                    ways.append((steps, text or otherText))
    ways = list({json.dumps(way, default=str): way for way in ways}.values())

    def overlaying(chosen):
        result = {}
        for path, filling in chosen:
            if any(isinstance(s, int) for s in path):
                return overlay(values, path, filling) if len(chosen) == 1 else result
            inner = filling
            for step in reversed(path):
                inner = {step: inner}
            result = overlaid(result, inner)
        return result

    choice.shuffle(ways)
    # Fields are put beside others anywhere, so that they would crowd out the rest.
    ways.sort(key=lambda way: way[0][-1] in fields)
    singles = ways[:count // 3] + ways[len(ways) - count // 3:]
    results = [[way] for way in singles]
    while ways and len(results) < count:
        share = choice.choice([0.05, 0.15, 0.4])
        some = [way for way in ways if choice.random() < share]
        # One filling for each path.
        results.append(list({way[0]: way for way in some}.values()))
    return [(overlaying(some), " ".join(".".join(map(str, path)) for path, _ in some))
            for some in results]


def rendered(binary, folder, files):
    """What is rendered, by file: texts, or the reason why not."""
    words = [word for file in files for word in ("-f", file)]
    run = subprocess.run([binary, "render", "--format", "files", "x", folder, *words],
                         capture_output=True, timeout=300)
    if run.returncode:
        return None, run.stderr.decode(errors="replace").strip()[:400]
    return json.loads(run.stdout), None


def documents(text):
    return list(yaml.load_all(text, StrictLoader))


def differences(old, new, path=()):
    """Scalars that differ: the way to them, what they were and what they are."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from differences(old.get(key), new.get(key), path + (str(key),))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for one, other in zip(old, new):
            yield from differences(one, other, path)
    elif isinstance(new, dict) and old is None:
        for key in new:
            yield from differences(None, new[key], path + (str(key),))
    elif isinstance(old, dict) and new is None:
        for key in old:
            yield from differences(old[key], None, path + (str(key),))
    elif old != new or type(old) is not type(new):
        if not (isinstance(old, str) and isinstance(new, str) and HASH.match(new)):
            yield path[-1:], json.dumps(old, default=str), json.dumps(new, default=str)


def compared(binary, old, new, base, file):
    """Why the fixed chart is worse, and what differs; None when the unfixed one cannot be read."""
    before, _ = rendered(binary, old, base + [file])
    if before is None:
        return None
    after, why = rendered(binary, new, [new + name[len(old):] for name in base] + [file])
    if after is None:
        return f"does not render: {why}", []
    changes = []
    before, after = before["files"], after["files"]
    for name in {**before, **after}:
        one, other = before.get(name, ""), after.get(name, "")
        if one == other:
            continue
        try:
            one = documents(one)
        except (yaml.YAMLError, ValueError):
            continue
        try:
            other = documents(other)
        except (yaml.YAMLError, ValueError) as error:
            return f"{name}: {error}", []
        changes += [(name, change) for change in differences(one, other)]
    return None, changes


def written(old, new):
    """The fields that fixes wrote into files, with their values."""
    for name in glob.glob(os.path.join(glob.escape(new), "**"), recursive=True):
        if not os.path.isfile(name):
            continue
        with open(name, errors="replace") as file:
            lines = file.read().splitlines()
        with open(old + name[len(new):], errors="replace") as file:
            known = collections.Counter(file.read().splitlines())
        for line in lines:
            known[line] -= 1
            field = re.match(r"[\s-]*([\w./-]+):(?: (.*))?$", line)
            if known[line] >= 0 or not field or "{{" in line:
                continue
            if not field[2]:
                yield (field[1],), None
                continue
            try:
                value = yaml.load(field[2], ValuesLoader)
            except yaml.YAMLError:
                continue
            for path, one, other in differences({}, {field[1]: value}):
                yield path, other


def measured(job):
    """What one chart came to."""
    binary, old, new, count, seed = job
    result = collections.Counter()
    lines = []
    environments = [f for f in sorted(
        glob.glob(os.path.join(glob.escape(old), "ci", "*-values.y*ml"))
        + glob.glob(os.path.join(glob.escape(old), "values?*.y*ml")))
        if not f.endswith("/values.yaml")]
    known, added, bases = set(), set(written(old, new)), []
    for files in [[]] + [[e] for e in environments]:
        theirs = [new + f[len(old):] for f in files]
        before, _ = rendered(binary, old, files)
        after, _ = rendered(binary, new, theirs)
        if before is None or after is None:
            continue
        bases.append(files)
        before, after = before["files"], after["files"]
        for name in before:
            try:
                pair = documents(before[name]), documents(after.get(name, ""))
            except (yaml.YAMLError, ValueError):
                continue
            known.update(differences(*pair))
    with tempfile.TemporaryDirectory() as folder:
        fields = sorted({path[0] for path, _ in added})
        for number, (values, names) in enumerate(variations(old, count, seed, fields)):
            file = os.path.join(folder, f"{number}.yaml")
            with open(file, "w") as stream:
                yaml.safe_dump(values, stream)
            base = bases[number % len(bases)] if bases else []
            outcome = compared(binary, old, new, base, file)
            if outcome is None:
                result["unread"] += 1
                continue
            why, changes = outcome
            result["compared"] += 1
            result["different"] += bool(changes)
            others = [(name, change) for name, change in changes
                      if change not in known and (change[0], change[2]) not in added]
            if why:
                result["broken"] += 1
                lines.append(f"broken: {old}: with {names[:200]}: {why}")
            elif others:
                result["strange"] += 1
                name, (path, one, other) = others[0]
                lines.append(f"strange: {old}: with {names[:200]}: {name}: "
                             f"{'.'.join(path)} from {one[:80]} to {other[:80]}")
    return result, lines


def outermost(root):
    found = sorted(glob.glob(os.path.join(root, "**", "Chart.yaml"), recursive=True), key=len)
    folders = []
    for file in found:
        folder = os.path.dirname(file)
        if not any(folder.startswith(other + "/") for other in folders):
            folders.append(folder)
    return sorted(folders)


def same(one, other):
    names = [n[len(one):] for n in glob.glob(one + "/**", recursive=True) if os.path.isfile(n)]
    return all(open(one + n, "rb").read() == open(other + n, "rb").read() for n in names)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("corpora")
    parser.add_argument("--renders", type=int, default=60, help="values files for each chart")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="charts with this in their path")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", help="keep the copies in this folder")
    parser.add_argument("--fixed", help="a folder with the copies of a run before")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.abspath(arguments.fixed or arguments.keep or temporary)
        old, new = os.path.join(folder, "before"), os.path.join(folder, "after")
        applied = "0 findings"
        if not arguments.fixed:
            shutil.copytree(os.path.join(arguments.corpora, "charts"), old)
            subprocess.run(["chmod", "-R", "u+w", old], check=True)
            shutil.copytree(old, new)
            run = subprocess.run(
                [binary, "check", "--unsafe-fixes", "--allow-incomplete", "--fail-on", "never",
                 "--format", "concise", "."], cwd=new, capture_output=True, text=True)
            print(run.stderr.splitlines()[-1] if run.stderr else f"status {run.returncode}")
        charts = [c for c in outermost(old) if arguments.only in c]
        changed = [c for c in charts if not same(c, new + c[len(old):])]
        jobs = [(binary, c, new + c[len(old):], arguments.renders, arguments.seed) for c in changed]
        total = collections.Counter()
        with multiprocessing.Pool(arguments.jobs) as pool:
            for result, lines in pool.imap_unordered(measured, jobs):
                total.update(result)
                for line in lines:
                    print(line.replace(old + "/", ""), flush=True)
    print(f"{len(changed)} of {len(charts)} charts were changed by fixes; "
          f"{total['compared']} pairs of renders compared ({total['different']} differ, "
          f"{total['unread']} could not be read before the fix): "
          f"{total['broken']} broken, {total['strange']} strange")
    sys.exit(1 if total["broken"] else 0)


if __name__ == "__main__":
    main()
