//! A basis of a linear program in factors, for solving with it and with its transpose.
//!
//! Most columns of a basis here are unit columns, or can be eliminated without fill-in as the
//! only column left in a row; these are peeled off first, and the small rest is eliminated
//! column by column, with threshold pivoting. A change of one column is kept as a factor of its
//! own until the next factoring.

/// Columns of a matrix, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse {
    start: Vec<usize>,
    index: Vec<u32>,
    value: Vec<f64>,
}

impl Sparse {
    /// A matrix without columns.
    pub fn new() -> Sparse {
        Sparse { start: vec![0], index: Vec::new(), value: Vec::new() }
    }

    /// A matrix of columns without entries.
    pub fn with_empty(columns: usize) -> Sparse {
        Sparse { start: vec![0; columns + 1], index: Vec::new(), value: Vec::new() }
    }

    /// Adds an entry to the column that is being made.
    pub fn push(&mut self, index: usize, value: f64) {
        self.index.push(index as u32);
        self.value.push(value);
    }

    /// Ends the column that is being made.
    pub fn end(&mut self) {
        self.start.push(self.index.len());
    }

    fn copy_from(&mut self, other: &Sparse) {
        self.start.clone_from(&other.start);
        self.index.clone_from(&other.index);
        self.value.clone_from(&other.value);
    }

    fn clear(&mut self) {
        self.start.truncate(1);
        self.index.clear();
        self.value.clear();
    }

    /// How many columns are ended.
    pub fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.index.len()
    }

    /// The entries of a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[at]..self.start[at + 1];
        self.index[range.clone()].iter().map(|index| *index as usize).zip(self.value[range].iter().copied())
    }

    /// The product of a column and a vector.
    pub fn dot(&self, at: usize, vector: &[f64]) -> f64 {
        self.column(at).map(|(index, value)| value * vector[index]).sum()
    }

    /// Adds a multiple of a column to a vector.
    pub fn add_to(&self, at: usize, times: f64, vector: &mut [f64]) {
        for (index, value) in self.column(at) {
            vector[index] += times * value;
        }
    }

    /// The same entries by row.
    pub fn transposed(&self, rows: usize) -> Sparse {
        let mut start = vec![0_usize; rows + 1];
        for index in &self.index {
            start[*index as usize + 1] += 1;
        }
        for row in 0..rows {
            start[row + 1] += start[row];
        }
        let mut next = start.clone();
        let mut turned =
            Sparse { start, index: vec![0; self.index.len()], value: vec![0.0; self.index.len()] };
        for column in 0..self.len() {
            for (row, value) in self.column(column) {
                turned.index[next[row]] = column as u32;
                turned.value[next[row]] = value;
                next[row] += 1;
            }
        }
        turned
    }
}

/// The factors.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    rows: usize,
    /// Row operations: a pivot row and the multiples of it that are taken from others.
    lower: Sparse,
    lower_pivot: Vec<u32>,
    /// The columns after these, but for unit columns that need nothing.
    upper: Sparse,
    upper_pivot: Vec<u32>,
    upper_diagonal: Vec<f64>,
    /// Columns changed since, as they were in terms of the basis before.
    changes: Sparse,
    change_pivot: Vec<u32>,
    change_diagonal: Vec<f64>,
    scratch: Scratch,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    work: Vec<f64>,
    touched: Vec<u32>,
    in_column: Vec<u32>,
    in_row: Vec<u32>,
    row_done: Vec<bool>,
    column_done: Vec<bool>,
}

/// A pivot smaller than this is none.
const TINY: f64 = 1e-9;

