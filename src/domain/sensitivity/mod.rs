//! What would change an order: flips of a score, tornado, worth of knowing, reasons.
