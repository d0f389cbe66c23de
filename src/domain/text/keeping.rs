//! Words about keeping plans in this browser.

use super::{Lang, phrases, plural, words};

words! {
    /// Beside the meter and in the list of plans.
    kept_here: "Kept in this browser", "保存在此浏览器中";
    saved: "Saved", "已保存";
    saving: "Saving…", "正在保存…";
    unsaved: "Not saved", "未保存";
    retry: "Try again", "重试";
    save_to_file: "Save to a file", "保存到文件";
    download_rescue: "Download what is left", "下载残留数据";

    store_blocked: "This browser lets the page keep nothing. You can work as usual, but everything is gone when the tab is closed: save to a file before you leave.", "此浏览器不允许本页保存数据。您可以照常使用，但关闭标签页后内容会丢失：离开前请保存到文件。";
    store_full: "This browser has no room left. Your last changes are only in this tab: save the plan to a file now, then delete plans that you no longer need.", "浏览器的存储空间已满。最近的修改只存在于此标签页中：请立即将计划保存到文件，然后删除不再需要的计划。";
    waiting: "What opens and saves plans could not be fetched yet; it is asked for again every few seconds. Until then nothing is kept: leave this tab open.", "尚未获取到负责打开和保存计划的部分，每隔几秒会再试一次。在此之前不会保存任何内容：请保持此标签页打开。";
    store_broken: "This browser did not keep what was written. Your last changes are only in this tab: save the plan to a file now.", "浏览器未能保存写入的内容。最近的修改只存在于此标签页中：请立即将计划保存到文件。";

    plan_missing: "This plan is not in this browser. Open it from a file or a link.", "此浏览器中没有这个计划。请从文件或链接打开。";
    plan_too_new: "A newer version of Steelyard saved this plan, so this version leaves it untouched. Reload the page to get the newer version, or download the plan as it is.", "此计划由更新版本的杆秤保存，当前版本不会改动它。请刷新页面以获取新版本，或按原样下载计划。";
    plan_broken: "This plan cannot be read any more. Nothing of it was deleted: download what is left, or open your last file.", "此计划已无法读取。其中的内容没有被删除：请下载残留数据，或打开您上次保存的文件。";
    plan_mended: "The newest saved state was broken. The plan was put together again from the state before it and every change since.", "最近保存的状态已损坏。已用之前的状态和此后的全部修改恢复计划。";

    never_backed_up: "Never saved to a file", "从未保存到文件";
    backup_advice: "A browser may clear its storage without asking. Save to a file from time to time.", "浏览器可能会在不提示的情况下清除存储。请定期保存到文件。";
    persisted: "The browser has promised not to clear this storage by itself.", "浏览器已承诺不会自行清除此存储。";
    not_persisted: "The browser may clear this storage when space runs short.", "空间不足时，浏览器可能会清除此存储。";
    other_tab: "This plan is open in another tab as well. Changes appear in both.", "此计划也在另一个标签页中打开。修改会同步到两边。";
    deleted_elsewhere: "This plan was deleted in another tab. It is in the list of deleted plans.", "此计划已在另一个标签页中删除，可在已删除的计划中找到。";
    bin_of_plans: "Deleted plans", "已删除的计划";
    earlier_gone: "The earlier state cannot be read any more. The plan itself is as it was.", "较早的版本已无法读取。原计划未受影响。";
    leave_unsaved: "Some changes are not saved yet.", "有修改尚未保存。";
}

phrases! {
    backed_up(date: &str): "Last saved to a file: {date}", "上次保存到文件：{date}";
    bin_days(days: u32): "Deleted plans are kept for {days} days.", "已删除的计划会保留 {days} 天。";
    open_earlier(date: &str): "Open a copy as of {date}", "以副本打开 {date} 的版本";
    opened_earlier(date: &str): "This is a copy of the plan as it was on {date}. The plan itself is in the list of plans, unchanged.", "已将 {date} 的版本作为副本打开。原计划未作改动，仍在计划列表中。";
    earlier_title(title: &str): "{title} (earlier)", "{title}（较早版本）";
    usage(percent: u32): "Storage used: {percent}%", "存储已使用 {percent}%";
}

/// “1 change could not be read …” / “有 1 处修改无法读取…”
pub fn entries_lost(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!(
            "{} could not be read and {} missing. Please check the plan.",
            plural(count, "change"),
            if count == 1 { "is" } else { "are" }
        ),
        Lang::Zh => format!("有 {} 处修改无法读取，已缺失。请检查计划。", super::super::number::group(count)),
    }
}

/// “3 changes of the last minutes were recovered.” / “已找回最近几分钟的 3 处修改。”
pub fn recovered(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!(
            "{} of the last minutes {} recovered.",
            plural(count, "change"),
            if count == 1 { "was" } else { "were" }
        ),
        Lang::Zh => format!("已找回最近几分钟的 {} 处修改。", super::super::number::group(count)),
    }
}
