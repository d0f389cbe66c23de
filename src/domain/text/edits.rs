//! What a step of undo did, in words that follow “Undo”.

use super::super::editor::Did;
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
    }
}
