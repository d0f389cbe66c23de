//! Words that every screen shares.

use super::super::number::group;
use super::Lang;
use super::{phrases, plural, words};

words! {
    app_name: "Steelyard", "杆秤";
    cancel: "Cancel", "取消";
    close: "Close", "关闭";
    apply: "Apply", "应用";
    undo: "Undo", "撤销";
    redo: "Redo", "重做";
    delete: "Delete", "删除";
    restore: "Restore", "恢复";
    search: "Search", "搜索";
    none: "None", "无";
    all: "All", "全部";
}

phrases! {
    quoted(text: &str): "“{text}”", "“{text}”";
}

/// “1 item”, “20 items” / “20 个需求”
pub fn items(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "item"),
        Lang::Zh => format!("{} 个需求", group(count)),
    }
}
