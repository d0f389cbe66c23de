//! Words of the board, the timeline and the list of the roadmap.

use super::super::date::{self, Date};
use super::super::number::{display, group};
use super::super::plan::EffortUnit;
use super::{Lang, common, phrases, words};

words! {
    timeline: "Timeline", "时间线";
    board: "Now, next, later", "现在、接下来、以后";
    list: "Items and their periods", "需求与周期";
    rows: "Rows", "行";
    by_team: "By team", "按团队";
    by_area: "By area", "按领域";
    team: "Team", "团队";
    period: "Period", "周期";
    item: "Item", "需求";
    value: "Value", "价值";
    need: "Need", "需求值";
    goal: "Goal", "目标值";
    why: "Why", "原因";
    earlier: "Earlier", "更早";
    no_area: "No area", "未分领域";
    dependencies: "Dependencies", "依赖线";
    pressed_lines: "Lines of the item under the pointer or the focus", "仅显示指针或焦点所在需求的连线";
    fold: "Fold up Not planned", "收起未排期";
    unfold: "Show Not planned", "展开未排期";
    search_pool: "Search what is not planned", "搜索未排期的需求";
    nothing_found: "Nothing here matches.", "没有匹配的需求。";
    pool_empty: "Everything that can be planned has a period.", "可排期的需求都已排入周期。";
    show_fewer: "Show fewer", "收起";
    move_to: "Move to", "移到";
    lock: "Lock here", "锁定在此";
    unlock: "Unlock", "解除锁定";
    must: "Must be in the plan", "必须排入";
    leave_out: "Keep out of drafts", "不参与自动排期";
    allow: "Let drafts use it", "允许自动排期";
    open_in_items: "Open in Items", "在需求池中打开";
    locked: "locked", "已锁定";
    free: "not locked", "未锁定";
    left_out: "kept out of drafts", "不参与自动排期";
    must_mark: "must be in the plan", "必须排入";
    /// Of an item that is planned by its parts.
    in_parts: "effort in its parts", "工作量见下级";
    no_effort: "no effort", "无工作量";
    no_value: "no value", "尚无价值";
    lock_column: "Lock", "锁定";
    keys: "Arrow keys go from card to card, Alt with left or right moves the item, L locks it, Delete takes it out, Enter opens its menu.", "方向键在卡片间移动，Alt 加左右键移动需求，L 锁定，Delete 移出计划，Enter 打开菜单。";
    not_ready: "Say which teams do the work and in which periods; then items can be planned.", "先设定团队和周期，才能为需求排期。";
    set_up: "Set up teams and periods", "设定团队与周期";
    no_items: "There is nothing to plan yet. Add items first.", "还没有可排期的需求，请先添加需求。";
    go_to_items: "Go to the items", "前往需求池";
    nothing_placed: "Nothing is planned yet. Press Draft, or move items from Not planned into a period.", "还没有排期。点击“自动排期”，或把需求从“未排期”移入某个周期。";
    rejected: "is rejected, so it cannot be planned", "已拒绝，不能排期";
    together_broken: "belongs together with items in other periods", "应与其他周期中的需求同进同出";
    apart_broken: "shares its period with an item it should be apart from", "与应错开的需求在同一周期";
    either_broken: "is planned beside an item it excludes", "与择一的另一需求同时排期";
    comma: ", ", "，";
    semicolon: "; ", "；";
}

phrases! {
    of_capacity(used: &str, capacity: &str, unit: &str): "{used} / {capacity} {unit}", "{used} / {capacity} {unit}";
    used_only(used: &str, unit: &str): "{used} {unit}", "{used} {unit}";
    over(amount: &str): "{amount} over", "超出 {amount}";
    team_over(team: &str, amount: &str): "{team} is over by {amount}", "{team}超出 {amount}";
    load_of(team: &str, load: &str): "{team}: {load}", "{team}：{load}";
    also(team: &str, amount: &str): "also {team} {amount}", "另需{team} {amount}";
    also_works(title: &str, amount: &str): "{title} {amount}", "{title} {amount}";
    moved_to(title: &str, period: &str): "{title} moved to {period}", "“{title}”已移到 {period}";
    taken_out(title: &str): "{title} taken out of the plan; drafts leave it out", "“{title}”已移出计划，不参与自动排期";
    needs_first(other: &str): "needs {other} first", "须先完成“{other}”";
    needs(other: &str): "needs {other}", "依赖“{other}”";
    needs_planned(other: &str): "needs {other}, which is not planned", "依赖“{other}”，但它未排期";
    needs_rejected(other: &str): "needs {other}, which is rejected", "依赖“{other}”，但它已拒绝";
    too_early(period: &str): "comes before its earliest period, {period}", "早于最早周期 {period}";
    too_late(period: &str): "comes after its latest period, {period}", "晚于最晚周期 {period}";
    locked_now(title: &str): "{title} is locked where it is", "“{title}”已锁定";
    unlocked_now(title: &str): "{title} is unlocked", "“{title}”已解除锁定";
    allowed_now(title: &str): "Drafts may use {title} again", "自动排期可再次使用“{title}”";
    must_now(title: &str): "{title} must be in every draft", "“{title}”必须排入每次草案";
    may_now(title: &str): "{title} may be left out of a draft", "“{title}”可以不排入草案";
    menu_of(title: &str): "What to do with {title}", "对“{title}”的操作";
    period_of(title: &str): "Period of {title}", "“{title}”的周期";
    lock_of(title: &str): "Lock {title}", "锁定“{title}”";
    value_on(basis: &str): "Value ({basis})", "价值（{basis}）";
    dates(from: &str, to: &str): "{from} – {to}", "{from}至{to}";
    per_period(amount: &str): "{amount} per period", "每周期 {amount}";
    value_is(value: &str): "value {value}", "价值 {value}";
    full_sentence(parts: &str): "{parts}.", "{parts}。";
    cell_of(row: &str, period: &str): "{row}, {period}", "{row}，{period}";
}

