//! Bytes of files and pictures, which travel beside the texts that speak of them.

use std::rc::Rc;

/// Bytes that are shared, and never written into a text.
#[derive(Clone, Default)]
pub struct Bytes(Rc<Vec<u8>>);

impl Bytes {
    /// Shares bytes.
    pub fn new(bytes: Vec<u8>) -> Bytes {
        Bytes(Rc::new(bytes))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}
