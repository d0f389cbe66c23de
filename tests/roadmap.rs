//! Drafts of plans, from outside of the library.

#[path = "support/roadmap_bits.rs"]
mod roadmap_bits;

#[test]
fn drafts_prices_and_frontiers_are_the_same_to_the_last_bit_as_in_a_browser() {
    assert_eq!(roadmap_bits::fingerprint(), roadmap_bits::FINGERPRINT);
}
