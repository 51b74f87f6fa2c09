"""Runs the cases of kube-linter and of Gatekeeper's library against our rules. Standard library and PyYAML.

A case of kube-linter is decided by the rules that name its check in `peers`, or by those in kube-linter.tsv; it agrees when
we report as often as expected, about the same kinds. A case of Gatekeeper's library is decided by the rules in
gatekeeper.tsv, with the constraint's parameters as ours, or by those that name the policy in `peers`; it agrees when we
report something exactly if the policy is violated. Each difference needs a row in suite-differences.tsv that says why.
"""

import collections
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).parent
BINARY = os.path.abspath(sys.argv[1])
SUITES = pathlib.Path(sys.argv[2]) / "corpora" / "suites"
SHOW = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else None
ENOUGH = 0.95


def table(name):
    """The rows of a table beside this file, without comments."""
    with open(HERE / name, newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases(suite):
    with open(SUITES / suite / "cases.jsonl") as file:
        return [json.loads(line) for line in file]


def rules_by_peer(peer):
    """For each id of a peer, our rules that name it."""
    done = subprocess.run([BINARY, "rules", "list", "--format", "json", "--select", "all"], capture_output=True, check=True)
    names = collections.defaultdict(list)
    for rule in json.loads(done.stdout):
        for id in (rule.get("peers") or {}).get(peer) or []:
            names[id].append(rule["id"])
    return names


def findings(rules, parameters, files, options=()):
    """What our rules report about the first of some files; None when it could not be analysed."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as settings:
        json.dump(parameters, settings)
        settings.flush()
        command = [BINARY, "check", "--format", "json", "--fail-on", "never", "--select", ",".join(rules), *options]
        if parameters:
            command += ["--parameters", settings.name]
        done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    if done.returncode:
        print(done.stderr.strip() or done.stdout[-300:], file=sys.stderr)
        return None
    return [each for each in json.loads(done.stdout)["findings"] if each["path"] == str(files[0])]


class Score:
    """How a suite went, and what to say about it."""

    def __init__(self, suite):
        self.suite, self.agreed, self.decided = suite, 0, 0
        self.left_out, self.undecided, self.differences = collections.Counter(), [], []

    def judge(self, case, agrees, wanted, found):
        self.decided += 1
        self.agreed += agrees
        if not agrees:
            self.differences.append((case, wanted, found))
        if SHOW == case:
            print(f"{case}: wanted {wanted}, found {found}")

    def report(self, reasons):
        share = self.agreed / max(self.decided, 1)
        print(f"{self.suite}: {self.agreed} of {self.decided} agree ({100 * share:.1f} %)")
        unexplained = False
        for case, wanted, found in self.differences:
            row = reasons.pop((self.suite, case), None)
            unexplained |= row is None
            why = f"{row['class']}: {row['reason']}" if row else "unexplained"
            print(f"  differs: {case}: wanted {wanted}, found {found} [{why}]")
        for case, count in collections.Counter(self.undecided).items():
            print(f"  no rule decides: {case}" + (f" ({count} cases)" if count > 1 else ""))
        for reason, count in sorted(self.left_out.items()):
            print(f"  left out: {count} ({reason})")
        return share >= ENOUGH and not unexplained


def kinds(reported):
    """The kind of each finding's object: `Deployment/web` is a Deployment."""
    return [(each.get("objects") or ["?"])[0].split("/")[0] for each in reported]


def kube_linter():
    score, by_check = Score("kube-linter"), rules_by_peer("kube-linter")
    settings = {row["check"]: row for row in table("kube-linter.tsv")}
    for case in cases("kube-linter"):
        check, path = case["check"], SUITES / "kube-linter" / case["file"]
        if check is None:
            score.left_out["a template or a switch of theirs, no check"] += 1
            continue
        row = settings.get(check, {})
        rules = row["rules"].split(",") if row.get("rules", "-") != "-" else by_check.get(check)
        if not rules:
            score.undecided.append(check)
            continue
        reported = findings(rules, yaml.safe_load(row.get("parameters") or "{}"), [path])
        if reported is None:
            score.judge(check, False, case["count"], "a failure")
            continue
        ours = collections.Counter(kinds(reported))
        said = {m["report"]: m["text"].split(":")[0].split(" ")[0] for m in case["messages"]}
        theirs = collections.Counter(said.values())
        count = len(reported) if case["count"] is None else case["count"]
        agrees = len(reported) == count and not theirs - ours and bool(reported) == (case["status"] != 0)
        score.judge(check, agrees, f"{case['count']} {dict(theirs)}", f"{len(reported)} {dict(ours)}")
    return score


def as_profile(text):
    """`localhost/a.json` and `runtime/default`, as annotations wrote them, in the words of the fields."""
    known = {"runtime/default": "RuntimeDefault", "docker/default": "RuntimeDefault", "unconfined": "Unconfined"}
    return known.get(text, "Localhost/" + text[len("localhost/"):] if text.startswith("localhost/") else text)


def v2_profiles(given):
    files = given.get("allowedLocalhostFiles") or []
    return [name for profile in given.get("allowedProfiles") or []
            for name in ([f"Localhost/{file}" for file in files] if profile == "Localhost" else [profile])]


# How parameters of constraints become ours. Each takes all parameters of the constraint.
TRANSLATIONS = {
    "port-range": lambda given: [{"min": given["min"], "max": given["max"]}] if "min" in given else [],
    "any-if-unsaid": lambda given: given.get("allowedSysctls", ["*"]),
    "prefixes": lambda given: [prefix + "*" for prefix in given.get("repos") or []],
    "profiles": lambda given: [as_profile(text) for text in given.get("allowedProfiles") or []],
    "v2-profiles": v2_profiles,
    "selinux-types": lambda given: [each["type"] for each in given.get("allowedSELinuxOptions") or [] if "type" in each],
    "host-paths": lambda given: [{"path": each["pathPrefix"], "readOnly": each.get("readOnly", False)}
                                 for each in given.get("allowedHostPaths") or []],
    # Theirs is -1 where any amount is fine.
    "cpu-maximum": lambda given: "" if given["cpu"] == "-1" else given["cpu"],
    "cpu-ratio": lambda given: given.get("cpuRatio", given["ratio"]),
    "annotation-keys": lambda given: [each["key"] for each in given.get("annotations") or []],
    "label-keys": lambda given: [each["key"] for each in given.get("labels") or []],
    "drivers": lambda given: [each["driver"] for each in given.get("allowedFlexVolumes") or []],
}


def is_chosen(condition, given):
    """`key`, `!key`, `key:item` or `!key:item`: whether a parameter is true, or holds an item."""
    key, _, item = condition.lstrip("!").partition(":")
    value = given.get(key)
    holds = item in (value or []) if item else bool(value)
    return holds != condition.startswith("!")


def translated(row, given):
    """The rules, parameters and options that a row of gatekeeper.tsv makes of a constraint's parameters."""
    rules, parameters, options = [], collections.defaultdict(dict), []
    for word in row["rules"].split():
        name, _, condition = word.replace("_", " ").partition("?")
        if not condition or is_chosen(condition, given):
            rules.append(name)
    for word in (row["parameters"] or "").split():
        target, _, source = word.partition("=")
        if target.startswith("--"):
            options += [target, str(given[source])] if source in given else []
            continue
        rule, _, name = target.partition(".")
        if source in TRANSLATIONS:
            value = TRANSLATIONS[source](given)
        elif source.startswith("'"):
            value = yaml.safe_load(source[1:])
        elif source in given:
            value = given[source]
        else:
            continue
        if rule in rules:
            parameters[rule][name] = value
    return rules, dict(parameters), options


def gatekeeper():
    score, by_policy = Score("gatekeeper-library"), rules_by_peer("gatekeeper")
    rows = {row["policy"]: row for row in table("gatekeeper.tsv")}
    root = SUITES / "gatekeeper-library"
    for case in cases("gatekeeper-library"):
        policy, name = case["policy"], f"{case['policy']}:{case['test']}/{case['case']}"
        with open(root / case["object"]) as file:
            kind = (next(yaml.safe_load_all(file), None) or {}).get("kind")
        if kind == "AdmissionReview":
            score.left_out["a request to the API server, no manifest"] += 1
            continue
        if case["count"] == 0 and len(case["messages"]) > 1:
            score.left_out["says how often one message comes, not whether another does"] += 1
            continue
        with open(root / case["constraint"]) as file:
            given = ((yaml.safe_load(file) or {}).get("spec") or {}).get("parameters") or {}
        row = rows.get(policy) or {"rules": " ".join(by_policy.get(policy.split("/")[1], [])), "parameters": ""}
        rules, parameters, options = translated(row, given)
        if not rules and policy in rows:
            score.judge(name, not case["violations"], case["violations"], 0)
            continue
        if not rules:
            score.undecided.append(policy)
            continue
        files = [root / case["object"], *(root / path for path in case["inventory"])]
        reported = findings(rules, parameters, files, options)
        found = "a failure" if reported is None else len(reported)
        score.judge(name, reported is not None and bool(reported) == case["violations"], case["violations"], found)
    return score


def main():
    reasons = {(row["suite"], row["case"]): row for row in table("suite-differences.tsv")}
    good = [score.report(reasons) for score in (kube_linter(), gatekeeper())]
    for suite, case in reasons:
        print(f"suite-differences.tsv explains what does not differ: {suite} {case}")
    sys.exit(0 if all(good) and not reasons else 1)


main()
