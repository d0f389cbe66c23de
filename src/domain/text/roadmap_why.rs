//! Words of why an item stands where it does, and what is in the way of a plan.

use super::words;

words! {
    no_teams: "There is no team yet. Add who does the work.", "还没有团队。请先添加由谁来做。";
    no_periods: "There are no periods yet. Add the quarters, months or sprints to plan for.", "还没有周期。请先添加要规划的季度、月份或迭代。";
    no_items: "There are no items to plan yet.", "还没有可排期的需求。";
    no_capacity: "No team has any capacity yet. Say how much each team can do in each period.", "各团队的产能都是 0。请先填写每个团队在每个周期的产能。";
    no_jobs: "None of the items can be planned yet. Give them an effort and a value.", "目前没有可排期的需求。请先为需求填写工作量和价值。";
}
