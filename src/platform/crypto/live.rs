//! Sealing and opening for live workshops: what `domain::workshop::live::work` asks for, by Web Crypto.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use super::CryptoError;
use crate::domain::frame::{from_text, to_text};
use crate::domain::workshop::live::link::Invitation;
use crate::domain::workshop::live::work::{NONCE, SIGNATURE, STATE_INFO, Secret, pair_info, signed};
use crate::domain::workshop::live::{KeyPair, Point, RoomId, RoomKeys, Way, Work};
use crate::platform::{js, random};

/// The most keys that are remembered: two for each of the most participants.
const MOST_KEYS: usize = 4_000;

/// Fresh keys of a room.
pub async fn room_keys() -> Result<RoomKeys, CryptoError> {
    Ok(RoomKeys {
        signing: fresh("ECDSA", &["sign", "verify"]).await?,
        agreement: fresh("ECDH", &["deriveBits"]).await?,
        room: RoomId(random::bytes()),
        key: Secret(random::bytes()),
    })
}

/// A fresh key pair of a participant, for one room.
pub async fn key_pair() -> Result<KeyPair, CryptoError> {
    fresh("ECDH", &["deriveBits"]).await
}

/// Whose keys there are.
#[derive(Clone, Debug)]
pub enum Side {
    /// The facilitator's.
    Room(RoomKeys),
    /// A participant's.
    Seat(Invitation, KeyPair),
}

/// Seals and opens for one end.
#[derive(Debug)]
pub struct Sealer {
    side: Side,
    /// Keys that were derived before, by what they were derived for.
    keys: RefCell<Vec<(Vec<u8>, JsValue)>>,
}

impl Sealer {
    /// One end.
    pub fn new(side: Side) -> Sealer {
        Sealer { side, keys: RefCell::new(Vec::new()) }
    }

    /// Does what is asked; nothing where it cannot be sealed, or does not open.
    pub async fn work(&self, work: &Work) -> Option<Vec<u8>> {
        let subtle = js::find(&["crypto", "subtle"])?;
        self.done(&subtle, work).await.ok().flatten()
    }

    async fn done(&self, subtle: &JsValue, work: &Work) -> Result<Option<Vec<u8>>, JsValue> {
        match work {
            Work::Seal { way, peer, bound, plain } => {
                let key = self.pair_key(subtle, *way, peer).await?;
                seal(subtle, &key, bound, plain).await.map(Some)
            }
            Work::Open { way, peer, bound, sealed } => {
                let key = self.pair_key(subtle, *way, peer).await?;
                open(subtle, &key, bound, sealed).await
            }
            Work::SealState { bound, plain } => {
                let Side::Room(keys) = &self.side else { return Ok(None) };
                let key = self.state_key(subtle).await?;
                let mut sealed = seal(subtle, &key, bound, plain).await?;
                let signer = import_private(subtle, "ECDSA", &keys.signing, "sign").await?;
                let text = Uint8Array::from(signed(bound, &sealed).as_slice());
                let signature = js::ask(subtle, "sign", &[&ecdsa(), &signer, &text]).await?;
                sealed.extend_from_slice(&Uint8Array::new(&signature).to_vec());
                Ok(Some(sealed))
            }
            Work::OpenState { bound, sealed } => {
                let split = sealed.len().checked_sub(SIGNATURE).and_then(|at| sealed.split_at_checked(at));
                let Some((sealed, signature)) = split else { return Ok(None) };
                let signer = match &self.side {
                    Side::Room(keys) => keys.signing.public,
                    Side::Seat(invitation, _) => invitation.signer,
                };
                let signer = import_public(subtle, "ECDSA", &signer, &["verify"]).await?;
                let text = Uint8Array::from(signed(bound, sealed).as_slice());
                let signature = Uint8Array::from(signature);
                let holds = js::ask(subtle, "verify", &[&ecdsa(), &signer, &signature, &text]).await?;
                if !holds.is_truthy() {
                    return Ok(None);
                }
                let key = self.state_key(subtle).await?;
                open(subtle, &key, bound, sealed).await
            }
        }
    }

    async fn pair_key(&self, subtle: &JsValue, way: Way, peer: &Point) -> Result<JsValue, JsValue> {
        let (room, secret, own, is_room) = match &self.side {
            Side::Room(keys) => (keys.room, keys.key, &keys.agreement, true),
            Side::Seat(invitation, own) => (invitation.room, invitation.key, own, false),
        };
        let (guest, host) = if is_room { (peer, &own.public) } else { (&own.public, peer) };
        let info = pair_info(room, way, guest, host);
        if let Some(key) = self.known(&info) {
            return Ok(key);
        }
        let public = import_public(subtle, "ECDH", peer, &[]).await?;
        let private = import_private(subtle, "ECDH", own, "deriveBits").await?;
        let agreement = js::object(&[("name", &"ECDH".into()), ("public", &public)]);
        let shared = js::ask(subtle, "deriveBits", &[&agreement, &private, &256.into()]).await?;
        let key = derive(subtle, &secret.0, &Uint8Array::new(&shared), &info).await?;
        self.remember(info, &key);
        Ok(key)
    }

