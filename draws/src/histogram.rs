//! How often each item stood at each rank.

/// Ranks up to this one are counted one by one.
const EXACT: u32 = 256;

/// Bins for each doubling of the rank beyond that; the power of two is here.
const BINS_PER_DOUBLING: u32 = 7;

/// Counts of ranks, one row for each item.
///
/// Up to rank 256 every rank has a count of its own. Beyond, ranks share one with their
/// neighbours, at most one rank in 128: a matrix of all ranks of 2,000 items would take
/// 16 MB, which WebAssembly never gives back. What is read from a shared count is said
/// outwards, so that a range of ranks is rather too wide than too narrow.
pub struct Histogram {
    bins: usize,
    counts: Vec<u16>,
}

impl Histogram {
    /// For so many items, and at most 65,535 ranks each.
    pub fn new(items: usize) -> Histogram {
        let bins = bin(items.max(1) as u32) + 1;
        Histogram { bins, counts: vec![0; bins * items] }
    }

    /// The counts of all items, to add to.
    pub(crate) fn rows(&mut self) -> impl Iterator<Item = Row<'_>> {
        self.counts.chunks_exact_mut(self.bins).map(Row)
    }

    /// The counts of an item, one for each bin.
    pub fn of(&self, item: usize) -> &[u16] {
        self.counts.get(item * self.bins..(item + 1) * self.bins).unwrap_or_default()
    }

    /// The smallest rank that at least `wanted` of an item's draws do not exceed, as the
    /// first and the last rank that share its count.
    pub fn reached(&self, item: usize, wanted: u64) -> (u32, u32) {
        let mut seen = 0;
        for (at, count) in self.of(item).iter().enumerate() {
            seen += u64::from(*count);
            if seen >= wanted && seen > 0 {
                return edges(at);
            }
        }
        (0, 0)
    }
}

/// The counts of one item.
pub(crate) struct Row<'a>(&'a mut [u16]);

impl Row<'_> {
    /// Counts a rank, 1 or more.
    #[inline(always)]
    pub(crate) fn add(&mut self, rank: u32) {
        if let Some(count) = self.0.get_mut(bin(rank)) {
            *count = count.saturating_add(1);
        }
    }
}

/// The bin of a rank.
#[inline(always)]
fn bin(rank: u32) -> usize {
    let place = rank.saturating_sub(1);
    if place < EXACT {
        return place as usize;
    }
    let doubling = place.ilog2();
    let part = (place >> (doubling - BINS_PER_DOUBLING)) & ((1 << BINS_PER_DOUBLING) - 1);
    (EXACT + ((doubling - EXACT.ilog2()) << BINS_PER_DOUBLING) + part) as usize
}

/// The first and the last rank of a bin.
fn edges(bin: usize) -> (u32, u32) {
    let bin = bin as u32;
    if bin < EXACT {
        return (bin + 1, bin + 1);
    }
    let doubling = EXACT.ilog2() + ((bin - EXACT) >> BINS_PER_DOUBLING);
    let part = (bin - EXACT) & ((1 << BINS_PER_DOUBLING) - 1);
    let width = doubling - BINS_PER_DOUBLING;
    let first = ((1 << BINS_PER_DOUBLING) + part) << width;
    (first + 1, first + (1 << width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_is_in_the_bin_that_has_it() {
        let mut before = 0;
        for rank in 1..=65_536 {
            let at = bin(rank);
            let (first, last) = edges(at);
            assert!((first..=last).contains(&rank), "{rank} in {first}..={last}");
            assert!(at == before || at == before + 1 && first == rank, "{rank}");
            assert!(rank > EXACT || first == last, "{rank}");
            assert!(f64::from(last - first) <= f64::from(rank) / 128.0, "{rank}");
            before = at;
        }
    }

    #[test]
    fn a_share_of_draws_is_reached_at_its_rank() {
        let mut histogram = Histogram::new(3);
        for rank in [1, 1, 2, 3, 3, 3] {
            histogram.rows().nth(1).unwrap().add(rank);
        }
        for (wanted, rank) in [(1, 1), (2, 1), (3, 2), (4, 3), (6, 3)] {
            assert_eq!(histogram.reached(1, wanted), (rank, rank), "{wanted}");
        }
        assert_eq!(histogram.reached(0, 1), (0, 0));
        assert_eq!(histogram.reached(7, 1), (0, 0));
    }
}
