//! A check of how scores were made: what makes an order look surer than it is.
