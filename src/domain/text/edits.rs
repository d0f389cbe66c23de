//! What a step of undo did, in words that follow “Undo”.

use super::super::editor::Did;
use super::super::number::{display, group};
use super::{Lang, common, plural};

/// The step in words, such as “edit Reach of Guest checkout”.
pub fn did(lang: Lang, did: &Did) -> String {
    match lang {
        Lang::En => english(did),
        Lang::Zh => chinese(did),
    }
}

fn english(did: &Did) -> String {
    let items = |count: &usize| plural(*count, "item");
    match did {
        Did::Rename => "rename the plan".to_owned(),
        Did::Add(count) => format!("add {}", items(count)),
        Did::Import(count) => format!("import {}", items(count)),
        Did::Edit(field, 1, title) => format!("edit {} of “{title}”", (field.0)(Lang::En)),
        Did::Edit(field, count, _) => format!("edit {} of {}", (field.0)(Lang::En), items(count)),
        Did::Judge(criterion, 1, title) => format!("edit {} of “{title}”", criterion.title_in(Lang::En)),
        Did::Judge(criterion, count, _) => {
            format!("edit {} of {}", criterion.title_in(Lang::En), items(count))
        }
        Did::EditCells(count) => format!("edit {}", plural(*count, "cell")),
        Did::Delete(1, title) => format!("delete “{title}”"),
        Did::Delete(count, _) => format!("delete {}", items(count)),
        Did::Restore(count) => format!("restore {}", items(count)),
        Did::EmptyBin(count) => format!("remove {} for good", items(count)),
        Did::Move(count) => format!("move {}", items(count)),
        Did::ReachPeriod(period) => format!("count reach per {}", period.label(Lang::En)),
        Did::EffortUnit(unit) => format!("count effort in {}", unit.label(Lang::En)),
        Did::Needs => "edit user needs".to_owned(),
        Did::Goals => "edit business goals".to_owned(),
        Did::NeedShare(share) => format!("set the need share to {}%", display(share * 100.0, 1)),
        Did::Criteria => "edit criteria".to_owned(),
        Did::AssumeRanges(true) => "assume ranges".to_owned(),
        Did::AssumeRanges(false) => "stop assuming ranges".to_owned(),
        Did::AssumedRatios => "change the assumed ranges".to_owned(),
        Did::Study => "edit the Kano study".to_owned(),
        Did::KanoRule => "change the Kano rule".to_owned(),
        Did::AddFeatures(count) => format!("add {} to the Kano study", plural(*count, "feature")),
        Did::RemoveFeatures(count) => format!("take {} out of the Kano study", plural(*count, "feature")),
        Did::AddRespondents(count) => format!("take in {}", plural(*count, "respondent")),
        Did::RemoveRespondents(count) => format!("remove {}", plural(*count, "respondent")),
        Did::Answers(count) => format!("edit {}", plural(*count, "answer")),
        Did::Segment(count) => format!("change the segment of {}", plural(*count, "respondent")),
        Did::ClearStudy => "clear the Kano study".to_owned(),
        Did::Roadmap => "edit the roadmap".to_owned(),
        Did::Teams => "edit teams".to_owned(),
        Did::Periods => "edit periods".to_owned(),
        Did::Capacity => "edit capacity".to_owned(),
        Did::Policy => "change the drafting rules".to_owned(),
        Did::Place(title) => format!("move “{title}” on the roadmap"),
        Did::Lock(true, count) => format!("lock {}", items(count)),
        Did::Lock(false, count) => format!("unlock {}", items(count)),
        Did::Draft(count) => format!("take over a draft of {}", items(count)),
        Did::Adopt => "adopt a scenario".to_owned(),
        Did::Limit(title) => format!("change the wishes for “{title}”"),
        Did::Groups => "edit groups of items".to_owned(),
        Did::Scenario(title) => format!("save the scenario “{title}”"),
        Did::RemoveScenario(title) => format!("remove the scenario “{title}”"),
        Did::Decide => "record a decision".to_owned(),
        Did::RemoveDecision => "remove a decision".to_owned(),
        Did::TakeIn(count) => format!("merge a copy with {}", plural(*count, "change")),
        Did::Named(word) => (word.0)(Lang::En).to_owned(),
    }
}

