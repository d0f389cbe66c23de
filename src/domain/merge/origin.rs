//! Where a copy came from: fingerprints of contents.

use serde_json::Value;

use crate::domain::format;
use crate::domain::places;
use crate::domain::plan::Plan;

/// The fingerprint of what a plan says: 16 hexadecimal digits.
///
/// Equal contents have the same one on every machine, whatever the copy is called (`id`), when it
/// was touched (`updated`) and where it came from (`ancestors`). FNV-1a, 64 bits, of the plan's
/// JSON with names in order: it tells copies apart that differ by accident. Nobody is kept from
/// making two that agree, and would gain nothing by it.
pub fn fingerprint(plan: &Plan) -> String {
    let mut fields = format::plan_to_json(plan);
    for name in ["id", "updated", "ancestors"] {
        fields.shift_remove(name);
    }
    let mut sum = Sum(0xcbf2_9ce4_8422_2325);
    sum.value(&Value::Object(fields));
    format!("{:016x}", sum.0)
}

/// The contents that both copies come from, as fingerprints, the newest of theirs first; a copy
/// comes from what it is, too.
pub fn shared(ours: &Plan, theirs: &Plan) -> Vec<String> {
    let own = fingerprint(ours);
    let mut shared = vec![fingerprint(theirs)];
    shared.extend(theirs.ancestors.iter().rev().cloned());
    shared.retain(|one| *one == own || ours.ancestors.contains(one));
    shared
}

/// A sum that grows with what it is told.
struct Sum(u64);

impl Sum {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A text with its length, so that no two rows of texts read alike.
    fn text(&mut self, text: &str) {
        self.bytes(&(text.len() as u64).to_le_bytes());
        self.bytes(text.as_bytes());
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                self.bytes(b"{");
                let mut names: Vec<&String> = fields.keys().collect();
                places::sort(&mut names, &|one, other| one.cmp(other));
                for name in names {
                    self.text(name);
                    if let Some(value) = fields.get(name) {
                        self.value(value);
                    }
                }
                self.bytes(b"}");
            }
            Value::Array(list) => {
                self.bytes(b"[");
                list.iter().for_each(|value| self.value(value));
                self.bytes(b"]");
            }
            Value::String(text) => {
                self.bytes(b"\"");
                self.text(text);
            }
            other => self.text(&other.to_string()),
        }
    }
}