/// Two ISO days as a span in one short line, with the year once where it is the same:
/// “1 Jan – 31 Mar 2027” / “2027年1月1日至3月31日”.
pub fn span(lang: Lang, from: &str, to: &str) -> String {
    let (first, last) = (date::display(from, lang), date::display(to, lang));
    let year = Date::parse(from).zip(Date::parse(to)).filter(|(from, to)| from.year == to.year);
    let Some((Date { year, .. }, _)) = year else { return dates(lang, &first, &last) };
    let without = match lang {
        Lang::En => (first.strip_suffix(&format!(" {year}")), Some(&*last)),
        Lang::Zh => (Some(&*first), last.strip_prefix(&format!("{year}年"))),
    };
    dates(lang, without.0.unwrap_or(&first), without.1.unwrap_or(&last))
}

/// “and 14 more”, on the button that shows the rest of a long list.
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 个", group(count)),
    }
}

/// The button that shows a list as far as it goes.
pub fn show_all(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Show all {}", group(count)),
        Lang::Zh => format!("显示全部 {} 个", group(count)),
    }
}

/// How many of the items are planned.
pub fn planned(lang: Lang, count: usize, all: usize) -> String {
    match lang {
        Lang::En => format!("{} of {} planned", group(count), common::items(lang, all)),
        Lang::Zh => format!("{}，已排期 {} 个", common::items(lang, all), group(count)),
    }
}

/// The short form of a unit, for cards: `pm` for person-months.
pub fn short_unit(lang: Lang, unit: EffortUnit) -> &'static str {
    match (lang, unit) {
        (Lang::En, EffortUnit::PersonDay) => "pd",
        (Lang::En, EffortUnit::PersonWeek) => "pw",
        (Lang::En, EffortUnit::PersonMonth) => "pm",
        (Lang::En, EffortUnit::StoryPoint) => "pts",
        (Lang::Zh, EffortUnit::PersonDay) => "人天",
        (Lang::Zh, EffortUnit::PersonWeek) => "人周",
        (Lang::Zh, EffortUnit::PersonMonth) => "人月",
        (Lang::Zh, EffortUnit::StoryPoint) => "点",
    }
}

/// An amount of effort as a number; so fine that 0.05 is not lost.
pub fn number(amount: f64) -> String {
    display(amount, 2)
}

/// An amount of effort with its unit: “1 person-month”, “0.4 person-months”, “0.4 人月”.
pub fn amount(lang: Lang, amount: f64, unit: EffortUnit) -> String {
    let (number, word) = (number(amount), unit.label(lang));
    match lang {
        Lang::En if number == "1" => format!("{number} {}", word.strip_suffix('s').unwrap_or(word)),
        _ => format!("{number} {word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_their_grammar() {
        #[track_caller]
        fn check(lang: Lang, value: f64, unit: EffortUnit, expected: &str) {
            assert_eq!(amount(lang, value, unit), expected);
        }
        check(Lang::En, 1.0, EffortUnit::PersonMonth, "1 person-month");
        check(Lang::En, 0.4, EffortUnit::PersonMonth, "0.4 person-months");
        check(Lang::En, 0.1 + 0.2, EffortUnit::PersonDay, "0.3 person-days");
        check(Lang::En, 1.0, EffortUnit::StoryPoint, "1 story point");
        check(Lang::Zh, 1.0, EffortUnit::PersonWeek, "1 人周");
    }

    #[test]
    fn a_span_names_its_year_once_where_it_is_the_same() {
        #[track_caller]
        fn check(from: &str, to: &str, en: &str, zh: &str) {
            assert_eq!((&*span(Lang::En, from, to), &*span(Lang::Zh, from, to)), (en, zh));
        }
        check("2027-01-01", "2027-03-31", "1 Jan – 31 Mar 2027", "2027年1月1日至3月31日");
        check("2027-12-01", "2028-02-29", "1 Dec 2027 – 29 Feb 2028", "2027年12月1日至2028年2月29日");
        check("soon", "2027-03-31", "soon – 31 Mar 2027", "soon至2027年3月31日");
    }

    #[test]
    fn counts_have_their_grammar() {
        assert_eq!(planned(Lang::En, 1, 1), "1 of 1 item planned");
        assert_eq!(planned(Lang::En, 3, 20), "3 of 20 items planned");
        assert_eq!(planned(Lang::Zh, 3, 20), "20 个需求，已排期 3 个");
        assert_eq!(and_more(Lang::Zh, 14), "另有 14 个");
    }
}
