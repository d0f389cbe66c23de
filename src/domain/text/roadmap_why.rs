//! Words of why an item stands where it does, and what is in the way of a plan.

use super::super::number::group;
use super::{Lang, common, phrases, words};

words! {
    no_teams: "There is no team yet. Add who does the work.", "还没有团队。请先添加由谁来做。";
    no_periods: "There are no periods yet. Add the quarters, months or sprints to plan for.", "还没有周期。请先添加要规划的季度、月份或迭代。";
    no_items: "There are no items to plan yet.", "还没有可排期的需求。";
    no_capacity: "No team has any capacity yet. Say how much each team can do in each period.", "各团队的产能都是 0。请先填写每个团队在每个周期的产能。";
    no_jobs: "None of the items can be planned yet. Give them an effort and a value.", "目前没有可排期的需求。请先为需求填写工作量和价值。";
    no_jobs_left: "Every item is shipped or rejected: there is nothing left to plan.", "所有需求都已上线或已拒绝，没有可排期的需求。";
    no_jobs_but_why: "None of the items can be planned. Each has a reason of its own, which stands with the draft.", "没有可排期的需求。每项的原因见自动排期面板。";

    locked: "locked by you", "由您锁定";
    running: "in progress", "进行中";
    shipped: "shipped", "已上线";
    first: "comes first: worth most for its effort", "排在最前：单位工作量的价值最高";
    fits: "fits here", "这里放得下";
    rejected: "rejected", "已拒绝";
    rolled_up: "planned by its parts", "按其下级需求排期";
    excluded: "kept out of drafts by you", "由您设为不参与自动排期";
    no_effort: "nobody has said what it takes", "尚未填写工作量";
    no_value: "has no value on this basis", "按当前依据没有得分";
    no_room_anywhere: "some team is full in every period", "每个周期都有团队已满";
    worth_nothing: "worth nothing on this basis", "按当前依据没有价值";
    no_period: "no period suits all wishes for it", "没有周期能满足对它的全部要求";

    conflict_unknown: "No plan keeps to all wishes. Which of them stand against each other could not be found out.", "没有计划能满足全部要求，也未能找出是哪些要求相互冲突。";
    semicolon: "; ", "；";
    wish_group_gone: "a group that is gone", "已删除的组合";
    way_remove_group: "Remove the group", "删除该组合";
    way_no_floor: "Let attractive items come first", "允许魅力需求先做";
    way_open_setup: "Look at the capacity", "查看产能";
    cause_overfull: "a team is overfull", "有团队超载";
}

