//! Words of what votes say together: agreement, camps, orders, and what to talk about next.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    nobody: "Nobody has voted.", "还没有人投票。";
    rule_borda: "Borda", "Borda 计分";
    rule_copeland: "Copeland", "Copeland";
    rule_condorcet: "Condorcet", "Condorcet";
    rule_schulze: "Schulze", "Schulze";
    rule_ranked_pairs: "Ranked pairs", "排序对";
    rule_kemeny: "Kemeny", "Kemeny";
    rule_borda_help: "Points by place: the last gets 0, each place above one more.", "按名次计分：最后一名 0 分，每前进一名加 1 分。";
    rule_copeland_help: "Duels won less duels lost.", "两两比较，胜场减负场。";
    rule_condorcet_help: "Wins every duel; often there is none.", "两两比较全胜者；常常没有。";
    rule_schulze_help: "Duels, and chains of duels where they go in circles.", "两两比较；出现循环时比较最强的连胜路径。";
    rule_ranked_pairs_help: "Duels from the clearest on, unless one contradicts those before it.", "从差距最明显的两两比较起依次采纳，与先前矛盾的舍去。";
    rule_kemeny_help: "The order that agrees with most duels of all ballots.", "与所有选票的两两比较最一致的排序。";
    between_sentences: " ", "";
    comma: ", ", "，";
    kendall_one_person: "One order alone has nothing to agree with.", "只有一份排序，谈不上一致。";
    kendall_one_thing: "One item alone has no order.", "只有一个需求，谈不上排序。";
    kendall_all_tied: "Everybody has everything equal, so there is no order to agree on.", "每个人都把所有需求排成并列，没有排序可比。";
    strong: "The orders agree strongly", "各人的排序高度一致";
    fair: "The orders agree fairly well", "各人的排序大体一致";
    weak: "The orders agree a little", "各人的排序略有一致";
    by_chance: "The orders agree no more than chance would bring", "各人的排序并不比偶然更一致";
    maybe_camps: "That may be no opinion, or two opposite ones: look at the camps.", "可能是没有共识，也可能是两派相反：请看派别。";
    tested_exactly: "counted over all orders that could be", "由全部可能的排序算出";
    tested_by_chi: "by the χ² distribution", "按 χ² 分布";
    all_tied: "All share the first place: the votes do not tell these items apart.", "全部并列第一：投票没有分出先后。";
    some_tied: "Items with the same number share a place.", "序号相同的需求名次并列。";
    no_camps: "No camps: people differ, but not the same people every time.", "没有派别：有分歧，但并非总是同一些人。";
    no_gap: "The votes have one hump: nothing speaks for two camps.", "投票只有一个高峰：没有两派的迹象。";
    too_few_for_camps: "Too few votes to tell two camps from chance.", "票数太少，无法区分两派与偶然。";
    under_1: "fewer than 1%", "不到 1%";
    would_fit: "Settling it decides whether it fits the roadmap.", "弄清它，才能确定路线图是否排得下。";
    at_edge: "It stands at the edge of what the roadmap takes in.", "它处在能否排入路线图的边缘。";
    no_score: "It has no score yet, so nothing moves.", "还没有得分，因此不会变动。";
}

