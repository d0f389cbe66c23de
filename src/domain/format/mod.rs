//! The plan file: text to plan and back (`formats.md`).