fn chinese(did: &Did) -> String {
    let items = |count: &usize| common::items(Lang::Zh, *count);
    match did {
        Did::Rename => "重命名计划".to_owned(),
        Did::Add(count) => format!("添加 {}", items(count)),
        Did::Import(count) => format!("导入 {}", items(count)),
        Did::Edit(field, 1, title) => format!("修改“{title}”的{}", (field.0)(Lang::Zh)),
        Did::Edit(field, count, _) => format!("修改 {}的{}", items(count), (field.0)(Lang::Zh)),
        Did::Judge(criterion, 1, title) => format!("修改“{title}”的“{}”", criterion.title_in(Lang::Zh)),
        Did::Judge(criterion, count, _) => {
            format!("修改 {}的“{}”", items(count), criterion.title_in(Lang::Zh))
        }
        Did::EditCells(count) => format!("修改 {count} 个单元格"),
        Did::Delete(1, title) => format!("删除“{title}”"),
        Did::Delete(count, _) => format!("删除 {}", items(count)),
        Did::Restore(count) => format!("恢复 {}", items(count)),
        Did::EmptyBin(count) => format!("彻底删除 {}", items(count)),
        Did::Move(count) => format!("移动 {}", items(count)),
        Did::ReachPeriod(period) => format!("触达改为每{}计", period.label(Lang::Zh)),
        Did::EffortUnit(unit) => format!("工作量改以{}计", unit.label(Lang::Zh)),
        Did::Needs => "修改用户需求".to_owned(),
        Did::Goals => "修改业务目标".to_owned(),
        Did::NeedShare(share) => format!("将需求侧权重设为 {}%", display(share * 100.0, 1)),
        Did::Criteria => "修改评分标准".to_owned(),
        Did::AssumeRanges(true) => "采用假定区间".to_owned(),
        Did::AssumeRanges(false) => "不再采用假定区间".to_owned(),
        Did::AssumedRatios => "修改假定区间".to_owned(),
        Did::Study => "修改 Kano 调研".to_owned(),
        Did::KanoRule => "修改 Kano 判定规则".to_owned(),
        Did::AddFeatures(count) => format!("将 {} 个功能加入 Kano 调研", group(*count)),
        Did::RemoveFeatures(count) => format!("将 {} 个功能移出 Kano 调研", group(*count)),
        Did::AddRespondents(count) => format!("录入 {} 位受访者", group(*count)),
        Did::RemoveRespondents(count) => format!("删除 {} 位受访者", group(*count)),
        Did::Answers(count) => format!("修改 {} 个回答", group(*count)),
        Did::Segment(count) => format!("修改 {} 位受访者的用户群", group(*count)),
        Did::ClearStudy => "清空 Kano 调研".to_owned(),
        Did::Roadmap => "修改路线图".to_owned(),
        Did::Teams => "修改团队".to_owned(),
        Did::Periods => "修改周期".to_owned(),
        Did::Capacity => "修改产能".to_owned(),
        Did::Policy => "修改排期规则".to_owned(),
        Did::Place(title) => format!("在路线图中移动“{title}”"),
        Did::Lock(true, count) => format!("锁定 {}", items(count)),
        Did::Lock(false, count) => format!("解锁 {}", items(count)),
        Did::Draft(count) => format!("采用包含 {}的草案", items(count)),
        Did::Adopt => "采用方案".to_owned(),
        Did::Limit(title) => format!("修改对“{title}”的要求"),
        Did::Groups => "修改需求组合".to_owned(),
        Did::Scenario(title) => format!("保存方案“{title}”"),
        Did::RemoveScenario(title) => format!("删除方案“{title}”"),
        Did::Decide => "记录决策".to_owned(),
        Did::RemoveDecision => "删除决策".to_owned(),
        Did::TakeIn(count) => format!("合并副本（{} 处修改）", group(*count)),
        Did::Named(word) => (word.0)(Lang::Zh).to_owned(),
    }
}
