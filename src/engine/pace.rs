//! How much to do at a time.

/// Finds out how many units of work fill a slice of time.
///
/// Work differs by item counts and machines by age, so nothing is assumed: it starts with one
/// unit and goes by how long the last ones took.
#[derive(Debug)]
pub struct Pace {
    slice_ms: f64,
    units: u32,
}

/// The most by which it speeds up at once: one lucky slice says little.
const FASTEST: f64 = 4.0;

impl Pace {
    /// A pace for slices of that many milliseconds.
    pub fn new(slice_ms: f64) -> Pace {
        Pace { slice_ms, units: 1 }
    }

    /// How many units the next slice may have; at least one.
    pub fn units(&self) -> u32 {
        self.units
    }

    /// Takes in how long the last slice took.
    pub fn took(&mut self, ms: f64) {
        // Browsers round their clocks, so that quick work may seem to take no time.
        let factor = if ms > 0.0 { (self.slice_ms / ms).min(FASTEST) } else { FASTEST };
        // The cast ends at the largest number there is.
        self.units = ((f64::from(self.units) * factor) as u32).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The units of each slice, on a machine that needs so many milliseconds for one.
    fn units(slices: usize, unit_ms: f64) -> Vec<u32> {
        let mut pace = Pace::new(12.0);
        let slices = (0..slices).map(|_| {
            let units = pace.units();
            pace.took(f64::from(units) * unit_ms);
            units
        });
        slices.collect()
    }

    #[test]
    fn slices_grow_until_they_are_filled() {
        assert_eq!(units(6, 0.1), [1, 4, 16, 64, 120, 120]);
        assert_eq!(units(3, 12.0), [1, 1, 1]);
        assert_eq!(units(3, 500.0), [1, 1, 1], "one unit has to be done all the same");
    }

    #[test]
    fn work_that_becomes_slow_is_cut_at_once() {
        let mut pace = Pace::new(12.0);
        for _ in 0..5 {
            pace.took(1.0);
        }
        assert_eq!(pace.units(), 1024);
        pace.took(1200.0);
        assert_eq!(pace.units(), 10);
    }

    #[test]
    fn a_clock_that_stands_still_does_no_harm() {
        let mut pace = Pace::new(12.0);
        for _ in 0..50 {
            pace.took(0.0);
        }
        assert_eq!(pace.units(), u32::MAX);
        pace.took(-5.0);
        assert_eq!(pace.units(), u32::MAX);
    }
}
