"""Compares what plimsoll counts in a folder of manifests with what PyYAML reads there. Needs PyYAML.

usage: measure_manifests.py BINARY FOLDER
"""

import collections
import json
import pathlib
import subprocess
import sys

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def resources(document):
    """The kinds of the resources in a document, the items of lists included."""
    if not isinstance(document, dict) or not document.get("apiVersion") or not document.get("kind"):
        return []
    if str(document["kind"]).endswith("List") and isinstance(document.get("items"), list) and "spec" not in document:
        return [kind for item in document["items"] for kind in resources(item)]
    return [str(document["kind"])]


def main(binary, folder):
    run = subprocess.run([binary, "--format", "json", "--fail-on", "never", folder], capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    ours = report["summary"]["resources"]
    refused = {problem["path"] for problem in report["problems"]}
    theirs, files, unreadable = collections.Counter(), 0, []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix not in (".yaml", ".yml", ".json") or not path.is_file():
            continue
        files += 1
        try:
            kinds = [kind for document in yaml.load_all(path.read_text(), LOADER) for kind in resources(document)]
        except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
            unreadable.append((str(path), str(error).split("\n")[0]))
            continue
        theirs.update(kind for kind in kinds if kind not in ("Kustomization", "Component"))
    different = {kind: (ours.get(kind, 0), theirs[kind]) for kind in sorted({*ours, *theirs}) if ours.get(kind, 0) != theirs[kind]}
    print(f"{files} files; resources: plimsoll {sum(ours.values())}, PyYAML {sum(theirs.values())}, in {len(theirs)} kinds")
    for path, error in unreadable:
        print(f"  PyYAML cannot read {path}: {error}; plimsoll {'tells a problem' if path in refused else 'says nothing'}")
    for kind, (mine, other) in different.items():
        print(f"  differs: {kind}: plimsoll {mine}, PyYAML {other}")
    sys.exit(1 if different else 0)


main(sys.argv[1], sys.argv[2])
