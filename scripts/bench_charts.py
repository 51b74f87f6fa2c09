#!/usr/bin/env python3
"""Measure rendering and analysing charts beside the real Helm engine.

usage: bench_charts.py BINARY CORPORA

CORPORA is a folder with charts/ and suites/helm-charts-golden/. Prints
  one small chart       the whole process, median of 21
  recorded scenarios    one process each, and the sum of what the real engine takes for them in one process
                        (the package helm-python-sdk, if this Python has it)
  all charts analysed   in all their scenarios, all usual rules, one process
Targets: a small chart in 15 ms (a third of `helm template`'s 45); the analysis of all charts in less time than
`helm template` needs to render the recorded scenarios one by one.
"""
import glob
import json
import os
import statistics
import subprocess
import sys
import time

HELM_TEMPLATE = 0.045


def timed(command, **options):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - start


def cases(root):
    for path in sorted(glob.glob(os.path.join(root, "suites/helm-charts-golden/**/*.json"), recursive=True)):
        case = json.load(open(path))
        if isinstance(case, dict) and "chart" in case:
            yield case


def engine_time(root, recorded):
    """Seconds that the real engine takes for all scenarios in one process, loading included; None without it."""
    try:
        import helm_python as helm
    except ImportError:
        return None
    here = os.getcwd()
    os.chdir(root)
    start = time.perf_counter()
    for case in recorded:
        try:
            with helm.Chart.load(case["chart"]) as chart:
                values = {}
                if case["values"]:
                    import yaml

                    values = yaml.load(open(case["values"]), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
                chart.render(values=values)
        except Exception:  # Charts that refuse themselves are part of the work.
            pass
    spent = time.perf_counter() - start
    os.chdir(here)
    return spent


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    binary, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    recorded = list(cases(root))
    small = os.path.join(root, "charts/groundhog2k__helm-charts/redis")
    times = [timed([binary, "render", small]) for _ in range(21)]
    median = statistics.median(times)
    print(f"one small chart, whole process: {1000 * median:.1f} ms (target 15.0): {'met' if median <= 0.015 else 'missed'}")
    spent = sum(
        timed(
            [binary, "render", case["chart"], "--format", "files"] + (["-f", case["values"]] if case["values"] else []),
            cwd=root)
        for case in recorded)
    print(f"{len(recorded)} recorded scenarios, a process each: {spent:.2f} s, {1000 * spent / len(recorded):.1f} ms each")
    engine = engine_time(root, recorded)
    if engine is not None:
        print(f"the real engine, all in one process: {engine:.2f} s, {1000 * engine / len(recorded):.1f} ms each")
    analysed = timed([binary, "check", "--fail-on", "never", "--format", "json", os.path.join(root, "charts")])
    limit = HELM_TEMPLATE * len(recorded)
    print(
        f"all charts analysed in all scenarios, all usual rules: {analysed:.2f} s "
        f"(helm template alone: {limit:.1f} s): {'met' if analysed <= limit else 'missed'}")
    return 0 if median <= 0.015 and analysed <= limit else 1


if __name__ == "__main__":
    sys.exit(main())
