//! Words about how sure the order is: ranges, simulation, rank ranges.
