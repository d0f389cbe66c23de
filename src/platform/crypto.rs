//! Bytes behind a passphrase, by the browser's own cryptography.

use crate::domain::share::Locked;

/// Why bytes were not locked or unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// The passphrase is another one, or the bytes were changed.
    Wrong,
    /// This browser cannot do it here.
    Unavailable,
}

/// Locks bytes behind a passphrase.
pub async fn lock(passphrase: &str, bytes: &[u8]) -> Result<Locked, CryptoError> {
    let _ = (passphrase, bytes);
    Err(CryptoError::Unavailable)
}

/// The bytes behind a passphrase.
pub async fn unlock(passphrase: &str, locked: &Locked) -> Result<Vec<u8>, CryptoError> {
    let _ = (passphrase, locked);
    Err(CryptoError::Unavailable)
}