phrases! {
    earliest(period: &str): "not before {period}, as you wished", "按您的要求不早于 {period}";
    earliest_with(period: &str, item: &str): "not before {period}, as you wished of {item}", "按您对{item}的要求不早于 {period}";
    locked_with(item: &str): "locked by you with {item}", "随{item}由您锁定";
    excluded_with(item: &str): "kept out of drafts with {item}", "随{item}不参与自动排期";
    rejected_with(item: &str): "part of {item}, which was rejected", "所属的{item}已拒绝";
    needs(item: &str, period: &str): "needs {item} first ({period})", "须先完成{item}（{period}）";
    floor(item: &str, period: &str): "waits for the must-be item {item} ({period})", "须等必备需求{item}（{period}）";
    apart(item: &str, period: &str): "not in the same period as {item} ({period})", "须与{item}（{period}）错开";
    together(item: &str): "stays together with {item}", "与{item}同进同出";
    full(team: &str, period: &str): "{team} is full in {period}", "{team} 在 {period} 已满";
    over(team: &str): "{team} has more to do here than it can", "{team} 在此超载";
    could_be_earlier(period: &str): "could be earlier: {period} has room", "可以提前：{period} 还有空间";
    needs_unplaced(item: &str): "needs {item}, which is not in the plan", "依赖未排入计划的{item}";
    floor_unplaced(item: &str): "waits for the must-be item {item}, which is not in the plan", "须等必备需求{item}，而它未排入计划";
    needs_late(item: &str, period: &str): "needs {item} first, and after {period} there is no period left", "须先完成{item}，而 {period} 之后没有周期了";
    instead_of(item: &str): "{item} is done instead", "已改做{item}";
    without_partner(item: &str): "only together with {item}, which is not in the plan", "须与未排入计划的{item}同进同出";
    no_room(team: &str): "{team} has no room for it in any period", "{team} 在各周期都排不下";
    worth_less(team: &str): "worth less for its effort than what fills {team}", "单位工作量的价值低于占用 {team} 产能的需求";
    would_fit(period: &str): "would fit into {period}", "{period} 还排得下";
    too_large(team: &str): "takes more of {team} than any period has", "超出 {team} 任一周期的产能";
    depends_on_rejected(item: &str): "needs {item}, which was rejected", "依赖已拒绝的{item}";
    depends_on_deleted(item: &str): "needs {item}, which was deleted", "依赖已删除的{item}";
    depends_on_unplannable(item: &str): "needs {item}, which cannot be planned", "依赖无法排期的{item}";
    together_with(item: &str): "only together with {item}, which cannot be planned", "须与无法排期的{item}同进同出";
    instead_of_shipped(item: &str): "{item} was shipped instead", "已上线{item}，不再需要";

    note_overfull(team: &str, period: &str): "{team} is overfull in {period} by what stays there.", "{team} 在 {period} 因固定在此的需求而超载。";
    note_overridden(rule: &str): "What stays where it is breaks a wish, so drafts do not ask for it: {rule}.", "固定的位置与一项要求冲突，草案不再考虑它：{rule}。";
    note_outside_window(item: &str): "{item} stays outside of the periods that are wished for it.", "{item}固定在要求的周期之外。";
    note_needs_unplannable(item: &str, on: &str): "{item} stays where it is although it needs {on}, which cannot be planned.", "{item}固定在原处，但它依赖无法排期的{on}。";
    note_without_effort(item: &str): "{item} stays where it is and counts as taking nothing, for nobody has said what it takes.", "{item}固定在原处；因未填写工作量，按 0 计。";
    note_without_value(item: &str): "{item} stays where it is and counts as worth nothing, for it has no value.", "{item}固定在原处；因没有得分，价值按 0 计。";
    note_must_not_plannable(item: &str): "{item} has to be in the plan and cannot be planned.", "{item}必须排入计划，但无法排期。";
    note_must_too_large(item: &str, team: &str): "{item} has to be in the plan and takes more of {team} than any period has.", "{item}必须排入计划，但超出 {team} 任一周期的产能。";
    note_floor_not_plannable(item: &str, on: &str): "{item} does not wait for the must-be item {on}, which cannot be planned.", "必备需求{on}无法排期，因此{item}不再等它。";
    note_floor_in_circle(item: &str, on: &str): "{item} does not wait for the must-be item {on}, which needs it first.", "必备需求{on}依赖{item}，因此{item}不再等它。";
    note_floor_without_area(items: &str): "Without an area and without a must-be item that they need, these wait for none: {items}.", "以下魅力需求没有领域，也未依赖任何必备需求，因此不等待必备需求：{items}。";
    note_floors_cut(most: &str): "Attractive and must-be items make more pairs than can be planned with; only {most} of them are kept to.", "魅力需求与必备需求的组合过多，只遵守其中 {most} 组。";
    note_whole_in_group(item: &str): "{item} is planned by its parts, so a group does not count it; put its parts into the group.", "{item}按其下级需求排期，组合不计入它；请把其下级需求加入组合。";
    note_own_effort(item: &str): "{item} is planned by its parts; its own effort is not counted.", "{item}按其下级需求排期，自身的工作量不计。";

    conflict(wishes: &str): "These cannot all hold: {wishes}.", "以下要求无法同时满足：{wishes}。";
    wish_locked(item: &str, period: &str): "{item} is locked in {period}", "{item}锁定在 {period}";
    wish_running(item: &str, period: &str): "{item} is in progress in {period}", "{item}正在 {period} 进行";
    wish_must(item: &str): "{item} has to be in the plan", "{item}必须排入计划";
    wish_earliest(item: &str, period: &str): "{item} comes no earlier than {period}", "{item}不早于 {period}";
    wish_latest(item: &str, period: &str): "{item} comes no later than {period}", "{item}不晚于 {period}";
    wish_before(item: &str, on: &str): "{item} needs {on} finished in an earlier period", "{item}须等{on}在更早的周期完成";
    wish_not_before(item: &str, on: &str): "{item} comes no earlier than {on}", "{item}不早于{on}";
    wish_floor(item: &str, on: &str): "{item} waits for the must-be item {on}", "{item}须等必备需求{on}";
    wish_together(items: &str): "{items} are done in one period, or none of them", "{items}在同一周期完成，或都不做";
    wish_apart(items: &str): "{items} are never in the same period", "{items}不在同一周期";
    wish_either(items: &str): "at most one of {items} is in the plan", "{items}最多做其中一项";
    wish_capacity(team: &str, amount: &str, period: &str): "{team} has only {amount} in {period}", "{team} 在 {period} 只有 {amount}";
    wish_capacity_span(team: &str, amount: &str, from: &str, to: &str): "{team} has only {amount} from {from} to {to}", "{team} 从 {from} 到 {to} 只有 {amount}";
    way_unlock(item: &str): "Unlock {item}", "解锁{item}";
    way_clear_must(item: &str): "Let {item} be left out", "允许不做{item}";
    way_clear_window(item: &str): "Let {item} be done at any time", "不限{item}的周期";
    way_undepend(item: &str, on: &str): "Let {item} not wait for {on}", "{item}不再等{on}";
    way_open_item(item: &str): "Look at {item}", "查看{item}";

    at_most(percent: &str): "at most {percent}", "至多 {percent}";
    proven_at_least(percent: &str): "Proven: at least {percent}.", "已证明：至少 {percent}。";
    about(percent: &str): "about {percent}", "约 {percent}";
    need_and_goal(need: &str, goal: &str): " (need {need}, goal {goal})", "（用户需求 {need}，业务目标 {goal}）";
    costs_nothing(parts: &str): "This costs nothing{parts}.", "这不会损失任何价值{parts}。";
    no_cost_found(parts: &str): "No cost was found{parts}.", "未发现价值损失{parts}。";
    costs(percent: &str, parts: &str): "This costs {percent} of the value{parts}.", "这会损失 {percent} 的价值{parts}。";
    costs_and_pushes(percent: &str, parts: &str, pushes: &str): "This costs {percent} of the value{parts} and pushes {pushes}.", "这会损失 {percent} 的价值{parts}，并使{pushes}。";
    gains(percent: &str, parts: &str): "This gains {percent} of the value{parts}: the plan before was not the best one.", "这会增加 {percent} 的价值{parts}：之前的计划并不是最优的。";
    gains_only(percent: &str, parts: &str, causes: &str): "This is worth {percent} more{parts}, only because {causes}.", "价值增加 {percent}{parts}，但只是因为{causes}。";
    set_aside(causes: &str): "For that, {causes}.", "为此，{causes}。";
    cause_broken(rules: &str): "this is not kept: {rules}", "未遵守以下要求：{rules}";
    cause_no_effort(item: &str): "{item} counts as taking nothing", "{item}的工作量按 0 计";
    cause_unplannable(item: &str): "{item} is in the plan although it cannot be planned", "{item}本来无法排期";
    proven_at_most(percent: &str): "Proven: at most {percent}.", "已证明：至多 {percent}。";
    proven_between(least: &str, most: &str): "Proven: between {least} and {most}.", "已证明：介于 {least} 与 {most} 之间。";
    and_sentence(one: &str, other: &str): "{one} {other}", "{one}{other}";
    pushed_to(item: &str, period: &str): "{item} to {period}", "{item}推迟到 {period}";
    pushed_out(item: &str): "{item} out of the plan", "{item}移出计划";

    warn_overload(team: &str, period: &str, over: &str): "{team} has {over} too much to do in {period}.", "{team} 在 {period} 超出 {over}。";
    warn_broken(rule: &str): "Not kept: {rule}.", "未满足：{rule}。";
    warn_outside_window(item: &str): "{item} stands outside of the periods that are wished for it.", "{item}不在要求的周期之内。";
    warn_must_missing(item: &str): "{item} has to be in the plan and is not.", "{item}必须排入计划，目前没有。";
    warn_rejected(item: &str): "{item} was rejected and still stands in the plan.", "{item}已拒绝，却仍在计划中。";
    warn_must_share(must: &str, could: &str): "Must-haves take {must} of the planned effort, and what could be dropped takes {could}. More than 60% of musts leaves no room for surprises; about 20% should be droppable.", "“必须有”占计划工作量的 {must}，可舍弃的占 {could}。“必须有”超过 60% 就没有应对意外的余地；可舍弃的宜占 20% 左右。";
    warn_effort(item: &str, by_team: &str, score: &str): "{item} takes {by_team} of all teams together, but its score says {score}.", "{item}各团队合计 {by_team}，而评分中的工作量是 {score}。";
}

/// “and 3 more” behind a few, as the last part of a list.
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} more", group(count)),
        Lang::Zh => format!("另有 {}受影响", common::items(lang, count)),
    }
}

/// Several parts of a sentence: “A to Q3, B out of the plan and 3 more”.
pub fn list(lang: Lang, parts: &[String]) -> String {
    match (lang, parts) {
        (_, []) => String::new(),
        (_, [one]) => one.clone(),
        (Lang::En, [first @ .., last]) => format!("{} and {last}", first.join(", ")),
        (Lang::Zh, parts) => parts.join("，"),
    }
}

/// Several items, of which the first few are named: “A, B and 3 more”.
pub fn list_of_items(lang: Lang, titles: &[String], more: usize) -> String {
    match lang {
        Lang::En => {
            let more = (more > 0).then(|| format!("{} more", group(more)));
            list(lang, &titles.iter().cloned().chain(more).collect::<Vec<_>>())
        }
        Lang::Zh if more > 0 => format!("{}等 {}", titles.concat(), common::items(lang, titles.len() + more)),
        Lang::Zh => titles.concat(),
    }
}
