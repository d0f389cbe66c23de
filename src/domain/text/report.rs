//! Words of the report: what a plan says to people who did not make it.

use super::words;

words! {
    summary: "Summary", "概要";
    ranking: "Order and reasons", "排序与理由";
    tradeoff: "User need and business goal", "用户需求与业务目标";
    kano: "Kano", "Kano";
    roadmap: "Roadmap", "路线图";
    decisions: "Decisions", "决策";
}
