//! What the name of a column says: whose answer it is, and to which of the questions.

use crate::domain::export::revive;
use crate::domain::import::headers::normal;
use crate::domain::text::{Lang, fold, kano_survey};

/// What a column of a feature holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Functional,
    Dysfunctional,
    Importance,
}

/// Endings of a name, behind a separator.
#[rustfmt::skip]
static ENDINGS: &[(Role, &[&str])] = &[
    (Role::Functional, &["functional", "func", "fun", "f", "positive", "pos", "present", "with", "正向", "正向题", "正", "具备", "提供", "有"]),
    (Role::Dysfunctional, &[
        "dysfunctional", "disfunctional", "dysfunc", "dysf", "dys", "d", "negative", "neg", "absent", "without",
        "反向", "反向题", "负向", "反", "不具备", "不提供", "没有", "无",
    ]),
    (Role::Importance, &["importance", "important", "imp", "重要性", "重要度", "重要程度"]),
];

/// Names of the column with the respondents' ids.
static RESPONDENTS: &[&str] = &[
    "respondentid",
    "id",
    "responseid",
    "participant",
    "participantid",
    "user",
    "userid",
    "person",
    "subject",
    "caseid",
    "序号",
    "编号",
    "用户",
    "用户id",
    "答卷编号",
    "答卷id",
    "受访者id",
    "被访者",
    "参与者",
    "样本编号",
];

/// Names of the column with the segments.
static SEGMENTS: &[&str] = &[
    "group",
    "cohort",
    "usergroup",
    "usersegment",
    "customersegment",
    "gender",
    "sex",
    "type",
    "usertype",
    "role",
    "分组",
    "组别",
    "群体",
    "用户类型",
    "用户分群",
    "人群",
    "性别",
    "角色",
    "细分",
];

/// A column's name taken apart: the feature's name, and which answer; as exactly as it is written.
///
/// `Guest checkout +`, `F6_imp`, `游客结算（不具备）`, `f12`.
pub(super) fn feature_and_role(header: &str) -> Option<(&str, Role)> {
    let header = revive(header);
    sign(header).or_else(|| ending(header.trim())).or_else(|| beginning(header.trim()))
}

/// The format's own way: the title, a space, a sign.
pub(super) fn sign(header: &str) -> Option<(&str, Role)> {
    let header = header.trim_end();
    let last = header.chars().next_back()?;
    let role = match last {
        '+' | '＋' => Role::Functional,
        '-' | '－' | '−' | '–' => Role::Dysfunctional,
        '!' | '！' => Role::Importance,
        _ => return None,
    };
    let name = header.strip_suffix(last)?;
    let name = name.strip_suffix(' ').unwrap_or(name);
    (!name.trim().is_empty()).then_some((name, role))
}

fn ending(header: &str) -> Option<(&str, Role)> {
    let open = header.trim_end_matches([')', '）', ']', '】']);
    let is_separator = |c: char| !c.is_alphanumeric();
    let folded = fold(open);
    ENDINGS.iter().find_map(|(role, endings)| {
        endings.iter().find_map(|ending| {
            let name = folded.strip_suffix(ending)?;
            // Folding keeps the number of characters, not that of bytes.
            let length = name.chars().count();
            let end = open.char_indices().nth(length).map_or(open.len(), |(at, _)| at);
            let name = open.get(..end)?;
            let bare = name.trim_end_matches(is_separator);
            (bare.len() < name.len() && !bare.is_empty()).then_some((bare, *role))
        })
    })
}

/// `f1`, `dys_12`: nothing but the role and a number, which is the feature's name.
fn beginning(header: &str) -> Option<(&str, Role)> {
    let digits = header.trim_start_matches(|c: char| !c.is_ascii_digit());
    let role = normal(header.strip_suffix(digits)?);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let found = ENDINGS.iter().find(|(_, names)| is_number && names.contains(&role.as_str()));
    found.map(|(role, _)| (digits, *role))
}

/// Whether a name is one for respondents' ids.
pub(super) fn is_respondent(header: &str) -> bool {
    is_named(header, kano_survey::respondent, RESPONDENTS)
}

/// Whether a name is one for segments.
pub(super) fn is_segment(header: &str) -> bool {
    is_named(header, kano_survey::segment, SEGMENTS)
}

fn is_named(header: &str, word: fn(Lang) -> &'static str, names: &[&str]) -> bool {
    let name = normal(header);
    // “Group +” is the answer about a feature called Group.
    sign(header).is_none()
        && (names.contains(&name.as_str()) || Lang::ALL.iter().any(|lang| normal(word(*lang)) == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_into_feature_and_role() {
        use Role::*;
        for (header, expected) in [
            ("Guest checkout +", Some(("Guest checkout", Functional))),
            ("Guest checkout -", Some(("Guest checkout", Dysfunctional))),
            ("Guest checkout !", Some(("Guest checkout", Importance))),
            ("C++ +", Some(("C++", Functional))),
            ("X  -", Some(("X ", Dysfunctional))),
            ("'- a list +", Some(("- a list", Functional))),
            ("结算＋", Some(("结算", Functional))),
            ("F6_f", Some(("F6", Functional))),
            ("F6_d", Some(("F6", Dysfunctional))),
            ("F6_imp", Some(("F6", Importance))),
            ("F6_IMP", Some(("F6", Importance))),
            ("Search.functional", Some(("Search", Functional))),
            ("Search (dysfunctional)", Some(("Search", Dysfunctional))),
            ("Search - importance", Some(("Search", Importance))),
            ("游客结算（不具备）", Some(("游客结算", Dysfunctional))),
            ("游客结算_重要性", Some(("游客结算", Importance))),
            ("f1", Some(("1", Functional))),
            ("d_12", Some(("12", Dysfunctional))),
            ("imp3", Some(("3", Importance))),
            ("Half", None),
            ("dysfunctional", None),
            ("i1", None),
            ("F6", Some(("6", Functional))),
            ("Guest checkout", None),
            ("+", None),
            (" -", None),
            ("", None),
        ] {
            assert_eq!(feature_and_role(header), expected, "{header:?}");
        }
    }

    #[test]
    fn respondents_and_segments_are_known_by_many_names() {
        for name in ["Respondent", "respondent_id", "ID", "受访者", "用户ID", "Response ID"] {
            assert!(is_respondent(name), "{name}");
        }
        for name in ["Segment", "gender", "用户群", "用户类型", "Group"] {
            assert!(is_segment(name) && !is_respondent(name), "{name}");
        }
        assert!(!is_respondent("") && !is_segment("") && !is_segment("Title"));
    }
}
