"""Times plimsoll and its peers as whole processes, turn by turn, and prints ratios. Standard library only."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HADOLINT, TALLY = os.path.abspath(".venv/bin/hadolint"), os.path.abspath(".venv/bin/tally")
BINARY, BINARY_400, CORPUS = "", "", pathlib.Path()
SMALL = "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl\nUSER 1000\nCMD [\"sleep\", \"1\"]\n"
RULE = """summary: Synthetic rule {n}
severity: info
for: {subject}
require: {require}
message: "synthetic {n}"
why: |
  One of four hundred rules that measure what rules cost at start-up.
bad:
  - text: |
      FROM «debian»
good:
  - text: |
      FROM debian:12
"""
SUBJECTS = [
    ("image", "image.isPinned || image.isStage || image.text != 'never-{n}'"),
    ("command", "command.program != 'never-{n}' || command.has('yes')"),
    ("instruction", "instruction.keyword != 'RUN' || instruction.text != 'never-{n}'"),
    ("dependency", "dependency.name != 'never-{n}' && !dependency.text.startsWith('never')"),
]


def seconds(command, **options):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    if done.returncode not in (0, 1, 3, 4):
        sys.exit(f"bench: {command[0]} ended with {done.returncode}")
    return time.perf_counter() - start


def medians(commands, runs):
    """The median of each command, with the commands taking turns."""
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: sorted(values)[len(values) // 2] for name, values in times.items()}


def peak_mebibytes(command):
    """The largest resident set of one run."""
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_maxrss / 1024


def dockerfiles(folder):
    """The files that every tool here can read: tally stops at the first that BuildKit refuses."""
    names = []
    for path in sorted(folder.rglob("*")):
        lower = path.name.lower()
        if path.is_file() and ("dockerfile" in lower or "containerfile" in lower) and not lower.endswith(".dockerignore"):
            names.append(str(path))
    run = subprocess.run([BINARY, "--format", "json", "--fail-on", "never", "--select", "latest-tag", *names],
                         capture_output=True, text=True, check=False)
    refused = {p["path"] for p in json.loads(run.stdout)["problems"] if p["blinding"]}
    return [name for name in names if name not in refused], len(refused)


def main():
    missed = []

    def target(what, value, wanted, is_met, unit=""):
        print(f"{what:<58}{value:>9.1f}{unit:<4} target {wanted}{unit}  {'met' if is_met else 'MISSED'}")
        if not is_met:
            missed.append(what)

    with tempfile.TemporaryDirectory() as folder:
        small = os.path.join(folder, "Dockerfile")
        pathlib.Path(small).write_text(SMALL)
        one = medians({
            "plimsoll": [BINARY, small],
            "plimsoll with 400 rules more": [BINARY_400, small],
            "hadolint": [HADOLINT, small],
            "tally": [TALLY, "lint", "--slow-checks", "off", small],
        }, 41)
    print("one small Dockerfile, whole process, median of 41")
    for name, value in one.items():
        print(f"  {name:<30}{value * 1000:8.1f} ms   {value / one['plimsoll']:6.1f} x plimsoll")
    for name in ("plimsoll", "plimsoll with 400 rules more"):
        share = 100 * one[name] / one["hadolint"]
        target(f"one file, {name}: share of hadolint's", share, 33.3, share <= 33.3, " %")

    files, refused = dockerfiles(CORPUS)
    size = sum(os.path.getsize(name) for name in files)
    print(f"\n{len(files)} Dockerfiles, {size / 1e6:.1f} MB, all rules, one run ({refused} that BuildKit refuses left out)")
    ours = [BINARY, "--select", "all", "--format", "concise", "--fail-on", "never", *files]
    many = medians({"plimsoll": ours}, 11)["plimsoll"]
    tally = medians({"tally": [TALLY, "lint", "--fail-level", "none", "--slow-checks", "off", "--ignore", "shellcheck/*", *files]}, 3)["tally"]
    hadolint = seconds([HADOLINT, "--no-fail", *files])
    for name, value in [("plimsoll", many), ("tally (ShellCheck rules off)", tally), ("hadolint", hadolint)]:
        print(f"  {name:<28}{value * 1000:8.0f} ms   {value / many:6.1f} x plimsoll   {size / value / 1e6:6.1f} MB/s")
    target("all files: times hadolint's throughput", hadolint / many, 150, hadolint / many >= 150)
    target("all files: times tally's throughput", tally / many, 12, tally / many >= 12)
    peak = peak_mebibytes(ours)
    target("all files: peak memory", peak, 100, peak < 100, " MiB")
    print("\nwhere the time goes (phases of files add up over threads):")
    subprocess.run([*ours, "--timings"], stdout=subprocess.DEVNULL, stderr=sys.stdout, check=False)
    if missed:
        sys.exit("bench: missed: " + "; ".join(missed))


def write_synthetic_rules(folder):
    """400 rules that judge what most Dockerfiles hold and find nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(400):
        subject, require = SUBJECTS[n % len(SUBJECTS)]
        (folder / f"synthetic-{n}.yaml").write_text(RULE.format(n=n, subject=subject, require=require.format(n=n)))


if sys.argv[1] == "synthetic":
    write_synthetic_rules(pathlib.Path(sys.argv[2]))
else:
    BINARY, BINARY_400, CORPUS = os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), pathlib.Path(sys.argv[4])
    main()
