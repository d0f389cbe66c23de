//! A board of Trello as JSON, brought into the columns of Trello's CSV.
//!
//! Fields that people added to the board follow as columns under their own names. Only what a card needs is kept while reading; the log of actions, which is most of such a
//! file, is passed over. Depth is bounded by the reader of JSON, the number of cards by
//! [`MOST_ROWS`].

use std::collections::HashMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::domain::export::csv_cell;
use crate::domain::import::{Lookalike, MOST_ROWS, Refusal, check_size};

/// What is taken of a board. Only the lists of cards and of lists make a file one; whatever else
/// is missing, null or of another kind is nothing.
#[derive(Deserialize)]
struct Board {
    #[serde(default, deserialize_with = "text")]
    name: String,
    cards: Vec<Card>,
    lists: Vec<List>,
    #[serde(default, deserialize_with = "list")]
    members: Vec<Member>,
    #[serde(default, deserialize_with = "list")]
    labels: Vec<Label>,
    #[serde(default, deserialize_with = "list")]
    checklists: Vec<Checklist>,
    #[serde(default, rename = "customFields", deserialize_with = "list")]
    fields: Vec<CustomField>,
}

#[derive(Deserialize)]
struct List {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "flag")]
    closed: bool,
}

#[derive(Deserialize)]
struct Member {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, rename = "fullName", deserialize_with = "text")]
    full_name: String,
    #[serde(default, deserialize_with = "text")]
    username: String,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    color: String,
}

#[derive(Deserialize)]
struct Checklist {
    #[serde(default, rename = "idCard", deserialize_with = "text")]
    card: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, rename = "checkItems", deserialize_with = "list")]
    items: Vec<CheckItem>,
}

#[derive(Deserialize)]
struct CheckItem {
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    state: String,
}

/// A field that people added to a board.
#[derive(Deserialize)]
struct CustomField {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    /// What can be chosen, where it is a list.
    #[serde(default, deserialize_with = "list")]
    options: Vec<CustomOption>,
}

#[derive(Deserialize)]
struct CustomOption {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default)]
    value: Value,
}

/// What a card says in such a field: a value by its kind, or the id of an option.
#[derive(Deserialize)]
struct CustomValue {
    #[serde(default, rename = "idCustomField", deserialize_with = "text")]
    field: String,
    #[serde(default, rename = "idValue", deserialize_with = "text")]
    option: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct Card {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    desc: String,
    #[serde(default, deserialize_with = "flag")]
    closed: bool,
    #[serde(default, rename = "idList", deserialize_with = "text")]
    list: String,
    #[serde(default, deserialize_with = "list")]
    labels: Vec<Label>,
    #[serde(default, rename = "idLabels", deserialize_with = "list")]
    label_ids: Vec<String>,
    #[serde(default, rename = "idMembers", deserialize_with = "list")]
    members: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    start: String,
    #[serde(default, deserialize_with = "text")]
    due: String,
    #[serde(default, deserialize_with = "text")]
    url: String,
    /// The address without the title; a card has both as a rule.
    #[serde(default, rename = "shortUrl", deserialize_with = "text")]
    short_url: String,
    #[serde(default, rename = "customFieldItems", deserialize_with = "list")]
    values: Vec<CustomValue>,
}

/// A text, a number as it is written, or nothing.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

/// Whether it is true; null and all else is not.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Value::deserialize(deserializer)?.as_bool().unwrap_or_default())
}

/// A list; null is an empty one.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
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

/// Fields of a board that are read; Trello allows half as many.
const MOST_FIELDS: usize = 100;

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
        .map(|member| (member.id.as_str(), either(&member.full_name, &member.username)))
        .collect();
    let labels: HashMap<&str, &Label> = board.labels.iter().map(|label| (label.id.as_str(), label)).collect();
    let mut checklists: HashMap<&str, Vec<&Checklist>> = HashMap::new();
    for list in &board.checklists {
        checklists.entry(&list.card).or_default().push(list);
    }
    let fields = board.fields.get(..board.fields.len().min(MOST_FIELDS)).unwrap_or_default();
    let mut csv = String::new();
    let header = HEADER.iter().copied().chain(fields.iter().map(|field| field.name.as_str()));
    add_line(&mut csv, header);
    for card in &board.cards {
        let list = lists.get(card.list.as_str());
        // Some exports name the labels of a card by id alone.
        let own: Vec<&Label> = match card.labels.is_empty() {
            true => card.label_ids.iter().filter_map(|id| labels.get(id.as_str()).copied()).collect(),
            false => card.labels.iter().collect(),
        };
        // A label without a name is known by its colour only.
        let own: Vec<&str> = own
            .into_iter()
            .map(|label| either(&label.name, &label.color))
            .filter(|name| !name.is_empty())
            .collect();
        let names: Vec<&str> = card
            .members
            .iter()
            .filter_map(|id| members.get(id.as_str()).copied())
            .filter(|name| !name.is_empty())
            .collect();
        let mut description = card.desc.clone();
        for list in checklists.get(card.id.as_str()).into_iter().flatten() {
            add_checklist(&mut description, list);
        }
        let is_closed = card.closed || list.is_some_and(|list| list.closed);
        let (own, names, is_closed) = (own.join(", "), names.join(", "), is_closed.to_string());
        let cells = [
            card.id.as_str(),
            &card.name,
            either(&card.url, &card.short_url),
            &description,
            &own,
            &names,
            &card.start,
            &card.due,
            list.map(|list| list.name.as_str()).unwrap_or_default(),
            &board.name,
            &is_closed,
        ];
        let values: Vec<String> = fields.iter().map(|field| value_of(card, field)).collect();
        add_line(&mut csv, cells.into_iter().chain(values.iter().map(String::as_str)));
    }
    Ok(csv)
}

