//! The names of what a plan holds, and what can be wrong with a value.

use super::{phrases, words};

words! {
    plan: "Plan", "计划";
    item: "Item", "需求";
    key: "Key", "编号";
    title: "Title", "标题";
    title_alt: "Title in the other language", "另一种语言的标题";
    description: "Description", "描述";
    area: "Area", "领域";
    tags: "Tags", "标签";
    status: "Status", "状态";
    owner: "Owner", "负责人";
    source: "Source", "来源";
    parent: "Parent", "上级";
    depends_on: "Depends on", "依赖";
    requesters: "Requesters", "提出人";
    effort_by_team: "Effort by team", "各团队工作量";
    planned: "Planned dates", "计划日期";
    actual: "Actual dates and numbers", "实际日期与数据";
    comments: "Comments", "评论";
    links: "Links", "链接";
    evidence: "Evidence", "依据";
    one_time: "Happens once", "一次性";
    better_help: "Of those who answered: how large a share it pleases more when it is there, 0 to 1. From the Kano study.", "在回答者中：具备时会更满意的比例，0 到 1。来自 Kano 调研。";
    worse_help: "Of those who answered: how large a share is less satisfied when it is not there, 0 to -1. From the Kano study.", "在回答者中：缺少时会不满意的比例，0 到 -1。来自 Kano 调研。";
    kano: "Kano", "Kano";
    user_need: "User need", "用户需求";
    business_goal: "Business goal", "业务目标";
    need_contribution: "Contribution to a need", "对用户需求的贡献";
    goal_contribution: "Contribution to a goal", "对业务目标的贡献";
    rank: "Rank", "名次";
    score: "Score", "得分";
    reach: "Reach", "触达";
    impact: "Impact", "影响";
    confidence: "Confidence", "信心";
    effort: "Effort", "工作量";
    estimate: "Estimate", "估计";
    low: "Low", "低";
    likely: "Likely", "可能";
    high: "High", "高";
    step_high: "High", "高";
    step_medium: "Medium", "中";
    step_low: "Low", "低";

    period_week: "week", "周";
    period_month: "month", "月";
    period_quarter: "quarter", "季度";
    period_half_year: "half-year", "半年";
    period_year: "year", "年";
    unit_person_day: "person-days", "人天";
    unit_person_week: "person-weeks", "人周";
    unit_person_month: "person-months", "人月";
    unit_story_point: "story points", "故事点";

    status_idea: "Idea", "想法";
    status_candidate: "Candidate", "候选";
    status_planned: "Planned", "已规划";
    status_in_progress: "In progress", "进行中";
    status_shipped: "Shipped", "已上线";
    status_rejected: "Rejected", "已拒绝";

    kano_must_be: "Must-be", "必备";
    kano_one_dimensional: "One-dimensional", "期望";
    kano_attractive: "Attractive", "魅力";
    kano_indifferent: "Indifferent", "无差异";
    kano_reverse: "Reverse", "反向";
    kano_questionable: "Questionable", "可疑";
    kano_table_berger: "Kano / Berger", "Kano/Berger 经典表";
    kano_table_pouliot: "Pouliot", "Pouliot 修正表";
    kano_rule_mode: "Most frequent", "众数";
    kano_rule_near_tie: "Near-tie rule", "近似并列规则";
    kano_rule_grouped: "Grouped rule", "分组规则";
}

phrases! {
    check_value(label: &str): "check {label}", "请检查{label}";
    problem_unreadable(label: &str): "{label} is not a number that can be used. What was typed is kept; type a number such as 1,200, 1.2k or 80%.", "“{label}”不是可用的数字。原文已保留；请输入数字，例如 1,200、1.2k 或 80%。";
    problem_not_positive(label: &str): "{label} must be more than 0; nothing can be divided by it otherwise.", "“{label}”必须大于 0，否则无法作为除数。";
    problem_negative(label: &str): "{label} cannot be negative.", "“{label}”不能为负数。";
    problem_out_of_range(label: &str, low: &str, high: &str): "{label} must lie between {low} and {high}.", "“{label}”必须在 {low} 到 {high} 之间。";
    problem_range_order(label: &str): "The range of {label} must rise from low to likely to high, starting above 0.", "“{label}”的区间必须从低到可能到高递增，且大于 0。";
}
