//! Sealing bytes with a passphrase, by the browser's own cryptography (Web Crypto API).

pub mod live;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::{js, random};
use crate::domain::share::Locked;

/// Rounds of PBKDF2 with SHA-256, as OWASP's Password Storage Cheat Sheet asks for (2023).
pub const ITERATIONS: u32 = 600_000;

/// Why something was not sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// The browser has no cryptography here: the page did not come over HTTPS.
    Missing,
    /// It is another passphrase, or the bytes were changed.
    Wrong,
}

/// Seals bytes with a passphrase, under a fresh salt and nonce.
pub async fn lock(passphrase: &str, bytes: &[u8]) -> Result<Locked, CryptoError> {
    let mut locked =
        Locked { salt: random::bytes(), iterations: ITERATIONS, nonce: random::bytes(), sealed: Vec::new() };
    locked.sealed = cipher("encrypt", passphrase, &locked, bytes).await?;
    Ok(locked)
}

/// Opens what was sealed with the same passphrase.
pub async fn unlock(passphrase: &str, locked: &Locked) -> Result<Vec<u8>, CryptoError> {
    cipher("decrypt", passphrase, locked, &locked.sealed).await
}

async fn cipher(
    direction: &str,
    passphrase: &str,
    locked: &Locked,
    bytes: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let subtle = js::find(&["crypto", "subtle"]).ok_or(CryptoError::Missing)?;
    let key = key(&subtle, direction, passphrase, locked).await.map_err(|_| CryptoError::Missing)?;
    let nonce = Uint8Array::from(locked.nonce.as_slice());
    let algorithm = js::object(&[("name", &"AES-GCM".into()), ("iv", &nonce)]);
    let input = Uint8Array::from(bytes);
    let output = js::ask(&subtle, direction, &[&algorithm, &key, &input]).await;
    let output = output.map_err(|_| CryptoError::Wrong)?;
    Ok(Uint8Array::new(&output).to_vec())
}

/// The passphrase with each letter in its one usual spelling (Unicode's form NFC): keyboards do not
/// agree on whether `é` is one character or two.
fn normalized(passphrase: &str) -> String {
    js_sys::JsString::from(passphrase).normalize("NFC").into()
}

/// The key of a passphrase, for one direction only.
async fn key(
    subtle: &JsValue,
    direction: &str,
    passphrase: &str,
    locked: &Locked,
) -> Result<JsValue, JsValue> {
    let list = |word: &str| js_sys::Array::of1(&word.into()).unchecked_into::<JsValue>();
    let secret = Uint8Array::from(normalized(passphrase).as_bytes());
    let raw = js::ask(
        subtle,
        "importKey",
        &[&"raw".into(), &secret, &"PBKDF2".into(), &false.into(), &list("deriveKey")],
    )
    .await?;
    let salt = Uint8Array::from(locked.salt.as_slice());
    let derivation = js::object(&[
        ("name", &"PBKDF2".into()),
        ("hash", &"SHA-256".into()),
        ("salt", &salt),
        ("iterations", &locked.iterations.into()),
    ]);
    let algorithm = js::object(&[("name", &"AES-GCM".into()), ("length", &256.into())]);
    js::ask(subtle, "deriveKey", &[&derivation, &raw, &algorithm, &false.into(), &list(direction)]).await
}
