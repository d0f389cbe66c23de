//! The evaluation tables: from a pair of answers to a category.

use super::Reply;
use crate::domain::plan::KanoCategory;

pub use crate::domain::plan::KanoTable as Table;

/// The category of a pair of answers.
///
/// `functional` is how a person feels with the feature, `dysfunctional` without it.
/// Swapping the two is the classic mistake: it turns every A, O and M into R or Q.
pub fn category(table: Table, functional: Reply, dysfunctional: Reply) -> KanoCategory {
    use Reply::{Dislike, Like, LiveWith, MustBe};
    match (functional, dysfunctional) {
        (Like, Like) | (Dislike, Dislike) => KanoCategory::Questionable,
        (Like, Dislike) => KanoCategory::OneDimensional,
        (Like, _) => KanoCategory::Attractive,
        (_, Dislike) => KanoCategory::MustBe,
        (Dislike, _) | (_, Like) => KanoCategory::Reverse,
        (MustBe, MustBe) | (LiveWith, LiveWith) if table == Table::Pouliot => KanoCategory::Questionable,
        _ => KanoCategory::Indifferent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: with the feature, like to dislike. Columns: without it.
    const PRINTED: [(Table, [&str; 5]); 2] = [
        (Table::Berger, ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]),
        (Table::Pouliot, ["QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"]),
    ];

    #[test]
    fn every_cell_is_as_printed() {
        for (table, rows) in PRINTED {
            for (functional, row) in Reply::ALL.into_iter().zip(rows) {
                for (dysfunctional, letter) in Reply::ALL.into_iter().zip(row.split("").skip(1)) {
                    let found = category(table, functional, dysfunctional);
                    assert_eq!(found.file_name(), letter, "{table:?} {functional:?} {dysfunctional:?}");
                }
            }
        }
    }

    #[test]
    fn tables_hold_each_category_as_often_as_published() {
        // M, O, A, I, R, Q.
        for (table, expected) in [(Table::Berger, [3, 1, 3, 9, 7, 2]), (Table::Pouliot, [3, 1, 3, 7, 7, 4])] {
            let count = |letter: KanoCategory| {
                let all = Reply::ALL.into_iter().flat_map(|f| Reply::ALL.map(|d| category(table, f, d)));
                all.filter(|&found| found == letter).count()
            };
            let counts: Vec<usize> = KanoCategory::ALL.iter().map(|&letter| count(letter)).collect();
            assert_eq!(counts, expected);
        }
    }

    #[test]
    fn swapping_the_two_questions_mirrors_a_pair() {
        use KanoCategory::{Attractive, Indifferent, MustBe, OneDimensional, Questionable, Reverse};
        for table in Table::ALL {
            for functional in Reply::ALL {
                for dysfunctional in Reply::ALL {
                    let found = category(*table, functional, dysfunctional);
                    let swapped = category(*table, dysfunctional, functional);
                    let fits = match found {
                        Attractive | OneDimensional | MustBe => swapped == Reverse,
                        Reverse => matches!(swapped, Attractive | OneDimensional | MustBe),
                        Questionable | Indifferent => swapped == found,
                    };
                    assert!(fits, "{table:?} {functional:?} {dysfunctional:?}: {found:?} {swapped:?}");
                }
            }
        }
    }

    #[test]
    fn tables_are_found_by_their_name_in_files() {
        for table in Table::ALL {
            assert_eq!(Table::from_file_name(table.file_name()), Some(*table));
        }
        assert_eq!(Table::from_file_name("Berger"), None);
    }
}