impl Basis {
    /// The factors of the identity.
    pub fn new(rows: usize) -> Basis {
        Basis {
            rows,
            lower: Sparse::new(),
            lower_pivot: Vec::new(),
            upper: Sparse::new(),
            upper_pivot: Vec::new(),
            upper_diagonal: Vec::new(),
            changes: Sparse::new(),
            change_pivot: Vec::new(),
            change_diagonal: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Becomes as an earlier copy of itself was.
    pub fn go_back(&mut self, start: &Basis) {
        self.lower.copy_from(&start.lower);
        self.lower_pivot.clone_from(&start.lower_pivot);
        self.upper.copy_from(&start.upper);
        self.upper_pivot.clone_from(&start.upper_pivot);
        self.upper_diagonal.clone_from(&start.upper_diagonal);
        self.changes.copy_from(&start.changes);
        self.change_pivot.clone_from(&start.change_pivot);
        self.change_diagonal.clone_from(&start.change_diagonal);
    }

    /// What solving once costs, roughly, in operations.
    pub fn size(&self) -> u64 {
        (self.lower.entries() + self.upper.entries() + self.changes.entries() + self.rows) as u64
    }

    /// How many columns were changed since the factoring.
    pub fn age(&self) -> usize {
        self.changes.len()
    }

    /// Whether the changes weigh more than the factors, so that factoring anew pays.
    pub fn is_stale(&self) -> bool {
        self.age() >= 100
            || (self.age() >= 20
                && self.changes.entries() > 3 * (self.lower.entries() + self.upper.entries() + self.rows))
    }

    /// Factors the basis of the columns in `head`; from `columns.len()` on they are unit columns.
    /// Orders `head` so that the place of a column is the row of its pivot. A column that
    /// depends on others gives way to a unit column; the list of those is the answer.
    pub fn factor(&mut self, head: &mut [u32], columns: &Sparse) -> Vec<u32> {
        let (rows, count) = (self.rows, columns.len());
        self.lower.clear();
        self.lower_pivot.clear();
        self.upper.clear();
        self.upper_pivot.clear();
        self.upper_diagonal.clear();
        self.changes.clear();
        self.change_pivot.clear();
        self.change_diagonal.clear();
        let mut scratch = std::mem::take(&mut self.scratch);
        let Scratch { work, touched, in_column, in_row, row_done, column_done } = &mut scratch;
        row_done.clear();
        row_done.resize(rows, false);
        column_done.clear();
        column_done.resize(rows, false);
        work.resize(rows, 0.0);

        let mut placed = vec![u32::MAX; rows];
        // Unit columns first: they need nothing at all.
        for (at, column) in head.iter().enumerate() {
            let column = *column as usize;
            if column >= count {
                row_done[column - count] = true;
                column_done[at] = true;
                placed[column - count] = head[at];
            }
        }
        // The rest by column and by row, without the rows that are done.
        let mut by_column = Sparse::new();
        let mut rest: Vec<usize> = Vec::new();
        for (at, column) in head.iter().enumerate() {
            if !column_done[at] {
                for (row, value) in columns.column(*column as usize) {
                    by_column.push(row, value);
                }
                by_column.end();
                rest.push(at);
            }
        }
        let by_row = by_column.transposed(rows);
        let size = rest.len();
        in_column.clear();
        in_row.clear();
        in_row.resize(rows, 0);
        for place in 0..size {
            let active = by_column.column(place).filter(|(row, _)| !row_done[*row]);
            let mut counted = 0;
            for (row, _) in active {
                in_row[row] += 1;
                counted += 1;
            }
            in_column.push(counted);
        }
        let mut done = vec![false; size];
        // Columns with one row left: no row operation is needed.
        let mut stack: Vec<usize> = (0..size).filter(|place| in_column[*place] == 1).collect();
        while let Some(place) = stack.pop() {
            if done[place] || in_column[place] != 1 {
                continue;
            }
            let pivot = by_column.column(place).find(|(row, _)| !row_done[*row]);
            let Some((row, diagonal)) = pivot else { continue };
            if diagonal.abs() < TINY {
                continue;
            }
            done[place] = true;
            row_done[row] = true;
            placed[row] = head[rest[place]];
            for (from, value) in by_column.column(place) {
                if from != row {
                    self.upper.push(from, value);
                }
            }
            self.upper.end();
            self.upper_pivot.push(row as u32);
            self.upper_diagonal.push(diagonal);
            for (other, _) in by_row.column(row) {
                if !done[other] {
                    in_column[other] -= 1;
                    if in_column[other] == 1 {
                        stack.push(other);
                    }
                }
            }
        }
        // Rows with one column left: row operations, but no fill-in.
        let mut stack: Vec<usize> = Vec::new();
        in_row.fill(0);
        for place in (0..size).filter(|place| !done[*place]) {
            for (row, _) in by_column.column(place).filter(|(row, _)| !row_done[*row]) {
                in_row[row] += 1;
            }
        }
        stack.extend((0..rows).filter(|row| in_row[*row] == 1 && !row_done[*row]));
        while let Some(row) = stack.pop() {
            if row_done[row] || in_row[row] != 1 {
                continue;
            }
            let pivot = by_row.column(row).find(|(place, _)| !done[*place]);
            let Some((place, diagonal)) = pivot else { continue };
            let largest = by_column
                .column(place)
                .filter(|(row, _)| !row_done[*row])
                .fold(0.0_f64, |largest, (_, value)| largest.max(value.abs()));
            if diagonal.abs() < 0.01 * largest {
                continue;
            }
            done[place] = true;
            row_done[row] = true;
            placed[row] = head[rest[place]];
            let mut any = false;
            for (to, value) in by_column.column(place) {
                if to == row {
                    continue;
                }
                if row_done[to] {
                    self.upper.push(to, value);
                } else {
                    self.lower.push(to, value / diagonal);
                    any = true;
                    in_row[to] -= 1;
                    if in_row[to] == 1 {
                        stack.push(to);
                    }
                }
            }
            self.upper.end();
            self.upper_pivot.push(row as u32);
            self.upper_diagonal.push(diagonal);
            if any {
                self.lower.end();
                self.lower_pivot.push(row as u32);
            }
        }
        // What is left, column by column, short ones first.
        let mut left: Vec<(usize, usize)> = (0..size)
            .filter(|place| !done[*place])
            .map(|place| (by_column.column(place).filter(|(row, _)| !row_done[*row]).count(), place))
            .collect();
        left.sort_unstable();
        let mut dropped = Vec::new();
        for (_, place) in left {
            touched.clear();
            for (row, value) in by_column.column(place) {
                work[row] = value;
                touched.push(row as u32);
            }
            for (step, pivot) in self.lower_pivot.iter().enumerate() {
                let times = work[*pivot as usize];
                if times != 0.0 {
                    for (row, value) in self.lower.column(step) {
                        if work[row] == 0.0 {
                            touched.push(row as u32);
                        }
                        work[row] -= times * value;
                    }
                }
            }
            touched.sort_unstable();
            touched.dedup();
            let open = |row: &&u32| !row_done[**row as usize];
            let largest =
                touched.iter().filter(open).fold(0.0_f64, |most, row| most.max(work[*row as usize].abs()));
            if largest < TINY {
                dropped.push(head[rest[place]]);
            } else {
                let good = |row: &&u32| work[**row as usize].abs() >= 0.1 * largest;
                let pivot = touched.iter().filter(open).filter(good).min_by_key(|row| in_row[**row as usize]);
                let row = pivot.map_or(0, |row| *row as usize);
                let diagonal = work[row];
                row_done[row] = true;
                placed[row] = head[rest[place]];
                let mut any = false;
                for to in touched.iter().map(|to| *to as usize) {
                    if to == row || work[to] == 0.0 {
                        continue;
                    }
                    if row_done[to] {
                        self.upper.push(to, work[to]);
                    } else if work[to].abs() > 1e-14 {
                        self.lower.push(to, work[to] / diagonal);
                        any = true;
                    }
                }
                self.upper.end();
                self.upper_pivot.push(row as u32);
                self.upper_diagonal.push(diagonal);
                if any {
                    self.lower.end();
                    self.lower_pivot.push(row as u32);
                }
            }
            for row in touched.iter() {
                work[*row as usize] = 0.0;
            }
        }
        for row in 0..rows {
            if !row_done[row] {
                placed[row] = (count + row) as u32;
            }
        }
        head.copy_from_slice(&placed);
        self.scratch = scratch;
        dropped
    }

    /// Solves `B x = v` in place.
    pub fn solve(&self, vector: &mut [f64]) {
        for (step, pivot) in self.lower_pivot.iter().enumerate() {
            let times = vector[*pivot as usize];
            if times != 0.0 {
                self.lower.add_to(step, -times, vector);
            }
        }
        for (step, pivot) in self.upper_pivot.iter().enumerate().rev() {
            let pivot = *pivot as usize;
            if vector[pivot] != 0.0 {
                let times = vector[pivot] / self.upper_diagonal[step];
                vector[pivot] = times;
                self.upper.add_to(step, -times, vector);
            }
        }
        for (step, pivot) in self.change_pivot.iter().enumerate() {
            let pivot = *pivot as usize;
            if vector[pivot] != 0.0 {
                let times = vector[pivot] / self.change_diagonal[step];
                vector[pivot] = times;
                self.changes.add_to(step, -times, vector);
            }
        }
    }

    /// Solves `Bᵀ x = v` in place.
    pub fn solve_transposed(&self, vector: &mut [f64]) {
        for (step, pivot) in self.change_pivot.iter().enumerate().rev() {
            let pivot = *pivot as usize;
            let sum = self.changes.dot(step, vector);
            vector[pivot] = (vector[pivot] - sum) / self.change_diagonal[step];
        }
        for (step, pivot) in self.upper_pivot.iter().enumerate() {
            let pivot = *pivot as usize;
            let sum = self.upper.dot(step, vector);
            vector[pivot] = (vector[pivot] - sum) / self.upper_diagonal[step];
        }
        for (step, pivot) in self.lower_pivot.iter().enumerate().rev() {
            let sum = self.lower.dot(step, vector);
            vector[*pivot as usize] -= sum;
        }
    }

    /// Puts another column in the place of one; `column` is the new one, solved with this basis.
    pub fn change(&mut self, place: usize, column: &[f64]) {
        for (row, value) in column.iter().enumerate() {
            if row != place && value.abs() > 1e-14 {
                self.changes.push(row, *value);
            }
        }
        self.changes.end();
        self.change_pivot.push(place as u32);
        self.change_diagonal.push(column[place]);
    }
}