phrases! {
    say_little(votes: &str, say: &str): "{votes} {say} little.", "只有 {votes}，说明不了什么。";
    all_say(place: &str): "All say {place}.", "都是 {place}。";
    they_range(low: &str, high: &str): "They range from {low} to {high}.", "从 {low} 到 {high}。";
    agreed_on_card(near: &str, of: &str, place: &str): "{near} of {of} say {place}: agreed.", "{of} 票中有 {near} 票是 {place}：已达成一致。";
    agreed_all(of: &str, place: &str): "All {of} say {place}: agreed.", "{of} 票都是 {place}：已达成一致。";
    agreed_within_card(near: &str, of: &str): "{near} of {of} within one card: agreed.", "{of} 票中有 {near} 票相差不超过一张牌：已达成一致。";
    agreed_within_step(near: &str, of: &str, step: &str): "{near} of {of} within a factor of {step}: agreed.", "{of} 票中有 {near} 票相差不超过 {step} 倍：已达成一致。";
    camp_says(votes: &str, say: &str, place: &str): "{votes} {say} {place}", "{votes} 人说 {place}";
    two_camps(low: &str, high: &str): "Two camps: {low}, {high}.", "分成两派：{low}，{high}。";
    others_say(others: &str): "{others}.", "另有 {others}。";
    spread(low: &str, high: &str, median: &str): "Not agreed: from {low} to {high}, median {median}.", "尚未一致：从 {low} 到 {high}，中位数 {median}。";
    near_on_card(near: &str, of: &str, place: &str): "{near} of {of} say {place}.", "{of} 票中有 {near} 票是 {place}。";
    near_within_card(near: &str, of: &str): "At most {near} of {of} within one card.", "{of} 票中最多 {near} 票相差不超过一张牌。";
    near_within_step(near: &str, of: &str, step: &str): "At most {near} of {of} within a factor of {step}.", "{of} 票中最多 {near} 票相差不超过 {step} 倍。";
    from_to(low: &str, high: &str): "{low} to {high}", "{low} 至 {high}";
    or(low: &str, high: &str): "{low} or {high}", "{low} 或 {high}";
    unknown(people: &str, verb: &str): "{people} {verb} know", "{people} 人不知道";
    abstained(people: &str): "{people} abstained", "{people} 人弃权";
    silence(parts: &str): "{parts}.", "{parts}。";
    kendall(how: &str, w: &str, p: &str): "{how}: W = {w} ({p}).", "{how}：W = {w}（{p}）。";
    kendall_means(how: &str): "W runs from 0, no order in common, to 1, the same order from everybody; p says how often people who agree on nothing would come as close ({how}).", "W 从 0（毫无共同排序）到 1（排序完全相同）；p 表示毫无共识的人们偶然达到同样接近程度的可能（{how}）。";
    tested_by_draws(draws: &str): "in {draws} draws of orders by chance", "由 {draws} 次随机排序得出";
    numbered(place: usize, title: &str): "{place}. {title}", "{place}. {title}";
    schulze_order(places: &str): "By duels (Schulze): {places}.", "按两两比较（Schulze）：{places}。";
    left_out(ballots: &str): "Not counted: {ballots} with something left out.", "未计入：{ballots}不完整的排序。";
    camps_of(count: &str, sizes: &str): "{count} camps, of {sizes}.", "分成{count}派，分别为 {sizes} 人。";
    divided_by(things: &str): "What divides them most: {things}.", "分歧最大的是：{things}。";
    belong_nowhere(people: &str): "Not in a camp: {people}.", "不属于任何一派：{people}。";
    camps_too_few(people: &str, things: &str, most_people: usize, most_things: usize): "Camps can be told from {most_people} people and {most_things} items on; here are {people} and {things}.", "至少 {most_people} 人、{most_things} 个需求才能辨别派别；现有 {people}、{things}。";
    winners_differ(borda: &str, schulze: &str): "The rules disagree: by points (Borda) {borda} comes first, by duels (Schulze) {schulze}.", "两种规则结论不同：按分数（Borda）第一是{borda}，按两两比较（Schulze）第一是{schulze}。";
    pairs_differ(pairs: &str, stand: &str): "Borda and Schulze agree on the first, but {pairs} {stand} the other way round.", "Borda 与 Schulze 的第一名相同，但有 {pairs}的先后相反。";
    dots_lead(thing: &str, dots: &str, of: &str, people: &str): "{thing} leads with {dots} of {of} dots, from {people}.", "{thing}领先：{of} 个圆点中得 {dots} 个，来自 {people}。";
    dots_tie(things: &str, dots: &str, of: &str): "{things} share the lead with {dots} of {of} dots each.", "{things}并列领先：{of} 个圆点中各得 {dots} 个。";
    range_of(low: &str, likely: &str, high: &str, votes: &str): "{likely}, in a range from {low} to {high}, from {votes}.", "{likely}，区间 {low} 至 {high}，来自 {votes}。";
    value_of(likely: &str, votes: &str): "{likely}, from {votes}.", "{likely}，来自 {votes}。";
    covers(share: &str): "With so few votes, only about {share} of further ones would fall inside.", "票数很少，再有人投票，只有约 {share} 会落在区间内。";
    more_than_chance(p: &str): "One opinion would leave votes with so clear a gap in {p} of rooms: this is more than chance.", "若大家看法一致，只有 {p} 的情况会出现这样明显的断层：不像是偶然。";
    maybe_chance(p: &str): "One opinion would leave votes with such a gap in {p} of rooms: it may be chance.", "即使大家看法一致，也有 {p} 的情况会出现这样的断层：可能只是偶然。";
    would_move(low: &str, high: &str): "If the low votes are right it stands at rank {low}, if the high ones are, at rank {high}.", "若低的投票正确，排第 {low}；若高的正确，排第 {high}。";
    would_not_move(rank: &str): "Whoever is right, it stands at rank {rank}.", "无论谁对，都排第 {rank}。";
    would_choose(top: usize, chance: &str): "Knowing it would change the first {top} with a probability of {chance}.", "弄清它有 {chance} 的可能改变前 {top} 名。";
}

/// “1 vote”, “30 votes” / “30 票”
pub fn votes(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "vote"),
        Lang::Zh => format!("{} 票", group(count)),
    }
}

/// “1 person”, “12 people” / “12 人”
pub fn people(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, _) => format!("{} people", group(count)),
        (Lang::Zh, _) => format!("{} 人", group(count)),
    }
}

/// “1 ballot”, “2 ballots” / “2 份”
pub fn ballots(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "ballot"),
        Lang::Zh => format!("{} 份", group(count)),
    }
}

/// “1 pair”, “3 pairs” / “3 对”
pub fn pairs(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "pair"),
        Lang::Zh => format!("{} 对", group(count)),
    }
}

/// A verb for one or for more: “says”, “say”; Chinese has one form.
pub fn verb(count: usize, one: &'static str, more: &'static str) -> &'static str {
    if count == 1 { one } else { more }
}

/// “3 more” / “另外 3 项”
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{count} more"),
        Lang::Zh => format!("另外 {count} 项"),
    }
}

/// A small number of camps at the start of a sentence: “Two”, “两”.
pub fn number(lang: Lang, count: usize) -> &'static str {
    match (lang, count) {
        (Lang::En, 2) => "Two",
        (Lang::En, 3) => "Three",
        (Lang::En, _) => "Four",
        (Lang::Zh, 2) => "两",
        (Lang::Zh, 3) => "三",
        (Lang::Zh, _) => "四",
    }
}

/// Several things in a row: “A, B and C” / “A、B、C”
pub fn list(lang: Lang, parts: &[String]) -> String {
    match (lang, parts) {
        (Lang::En, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (Lang::En, parts) => parts.concat(),
        (Lang::Zh, parts) => parts.join("、"),
    }
}
