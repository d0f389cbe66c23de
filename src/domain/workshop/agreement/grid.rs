//! A square of numbers.

/// A square of numbers, by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    count: usize,
    cells: Vec<f64>,
}

impl Grid {
    /// The same number everywhere.
    pub fn new(count: usize, value: f64) -> Grid {
        Grid { count, cells: vec![value; count * count] }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number at a place; 0 outside.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        if column < self.count { self.row(row).get(column).copied().unwrap_or_default() } else { 0.0 }
    }

    /// A row; empty outside.
    pub fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.count..(row + 1) * self.count).unwrap_or_default()
    }

    /// Puts a number into its place; outside there is none.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if column < self.count
            && let Some(slot) = self.cells.get_mut(row * self.count + column)
        {
            *slot = value;
        }
    }

    /// Adds to the number at a place.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.set(row, column, self.get(row, column) + value);
    }
}
