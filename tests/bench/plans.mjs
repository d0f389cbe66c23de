// Plans of any size to measure with: the same at every run, and with something in every column.

const AREAS = ["Checkout", "Search", "Payments", "Account", "Delivery", "Returns", "Loyalty", "Support"];
const OWNERS = ["Ann", "Bao", "Chen", "Dora", "Emil", "林", ""];
const TAGS = ["web", "app", "api", "growth", "quality", "debt", "移动端"];
const STATUSES = ["idea", "candidate", "planned", "in_progress", "shipped", "rejected"];
const STAMP = "2026-11-20T10:00:00Z";

/** The text of a plan file with so many items; about one in 17 has no score. */
export function planFile(count) {
  const items = Array.from({ length: count }, (_, index) => item(index + 1));
  const plan = { format: "steelyard-plan", version: 1, id: `p_bench_${count}`, title: `Bench ${count}`, created: STAMP, updated: STAMP, items, next_key: count + 1 };
  return JSON.stringify(plan);
}

/** The same where every item serves needs and goals and every number but the impact has a range. */
export function weighedPlanFile(count) {
  const plan = JSON.parse(planFile(count));
  const level = (at, place) => [0, 1, 2, 3, -1, 2, 1][(at * (place + 3) + place * 5) % 7];
  const range = (likely) => ({ low: likely / 2, likely, high: likely * 2 });
  plan.id += "_weighed";
  plan.needs = [1, 2, 3, 4].map((at) => ({ id: `n${at}`, title: `Need ${at}`, weight: at }));
  plan.goals = [1, 2, 3].map((at) => ({ id: `g${at}`, title: `Goal ${at}`, weight: at }));
  plan.items.forEach((item, index) => {
    item.status = "candidate";
    const at = index + 1;
    item.scores.rice = { reach: range(100 + ((at * 7919) % 9000)), impact: 1 + (at % 3), confidence: { low: 0.5, likely: 0.8, high: 1 }, effort: range(1 + (at % 9)) };
    item.needs = Object.fromEntries(plan.needs.map(({ id }, place) => [id, level(at >> place, place)]));
    item.goals = Object.fromEntries(plan.goals.map(({ id }, place) => [id, level(at >> (place + 1), place + 4)]));
  });
  return JSON.stringify(plan);
}

/** A weighed plan in the middle of a workshop: so many people have scored the reach of its first items. */
export function workshopPlanFile(count, items = 40, people = 30) {
  const plan = JSON.parse(weighedPlanFile(count));
  const cards = [100, 300, 1_000, 3_000, 10_000].map((value) => ({ value }));
  const scored = plan.items.slice(0, items).map(({ id }) => id);
  const ballot = (person) => ({
    sequence: 1,
    at: STAMP,
    answers: Object.fromEntries(scored.map((id, at) => [id, cards[(person * (at + 3) + at * 7) % cards.length].value])),
  });
  plan.id += "_workshop";
  plan.workshops = [{
    id: "w1",
    title: "Bench",
    naming: "anonymous",
    created: STAMP,
    began: STAMP,
    since: STAMP,
    on: "e1",
    agenda: [{ id: "e1", title: "Score: Reach", minutes: 10, round: { question: { kind: "estimate", sheet: "rice", input: "reach", cards }, items: scored } }],
    passes: { v1: { entry: "e1", number: 1, opened: STAMP, closed: STAMP, ballots: Object.fromEntries(Array.from({ length: people }, (_, person) => [`r_${String(person).padStart(8, "0")}`, ballot(person)])) } },
  }];
  return JSON.stringify(plan);
}

/**
 * A plan to be drafted: so many items for so many periods and teams, a fifth of them with a dependency,
 * and capacity for six tenths of all effort.
 */
export function plannedPlanFile(count, periods = 4, teams = 3) {
  const random = numbers(20261122 + count);
  const upTo = (most) => Math.floor(random() * most);
  const plan = JSON.parse(planFile(count));
  plan.id += "_planned";
  plan.settings = { effort_unit: "person-week", need_share: 0.5 };
  plan.needs = [1, 2, 3, 4].map((at) => ({ id: `n${at}`, title: `Need ${at}`, weight: at }));
  plan.goals = [1, 2, 3].map((at) => ({ id: `g${at}`, title: `Goal ${at}`, weight: at }));
  const total = Object.fromEntries(Array.from({ length: teams }, (_, at) => [`t${at + 1}`, 0]));
  plan.items.forEach((item, index) => {
    item.status = "candidate";
    delete item.depends_on;
    if (index > 0 && random() < 0.2) item.depends_on = [`i${1 + upTo(index)}`];
    item.needs = Object.fromEntries(plan.needs.map(({ id }) => [id, upTo(4)]));
    item.goals = Object.fromEntries(plan.goals.map(({ id }) => [id, upTo(4)]));
    item.effort_by_team = {};
    for (const team of Object.keys(total)) {
      if (random() < 0.5) item.effort_by_team[team] = 1 + upTo(9);
    }
    if (Object.keys(item.effort_by_team).length === 0) item.effort_by_team.t1 = 1 + upTo(9);
    for (const [team, amount] of Object.entries(item.effort_by_team)) total[team] += amount;
  });
  const capacity = Object.fromEntries(Object.entries(total).map(([team, sum]) => [team, Math.round((sum * 0.6) / periods)]));
  plan.roadmap = {
    teams: Object.keys(total).map((id) => ({ id, title: `Team ${id.slice(1)}` })),
    periods: Array.from({ length: periods }, (_, at) => ({ id: `q${at + 1}`, title: `Period ${at + 1}`, capacity })),
    placements: [],
  };
  return JSON.stringify(plan);
}

