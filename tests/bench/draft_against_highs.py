#!/usr/bin/env python3
"""What the placements of a plan file are worth, and what HiGHS makes of the same plan.

    draft_against_highs.py plan.steelyard.json [seconds]

Prints one line of JSON: {"value", "faults", "highs", "bound", "seconds"}. The last three only
where highspy is installed (`pip install highspy`). It reads what the bench's plans hold and no
more: need x goal as value, efforts by team, dependencies, capacity, discount, locks.
"""
import json
import sys
import time

plan = json.load(open(sys.argv[1], encoding="utf-8"))
limit = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
road = plan["roadmap"]
policy = road.get("policy", {})
share = plan["settings"]["need_share"]
gap = policy.get("timing", "before") == "before"
periods = [period["id"] for period in road["periods"]]
teams = [team["id"] for team in road["teams"]]
weight = [(1 - policy.get("discount", 0.1)) ** at for at in range(len(periods))]


def worth(item):
    def side(name):
        total = sum(one["weight"] for one in plan[name])
        levels = item.get(name, {})
        return max(0.0, sum(one["weight"] * levels.get(one["id"], 0) / 3 for one in plan[name]) / total)

    return share * side("needs") + (1 - share) * side("goals")


items = {item["id"]: item for item in plan["items"] if item["status"] not in ("shipped", "rejected")}
value = {key: worth(item) for key, item in items.items()}
effort = {key: item.get("effort_by_team", {}) for key, item in items.items()}
slot = {one["item"]: periods.index(one["period"]) for one in road["placements"] if one["item"] in items}
locked = {one["item"] for one in road["placements"] if one.get("locked")}

faults = 0
for at, period in enumerate(road["periods"]):
    for team in teams:
        load = sum(effort[key].get(team, 0) for key, where in slot.items() if where == at)
        faults += load > period["capacity"].get(team, 0) + 1e-9
for key, where in slot.items():
    for on in items[key].get("depends_on", []):
        faults += on not in slot or slot[on] + gap > where
answer = {"value": sum(value[key] * weight[at] for key, at in slot.items()), "faults": faults}

try:
    import highspy
except ImportError:
    print(json.dumps(answer))
    sys.exit()

model = highspy.Highs()
model.setOptionValue("output_flag", False)
model.setOptionValue("threads", 1)
model.setOptionValue("time_limit", limit)
model.setOptionValue("mip_rel_gap", 0.0)
done = {}
for key in items:
    for at in range(len(periods)):
        # done[key, at]: finished by the end of that period.
        later = weight[at + 1] if at + 1 < len(periods) else 0.0
        done[key, at] = model.addBinary(obj=-value[key] * (weight[at] - later))
for key in items:
    for at in range(1, len(periods)):
        model.addConstr(done[key, at - 1] <= done[key, at])
    for on in items[key].get("depends_on", []):
        for at in range(len(periods)):
            before = at - gap
            model.addConstr(done[key, at] <= (done[on, before] if before >= 0 else 0))
    if key in locked:
        at = slot[key]
        model.addConstr(done[key, at] == 1)
        if at:
            model.addConstr(done[key, at - 1] == 0)
for at, period in enumerate(road["periods"]):
    for team in teams:
        load = [(key, effort[key][team]) for key in items if effort[key].get(team)]
        if load:
            here = lambda key: done[key, at] - done[key, at - 1] if at else done[key, at]
            model.addConstr(sum(amount * here(key) for key, amount in load) <= period["capacity"].get(team, 0))
start = time.time()
model.minimize()
info = model.getInfo()
answer |= {"highs": -info.objective_function_value, "bound": -info.mip_dual_bound, "seconds": round(time.time() - start, 2)}
print(json.dumps(answer))