    async fn state_key(&self, subtle: &JsValue) -> Result<JsValue, JsValue> {
        let (room, secret) = match &self.side {
            Side::Room(keys) => (keys.room, keys.key),
            Side::Seat(invitation, _) => (invitation.room, invitation.key),
        };
        if let Some(key) = self.known(STATE_INFO) {
            return Ok(key);
        }
        let key = derive(subtle, &room.0, &Uint8Array::from(secret.0.as_slice()), STATE_INFO).await?;
        self.remember(STATE_INFO.to_vec(), &key);
        Ok(key)
    }

    fn known(&self, info: &[u8]) -> Option<JsValue> {
        self.keys.borrow().iter().find(|(known, _)| known == info).map(|(_, key)| key.clone())
    }

    fn remember(&self, info: Vec<u8>, key: &JsValue) {
        // Two messages of a newcomer may both have derived it.
        if self.known(&info).is_some() {
            return;
        }
        let mut keys = self.keys.borrow_mut();
        // Strangers may make up public keys without end. What is forgotten is derived again.
        if keys.len() >= MOST_KEYS {
            keys.drain(..MOST_KEYS / 2);
        }
        keys.push((info, key.clone()));
    }
}

async fn seal(subtle: &JsValue, key: &JsValue, bound: &[u8], plain: &[u8]) -> Result<Vec<u8>, JsValue> {
    let nonce: [u8; NONCE] = random::bytes();
    let plain = Uint8Array::from(plain);
    let sealed = js::ask(subtle, "encrypt", &[&aes(&nonce, bound), key, &plain]).await?;
    Ok([nonce.as_slice(), &Uint8Array::new(&sealed).to_vec()].concat())
}

async fn open(
    subtle: &JsValue,
    key: &JsValue,
    bound: &[u8],
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, JsValue> {
    let Some((nonce, sealed)) = sealed.split_at_checked(NONCE) else { return Ok(None) };
    let sealed = Uint8Array::from(sealed);
    let plain = js::ask(subtle, "decrypt", &[&aes(nonce, bound), key, &sealed]).await?;
    Ok(Some(Uint8Array::new(&plain).to_vec()))
}

/// A key of AES-GCM by HKDF.
async fn derive(subtle: &JsValue, salt: &[u8], secret: &Uint8Array, info: &[u8]) -> Result<JsValue, JsValue> {
    let arguments: [&JsValue; 5] =
        [&"raw".into(), secret, &"HKDF".into(), &false.into(), &list(&["deriveKey"])];
    let raw = js::ask(subtle, "importKey", &arguments).await?;
    let derivation = js::object(&[
        ("name", &"HKDF".into()),
        ("hash", &"SHA-256".into()),
        ("salt", &Uint8Array::from(salt)),
        ("info", &Uint8Array::from(info)),
    ]);
    let algorithm = js::object(&[("name", &"AES-GCM".into()), ("length", &256.into())]);
    let uses = list(&["encrypt", "decrypt"]);
    js::ask(subtle, "deriveKey", &[&derivation, &raw, &algorithm, &false.into(), &uses]).await
}

async fn import_public(
    subtle: &JsValue,
    algorithm: &str,
    point: &Point,
    uses: &[&str],
) -> Result<JsValue, JsValue> {
    let raw = Uint8Array::from(point.raw().as_slice());
    js::ask(subtle, "importKey", &[&"raw".into(), &raw, &curve(algorithm), &true.into(), &list(uses)]).await
}

async fn import_private(
    subtle: &JsValue,
    algorithm: &str,
    pair: &KeyPair,
    usage: &str,
) -> Result<JsValue, JsValue> {
    let (x, y) = pair.public.0.split_at(32);
    let [x, y, d] = [x, y, pair.private.as_slice()].map(|bytes| {
        let mut text = String::new();
        to_text(bytes, &mut text);
        JsValue::from(text)
    });
    let key = js::object(&[("kty", &"EC".into()), ("crv", &"P-256".into()), ("x", &x), ("y", &y), ("d", &d)]);
    js::ask(subtle, "importKey", &[&"jwk".into(), &key, &curve(algorithm), &false.into(), &list(&[usage])])
        .await
}

async fn fresh(algorithm: &str, uses: &[&str]) -> Result<KeyPair, CryptoError> {
    let subtle = js::find(&["crypto", "subtle"]).ok_or(CryptoError::Missing)?;
    let made = async {
        let pair =
            js::ask(&subtle, "generateKey", &[&curve(algorithm), &true.into(), &list(uses)]).await.ok()?;
        let private = js::get(&pair, "privateKey")?;
        let key = js::ask(&subtle, "exportKey", &[&"jwk".into(), &private]).await.ok()?;
        let part = |name: &str| from_text(&js::get(&key, name)?.as_string()?);
        let public = [part("x")?, part("y")?].concat();
        Some(KeyPair { public: Point(public.try_into().ok()?), private: part("d")?.try_into().ok()? })
    };
    made.await.ok_or(CryptoError::Missing)
}

fn curve(algorithm: &str) -> JsValue {
    js::object(&[("name", &algorithm.into()), ("namedCurve", &"P-256".into())])
}

fn ecdsa() -> JsValue {
    js::object(&[("name", &"ECDSA".into()), ("hash", &"SHA-256".into())])
}

fn aes(nonce: &[u8], bound: &[u8]) -> JsValue {
    js::object(&[
        ("name", &"AES-GCM".into()),
        ("iv", &Uint8Array::from(nonce)),
        ("additionalData", &Uint8Array::from(bound)),
    ])
}

fn list(words: &[&str]) -> JsValue {
    words.iter().map(|word| JsValue::from_str(word)).collect::<Array>().into()
}
