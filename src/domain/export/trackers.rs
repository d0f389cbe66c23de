//! The items as the tables of other trackers, one format for each; see [`crate::domain::trackers`].

use super::{Context, Format, Group, csv_cell};
use crate::domain::plan::Plan;
use crate::domain::text::trackers as words;
use crate::domain::trackers::{self, Field, Sheet, Tracker};

/// Declares the format of each tracker. A plain function cannot carry its tracker along.
macro_rules! formats {
    ($( $name:ident = $id:literal, $tracker:literal, $word:path, $about:path; )*) => { $(
        #[doc = concat!("The items for the import of `", $tracker, "`.")]
        pub static $name: Format = Format {
            id: $id,
            name: $word,
            about: $about,
            group: Group::Tracker,
            extension: "csv",
            mime: "text/csv;charset=utf-8",
            write: |plan, _, context| {
                Some(write(trackers::by_id($tracker)?, plan, context).into_bytes())
            },
        };
    )* };
}

formats! {
    JIRA = "jira-csv", "jira", words::jira_csv, words::about_jira;
    LINEAR = "linear-csv", "linear", words::linear_csv, words::about_linear;
    ASANA = "asana-csv", "asana", words::asana_csv, words::about_asana;
    TRELLO = "trello-csv", "trello", words::trello_csv, words::about_trello;
    GITLAB = "gitlab-csv", "gitlab", words::gitlab_csv, words::about_gitlab;
    AZURE = "azure-devops-csv", "azure-devops", words::azure_csv, words::about_azure;
    PRODUCTBOARD = "productboard-csv", "productboard", words::productboard_csv, words::about_productboard;
    ROADMUNK = "roadmunk-csv", "roadmunk", words::roadmunk_csv, words::about_roadmunk;
    DUCALIS = "ducalis-csv", "ducalis", words::ducalis_csv, words::about_ducalis;
    CHINESE = "chinese-csv", "chinese", words::chinese_csv, words::about_chinese;
}

/// RFC 4180 with CRLF. The headers are the tracker's, whatever the language; texts are as the
/// plan has them.
fn write(tracker: &'static Tracker, plan: &Plan, context: &Context) -> String {
    let sheet = Sheet::of(tracker, plan).ranked(context.framework);
    let mut columns: Vec<(&str, Field, usize)> = Vec::new();
    for column in tracker.columns.iter().filter(|column| column.written) {
        columns.extend((0..sheet.times(column.field)).map(|nth| (column.name, column.field, nth)));
    }
    let mut text = String::new();
    if tracker.byte_order_mark {
        text.push('\u{feff}');
    }
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&csv_cell(&cell));
        }
        text.push_str("\r\n");
    };
    line(&mut columns.iter().map(|(name, _, _)| (*name).to_owned()));
    for item in &plan.items {
        line(&mut columns.iter().map(|(_, field, nth)| sheet.cell(*field, *nth, item)));
    }
    text
}