/**
 * A plan with a Kano study of so many features and as many respondents, in three segments. Some leave a pair
 * out, some answer only half of one.
 */
export function surveyedPlanFile(respondents, features) {
  const random = numbers(20261123 + respondents);
  const upTo = (most) => Math.floor(random() * most);
  const plan = JSON.parse(planFile(features));
  plan.id += `_surveyed_${respondents}`;
  plan.kano = {
    wording: "pouliot",
    segments: SEGMENTS,
    features: plan.items.map(({ id }) => ({ item: id })),
    respondents: Array.from({ length: respondents }, (_, at) => ({ id: `r${at + 1}`, segment: SEGMENTS[at % SEGMENTS.length], answers: answers(plan.items, upTo) })),
  };
  return JSON.stringify(plan);
}

/** A table of Kano answers as a survey service exports it: a row for each respondent. */
export function answersFile(respondents, features) {
  const random = numbers(20261124 + respondents);
  const upTo = (most) => Math.floor(random() * most);
  const items = JSON.parse(planFile(features)).items;
  const head = ["Respondent", "Segment", ...items.flatMap(({ title }) => [`${title} +`, `${title} -`])];
  const row = (at) => {
    const given = answers(items, upTo);
    const pairs = items.flatMap(({ id }) => [given[id]?.functional ?? "", given[id]?.dysfunctional ?? ""]);
    return [`r${at + 1}`, SEGMENTS[at % SEGMENTS.length], ...pairs];
  };
  return [head, ...Array.from({ length: respondents }, (_, at) => row(at))].map((cells) => cells.join(",")).join("\r\n");
}

const SEGMENTS = ["new users", "regulars", "shops"];

/** What one person says; each feature leans to another category, so that verdicts differ. */
function answers(items, upTo) {
  const pairs = [[1, 5], [3, 5], [1, 3], [3, 3], [2, 4]];
  const entries = items.map(({ id }, at) => {
    const [functional, dysfunctional] = upTo(3) > 0 ? pairs[at % pairs.length] : [1 + upTo(5), 1 + upTo(5)];
    const left = upTo(50);
    if (left === 0) return undefined;
    return [id, { functional, ...(left > 1 && { dysfunctional }), importance: 1 + upTo(9) }];
  });
  return Object.fromEntries(entries.filter(Boolean));
}

/** The same numbers from 0 to 1 at every run (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function item(at) {
  const pick = (list, step) => list[Math.floor(at * step) % list.length];
  const rice = {
    reach: (at * 7919) % 9000,
    impact: pick([0.25, 0.5, 1, 2, 3], 1),
    confidence: pick([0.5, 0.8, 1], 1),
    ...(at % 17 !== 0 && { effort: at % 5 === 0 ? { low: 1, likely: 2 + (at % 4), high: 8 } : 0.5 + (at % 9) / 2 }),
    scored: STAMP,
  };
  return {
    id: `i${at}`,
    key: `SY-${at}`,
    title: at % 3 === 0 ? `需求 ${at} 一键复购` : `Idea ${at} for a faster ${pick(AREAS, 1).toLowerCase()}`,
    description: at % 2 === 0 ? `What people said about idea ${at}: it takes too many steps today.` : "",
    area: pick(AREAS, 1),
    tags: [...new Set([pick(TAGS, 1), pick(TAGS, 0.5)])].slice(0, 1 + (at % 2)),
    status: pick(STATUSES, 1),
    source: pick(["interview", "survey", "support", "sales"], 1),
    owner: pick(OWNERS, 1),
    ...(at % 25 === 0 && { depends_on: [`i${at - 1}`] }),
    scores: { rice },
    ...(at % 4 === 0 && { kano: { category: pick(["M", "O", "A", "I"], 0.25), source: "manual" } }),
  };
}
