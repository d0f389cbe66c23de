//! Words of the roadmap that several of its screens share.

use super::words;

words! {
    timing_before: "Finished in an earlier period", "须在更早的周期完成";
    timing_same: "The same period will do", "可在同一周期完成";
    group_together: "Together: all in one period, or none", "同进同出：同一周期完成，或都不做";
    group_apart: "Apart: never in the same period", "错开：不在同一周期";
    group_either: "Either: at most one of them", "择一：最多做其中一项";
    not_planned: "Not planned", "未排期";
    now: "Now", "现在";
    next: "Next", "接下来";
    later: "Later", "以后";
}
