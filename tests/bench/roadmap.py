#!/usr/bin/env python3
"""Sets the search for the best plan beside HiGHS.

    pip install highspy
    python3 tests/bench/roadmap.py [--seconds 60] [--units 3300] [JOBSxPERIODSxTEAMSxSEED ...]

Each problem is made by `solver/examples/roadmap.rs`, searched by it for so many units, and given
to HiGHS for so many seconds. Times are processor time of one thread, so that other programs on
the machine matter little.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import tempfile
import time

import highspy

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PROGRAM = TARGET / "release" / "examples" / "roadmap"


def ours(path, units):
    def spent():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    before = spent()
    command = [PROGRAM, "solve", path, "100000", str(units)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert not answer["faults"], answer
    return answer["value"], answer["bound"], spent() - before


def highs(problem, seconds):
    solver = highspy.Highs()
    solver.silent()
    for name, value in (("time_limit", seconds), ("mip_rel_gap", 1e-9), ("threads", 1)):
        solver.setOptionValue(name, value)
    jobs, periods = problem["jobs"], range(len(problem["weights"]))
    done = [[solver.addBinary() for _ in periods] for _ in jobs]
    for places in done:
        solver.addConstr(sum(places) <= 1)
    for period, teams in enumerate(problem["capacity"]):
        for team, capacity in enumerate(teams):
            needs = [(job["effort"][team], places[period]) for job, places in zip(jobs, done)]
            needs = [effort * place for effort, place in needs if effort]
            if needs:
                solver.addConstr(sum(needs) <= capacity)
    for rule in problem["rules"]:
        rule = rule["Before"]
        first, then = done[rule["first"]], done[rule["then"]]
        for period in periods:
            ready = sum(first[: period + (0 if rule["gap"] else 1)])
            solver.addConstr(sum(then[: period + 1]) - ready <= 0)
    worth = [
        job["value"] * weight * place
        for job, places in zip(jobs, done)
        for weight, place in zip(problem["weights"], places)
    ]
    begin = time.process_time()
    solver.maximize(sum(worth))
    info = solver.getInfo()
    return info.objective_function_value, info.mip_dual_bound, time.process_time() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--units", type=int, default=3300)
    parser.add_argument("problems", nargs="*", default=["40x4x3x1", "80x4x3x1", "150x4x3x1"])
    words = parser.parse_args()
    build = ["cargo", "build", "--quiet", "--release", "-p", "solver", "--example", "roadmap"]
    subprocess.run(build, cwd=ROOT, check=True)
    print("| problem | value | bound | gap | CPU s | HiGHS value | bound | CPU s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name in words.problems:
        made = subprocess.run([PROGRAM, "make", *name.split("x")], capture_output=True, text=True, check=True)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(made.stdout)
            file.flush()
            value, bound, spent = ours(file.name, words.units)
        theirs, limit, took = highs(json.loads(made.stdout), words.seconds)
        print(
            f"| {name} | {value:.2f} | {bound:.2f} | {(bound - value) / value:.3%} | {spent:.1f} "
            f"| {theirs:.2f} | {limit:.2f} | {took:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
