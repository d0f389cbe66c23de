//! Words about work that takes a while.

use super::{phrases, words};

words! {
    /// Where what is shown is being calculated anew.
    updating: "Updating…", "正在更新…";
    stopped: "The calculation stopped unexpectedly. Your plan is not affected. Try again; if it happens again, reload the page.", "计算意外中止，您的计划未受影响。请重试；如果再次发生，请刷新页面。";
    missing: "The part of Steelyard that does this calculation could not be loaded. Check the connection and try again.", "未能加载负责此计算的程序部分。请检查网络连接后重试。";
    unreadable: "The result of the calculation could not be read. Reload the page and try again.", "无法读取计算结果。请刷新页面后重试。";
}

phrases! {
    calculating(percent: u32): "Calculating… {percent}%", "正在计算… {percent}%";
}