/// The first text, or the second where the first is blank.
fn either<'a>(first: &'a str, second: &'a str) -> &'a str {
    match first.trim().is_empty() {
        true => second,
        false => first,
    }
}

/// A line of cells, each as CSV.
fn add_line<'a>(csv: &mut String, cells: impl Iterator<Item = &'a str>) {
    let cells: Vec<String> = cells.map(csv_cell).collect();
    csv.push_str(&cells.join(","));
    csv.push_str("\r\n");
}

/// What a card says in a field that people added.
fn value_of(card: &Card, field: &CustomField) -> String {
    let Some(value) = card.values.iter().find(|value| value.field == field.id) else { return String::new() };
    let option = field.options.iter().find(|option| option.id == value.option);
    plain_value(option.map_or(&value.value, |option| &option.value))
}

/// The text of `{"number": "450"}`, of whatever kind it is.
fn plain_value(value: &Value) -> String {
    let kinds = ["text", "number", "date", "checked"];
    match kinds.iter().find_map(|kind| value.get(kind)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(is_checked)) => is_checked.to_string(),
        _ => String::new(),
    }
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
    fn what_a_board_leaves_empty_or_writes_otherwise_is_nothing() {
        let board = r#"{"name": null, "actions": null, "members": null, "labels": null, "checklists": null, "customFields": null,
            "lists": [{"id": "l1", "name": null, "closed": null, "softLimit": null}],
            "cards": [{"id": "c1", "name": "Dark mode", "desc": null, "closed": null, "idList": "l1", "labels": null, "idLabels": null,
                       "idMembers": null, "due": null, "start": null, "url": null, "shortUrl": "https://trello.com/c/1", "customFieldItems": null},
                      {"id": 7, "name": 2027, "desc": {"rich": true}, "closed": "yes", "url": "https://trello.com/c/2/x", "shortUrl": "https://trello.com/c/2"},
                      {}]}"#;
        let csv = csv_of_board(board.as_bytes()).expect("it is a board");
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "c1,Dark mode,https://trello.com/c/1,,,,,,,,false",
                "7,2027,https://trello.com/c/2/x,,,,,,,,false",
                ",,,,,,,,,,false"
            ]
        );
    }

    #[test]
    fn labels_by_id_and_fields_that_people_added_come_along() {
        let board = r#"{"lists": [], "labels": [{"id": "t1", "name": "web", "color": "red"}, {"id": "t2", "name": "", "color": "sky"}],
            "customFields": [{"id": "f1", "name": "Reach", "type": "number"}, {"id": "f2", "name": "Area, of all", "type": "list",
                "options": [{"id": "o1", "value": {"text": "Shop"}}]}, {"id": "f3", "name": "Signed off", "type": "checkbox"}],
            "cards": [{"id": "c1", "name": "a", "idLabels": ["t1", "t2", "gone"], "customFieldItems": [
                          {"idCustomField": "f1", "value": {"number": "450"}}, {"idCustomField": "f2", "value": null, "idValue": "o1"},
                          {"idCustomField": "f3", "value": {"checked": "true"}}, {"idCustomField": "gone", "value": {"text": "x"}}]},
                      {"id": "c2", "name": "b", "customFieldItems": [{"idCustomField": "f1", "value": {"number": 3.5}}, {"idCustomField": "f2", "idValue": "gone"}]}]}"#;
        let csv = csv_of_board(board.as_bytes()).expect("it is a board");
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[0].ends_with(",Archived,Reach,\"Area, of all\",Signed off"), "{csv}");
        assert_eq!(lines[1], "c1,a,,,\"web, sky\",,,,,,false,450,Shop,true");
        assert_eq!(lines[2], "c2,b,,,,,,,,,false,3.5,,");
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
