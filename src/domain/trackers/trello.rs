//! A board of Trello as JSON, brought into the columns of Trello's CSV.
//!
//! Only what a card needs is kept while reading; the log of actions, which is most of such a
//! file, is passed over. Depth is bounded by the reader of JSON, the number of cards by
//! [`MOST_ROWS`].

use std::collections::HashMap;

use serde::Deserialize;

use crate::domain::export::csv_cell;
use crate::domain::import::{Lookalike, MOST_ROWS, Refusal, check_size};

/// What is taken of a board.
#[derive(Deserialize)]
struct Board {
    #[serde(default)]
    name: String,
    cards: Vec<Card>,
    lists: Vec<List>,
    #[serde(default)]
    members: Vec<Member>,
    #[serde(default)]
    checklists: Vec<Checklist>,
}

#[derive(Deserialize)]
struct List {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    closed: bool,
}

#[derive(Deserialize)]
struct Member {
    id: String,
    #[serde(default, rename = "fullName")]
    full_name: Option<String>,
    #[serde(default)]
    username: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    color: Option<String>,
}

#[derive(Deserialize)]
struct Checklist {
    #[serde(default, rename = "idCard")]
    card: String,
    #[serde(default)]
    name: String,
    #[serde(default, rename = "checkItems")]
    items: Vec<CheckItem>,
}

#[derive(Deserialize)]
struct CheckItem {
    #[serde(default)]
    name: String,
    #[serde(default)]
    state: String,
}

#[derive(Deserialize)]
struct Card {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    desc: Option<String>,
    #[serde(default)]
    closed: bool,
    #[serde(default, rename = "idList")]
    list: String,
    #[serde(default)]
    labels: Vec<Label>,
    #[serde(default, rename = "idMembers")]
    members: Vec<String>,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    due: Option<String>,
    #[serde(default, alias = "shortUrl")]
    url: Option<String>,
}

/// The columns that are written, as Trello's CSV calls them.
const HEADER: [&str; 11] = [
    "Card ID",
    "Card Name",
    "Card URL",
    "Card Description",
    "Labels",
    "Members",
    "Start Date",
    "Due Date",
    "List Name",
    "Board Name",
    "Archived",
];

/// The cards of a board as CSV. A file that is no board of Trello is refused as JSON is.
pub fn csv_of_board(bytes: &[u8]) -> Result<String, Refusal> {
    check_size(bytes.len() as u64)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(board) = serde_json::from_slice::<Board>(bytes) else {
        return Err(Refusal::Lookalike(Lookalike::Json));
    };
    if board.cards.len() > MOST_ROWS {
        return Err(Refusal::TooManyRows);
    }
    if board.cards.is_empty() {
        return Err(Refusal::Empty);
    }
    let lists: HashMap<&str, &List> = board.lists.iter().map(|list| (list.id.as_str(), list)).collect();
    let members: HashMap<&str, &str> = board
        .members
        .iter()
        .filter_map(|member| {
            Some((member.id.as_str(), member.full_name.as_deref().or(member.username.as_deref())?))
        })
        .collect();
    let mut checklists: HashMap<&str, Vec<&Checklist>> = HashMap::new();
    for list in &board.checklists {
        checklists.entry(&list.card).or_default().push(list);
    }
    let mut csv = HEADER.join(",");
    csv.push_str("\r\n");
    for card in &board.cards {
        let list = lists.get(card.list.as_str());
        // A label without a name is known by its colour only.
        let labels = card.labels.iter().filter_map(|label| {
            label.name.as_deref().filter(|name| !name.trim().is_empty()).or(label.color.as_deref())
        });
        let names = card.members.iter().filter_map(|id| members.get(id.as_str()).copied());
        let mut description = card.desc.clone().unwrap_or_default();
        for list in checklists.get(card.id.as_str()).into_iter().flatten() {
            add_checklist(&mut description, list);
        }
        let is_closed = card.closed || list.is_some_and(|list| list.closed);
        let cells = [
            card.id.clone(),
            card.name.clone(),
            card.url.clone().unwrap_or_default(),
            description,
            labels.collect::<Vec<_>>().join(", "),
            names.collect::<Vec<_>>().join(", "),
            card.start.clone().unwrap_or_default(),
            card.due.clone().unwrap_or_default(),
            list.map(|list| list.name.clone()).unwrap_or_default(),
            board.name.clone(),
            is_closed.to_string(),
        ];
        csv.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
        csv.push_str("\r\n");
    }
    Ok(csv)
}

