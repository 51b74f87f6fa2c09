"""Times plimsoll on Kubernetes manifests against a bare libyaml event loop, in one run. Standard library only.

usage: bench_manifests.py BINARY [HADOLINT]
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

DIGEST = "1.4.2@sha256:" + "0123456789abcdef" * 4
# What hadolint takes its usual time for: the shell in it is what it looks at longest.
DOCKERFILE = "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl\nUSER 1000\nCMD [\"sleep\", \"1\"]\n"
HERE = pathlib.Path(__file__).resolve().parent
BARE_LOOP = r"""
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>
int main(int count, char **arguments) {
    FILE *file = fopen(arguments[1], "rb");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != (size_t)size) return 1;
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, bytes, size);
    for (;;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) return 1;
        int isEnd = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (isEnd) return 0;
    }
}
"""


def stream(documents, faulty):
    """Well-written resources, four a service; every `faulty`th service has mistakes, with 1 all of them."""
    text = (HERE / "bench-service.yaml").read_text().split("\n", 1)[1]
    parts = []
    for number in range(documents // 4):
        is_faulty = number % faulty == 0
        filled = text.replace("@app", f"service-{number}").replace("@namespace", f"team-{number // 15}")
        filled = filled.replace("@user", str(10_001 + number))
        filled = filled.replace("@replicas", "1" if is_faulty else "3").replace("@tag", "latest" if is_faulty else DIGEST)
        parts.append(filled.replace("@privileged", "true" if is_faulty else "false"))
    return "---\n".join(parts)


def run(command):
    """Seconds and the largest resident set in bytes of one whole process on one core."""
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def medians(commands, runs):
    """The median of each command's times and its peak memory, with the commands taking turns."""
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run(command))
    return {name: (sorted(t for t, _ in rows)[runs // 2], max(m for _, m in rows)) for name, rows in times.items()}


def main(binary, hadolint):
    missed = []

    def target(what, value, wanted, unit=""):
        is_met = value <= wanted
        print(f"{what:<58}{value:>9.1f}{unit:<4} target {wanted}{unit}  {'met' if is_met else 'MISSED'}")
        if not is_met:
            missed.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "loop.c").write_text(BARE_LOOP)
        loop = str(folder / "loop")
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "yaml-0.1"], capture_output=True, text=True, check=True)
        subprocess.run(["cc", "-O2", str(folder / "loop.c"), "-o", loop, *flags.stdout.split()], check=True)
        ours = [binary, "--select", "all", "--fail-on", "never", "--jobs", "1", "--format", "json"]
        print("\nKubernetes manifests: one stream, all rules, one core, JSON (median of 5; one resource in 100 faulty)")
        small_ratio = None
        for documents in (5_000, 10_000, 20_000):
            path = folder / f"stream-{documents}.yaml"
            path.write_text(stream(documents, 100))
            figures = medians({"libyaml": [loop, str(path)], "plimsoll": [*ours, str(path)]}, 5)
            (bare, _), (time_taken, peak) = figures["libyaml"], figures["plimsoll"]
            size = path.stat().st_size
            ratio = time_taken / bare
            small_ratio = small_ratio or ratio
            print(f"  {documents:>6} documents, {size / 1e6:5.1f} MB: plimsoll {time_taken * 1000:7.0f} ms, libyaml {bare * 1000:6.0f} ms,"
                  f" {ratio:4.1f} x; peak {peak / size:4.1f} x the file")
        target("20,000 documents: times a bare libyaml event loop", ratio, 6)
        target("20,000 documents: peak memory, times the file", peak / size, 12)
        target("20,000 documents against 5,000: growth of the ratio", ratio / small_ratio, 1.25)
        path.write_text(stream(20_000, 1))
        figures = medians({"libyaml": [loop, str(path)], "plimsoll": [*ours, str(path)]}, 3)
        print(f"  all resources faulty: plimsoll {figures['plimsoll'][0] * 1000:.0f} ms,"
              f" {figures['plimsoll'][0] / figures['libyaml'][0]:.1f} x libyaml (no target)")
        small = folder / "small.yaml"
        small.write_text(stream(4, 100))
        commands = {"plimsoll": [binary, str(small)]}
        if hadolint:
            (folder / "Dockerfile").write_text(DOCKERFILE)
            commands["hadolint"] = [hadolint, str(folder / "Dockerfile")]
        one = medians(commands, 41)
        print(f"  one small manifest, whole process: {one['plimsoll'][0] * 1000:.1f} ms")
        if hadolint:
            # kube-linter is in no registry that is reached here; it was seen to take 40 ms where hadolint takes 33.
            share = 100 * one["plimsoll"][0] / (one["hadolint"][0] * 40 / 33)
            target("one small manifest: share of kube-linter's (from hadolint's)", share, 33.3, " %")
    if missed:
        sys.exit("bench: missed: " + "; ".join(missed))


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None)
