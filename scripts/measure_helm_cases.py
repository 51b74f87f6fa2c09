"""Runs the cases of Helm's own tests of `helm template` on `plimsoll render` and compares output
and errors byte for byte."""

import argparse
import json
import pathlib
import shlex
import subprocess

# What the recorded outputs were made with.
RECORDED_VERSION = "v1.20.0"


def outcome(binary, words, folder):
    """What a run of `render` prints, errors behind the output."""
    command = [binary, "render", *words]
    if words and "--kube-version" not in words:
        command += ["--kube-version", RECORDED_VERSION]
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=60)
    # Each program tells its own name.
    text = (run.stdout + run.stderr).decode(errors="replace")
    return text.replace("plimsoll render", "helm template"), run.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", help="the program to measure")
    parser.add_argument(
        "--suites", default="../shared/corpora/suites", help="the folder of the suites")
    parser.add_argument("--verbose", action="store_true", help="show what differs")
    arguments = parser.parse_args()
    folder = pathlib.Path(arguments.suites) / "helm" / "golden"
    binary = str(pathlib.Path(arguments.binary).resolve())
    right = count = 0
    for line in (folder / "cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        words = shlex.split(case["cmd"])[1:]
        wanted = (folder / case["golden"]).read_text()
        got, status = outcome(binary, words, folder)
        count += 1
        if got == wanted and (status != 0) == case["wantError"]:
            right += 1
            continue
        print(f"differs: {case['cmd']}")
        if arguments.verbose:
            print(f"--- want (status {int(case['wantError'])})\n{wanted}")
            print(f"--- got (status {status})\n{got}")
    print(f"helm template: {right} of {count}")


if __name__ == "__main__":
    main()