/// A label without the name of its colour: `Shop (green)` is `Shop`.
pub(in crate::domain) fn label(text: &str) -> &str {
    const COLOURS: [&str; 10] =
        ["green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black"];
    let cut = || {
        let (name, colour) = text.strip_suffix(')')?.rsplit_once(" (")?;
        let plain = colour.split(['_', ' ']).next()?;
        (COLOURS.contains(&plain) && !name.trim().is_empty()).then(|| name.trim_end())
    };
    cut().unwrap_or(text)
}

/// A checklist as lines below the description.
fn add_checklist(text: &mut String, list: &Checklist) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&list.name);
    for item in &list.items {
        let mark = if item.state == "complete" { "[x]" } else { "[ ]" };
        text.push_str(&format!("\n{mark} {}", item.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: &str = r#"{
        "id": "b1", "name": "Shop", "actions": [{"type": "createCard", "data": {"deep": [[[1]]]}}],
        "lists": [{"id": "l1", "name": "Doing", "closed": false}, {"id": "l2", "name": "Old", "closed": true}],
        "members": [{"id": "m1", "fullName": "Product owner"}, {"id": "m2", "username": "qa"}],
        "checklists": [{"idCard": "c1", "name": "Done when", "checkItems": [{"name": "it works", "state": "complete"}, {"name": "it is told", "state": "incomplete"}]}],
        "cards": [
            {"id": "c1", "name": "Guest, \"checkout\"", "desc": "=1+1", "idList": "l1", "closed": false, "labels": [{"name": "web", "color": "red"}, {"name": "", "color": "blue"}],
             "idMembers": ["m1", "m2", "gone"], "due": "2027-03-31T12:00:00.000Z", "start": null, "url": "https://trello.com/c/c1", "badges": {}},
            {"id": "c2", "name": "Dark mode", "idList": "l2", "labels": []}
        ]
    }"#;

    #[test]
    fn a_board_becomes_rows_of_cards() {
        let csv = csv_of_board(BOARD.as_bytes()).expect("it is a board");
        assert_eq!(
            csv,
            "Card ID,Card Name,Card URL,Card Description,Labels,Members,Start Date,Due Date,List Name,Board Name,Archived\r\n\
             c1,\"Guest, \"\"checkout\"\"\",https://trello.com/c/c1,\"'=1+1\n\nDone when\n[x] it works\n[ ] it is told\",\"web, blue\",\"Product owner, qa\",,2027-03-31T12:00:00.000Z,Doing,Shop,false\r\n\
             c2,Dark mode,,,,,,,Old,Shop,true\r\n"
        );
    }

    #[test]
    fn a_label_loses_the_name_of_its_colour_and_nothing_else() {
        for (text, expected) in [
            ("Shop (green)", "Shop"),
            ("Shop (sky_dark)", "Shop"),
            ("Shop (Berlin)", "Shop (Berlin)"),
            ("(red)", "(red)"),
            ("Shop", "Shop"),
        ] {
            assert_eq!(label(text), expected);
        }
    }

    #[test]
    fn what_is_no_board_is_refused() {
        let deep = format!("{{\"cards\":{}1{}", "[".repeat(5_000), "]".repeat(5_000));
        for (json, refusal) in [
            ("{}", Refusal::Lookalike(Lookalike::Json)),
            ("[1, 2]", Refusal::Lookalike(Lookalike::Json)),
            ("{\"cards\": 3, \"lists\": []}", Refusal::Lookalike(Lookalike::Json)),
            ("{\"cards\": [], \"lists\": []}", Refusal::Empty),
            (deep.as_str(), Refusal::Lookalike(Lookalike::Json)),
        ] {
            assert_eq!(csv_of_board(json.as_bytes()), Err(refusal));
        }
    }
}
