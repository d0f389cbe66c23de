//! Tables from other programs into items: one file per step.
