//! What a browser does with Web Crypto, done on the host by other code, with numbers instead of chance.
//!
//! The module around this one has to know `link` and `work` of `domain::workshop::live`.

use std::collections::HashMap;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use sha2::{Digest, Sha256};

use super::link::Invitation;
use super::work::{
    KeyPair, NONCE, Point, RoomId, RoomKeys, SIGNATURE, STATE_INFO, Secret, Way, Work, pair_info, signed,
};

/// A key pair that depends on a number alone.
pub fn pair(number: u64) -> KeyPair {
    let private: [u8; 32] = Sha256::digest([b"key".as_slice(), &number.to_be_bytes()].concat()).into();
    let secret = SecretKey::from_slice(&private).expect("a hash is a private key, but for a chance of 2^-32");
    let public = secret.public_key().to_sec1_point(false);
    KeyPair { public: Point::from_raw(public.as_bytes()).expect("it is not compressed"), private }
}

/// The keys of a room that depend on a number alone.
pub fn room_keys(number: u64) -> RoomKeys {
    let hash: [u8; 32] = Sha256::digest([b"room".as_slice(), &number.to_be_bytes()].concat()).into();
    let room = RoomId(hash[..16].try_into().expect("it is long enough"));
    let key = Secret(Sha256::digest(hash).into());
    RoomKeys { room, key, signing: pair(number + 1_000_000), agreement: pair(number + 2_000_000) }
}

/// Whose keys there are.
pub enum Side {
    /// The facilitator's.
    Room(RoomKeys),
    /// A participant's.
    Seat(Invitation, KeyPair),
}

/// Seals and opens for one end.
pub struct Host {
    side: Side,
    nonces: u64,
    keys: HashMap<Vec<u8>, Aes256Gcm>,
}

impl Host {
    /// One end; its nonces begin behind a number.
    pub fn new(side: Side, nonces: u64) -> Host {
        Host { side, nonces, keys: HashMap::new() }
    }

    /// What the browser would answer.
    pub fn work(&mut self, work: &Work) -> Option<Vec<u8>> {
        match work {
            Work::Seal { way, peer, bound, plain } => {
                let key = self.pair_key(*way, peer)?;
                self.seal(&key, bound, plain)
            }
            Work::Open { way, peer, bound, sealed } => open(&self.pair_key(*way, peer)?, bound, sealed),
            Work::SealState { bound, plain } => {
                let mut sealed = self.seal(&self.state_key(), bound, plain)?;
                let Side::Room(keys) = &self.side else { return None };
                let signer = SigningKey::from_slice(&keys.signing.private).ok()?;
                let signature: Signature = signer.sign(&signed(bound, &sealed));
                sealed.extend_from_slice(&signature.to_bytes());
                Some(sealed)
            }
            Work::OpenState { bound, sealed } => {
                let (sealed, signature) = sealed.split_at_checked(sealed.len().checked_sub(SIGNATURE)?)?;
                let signer = match &self.side {
                    Side::Room(keys) => keys.signing.public,
                    Side::Seat(invitation, _) => invitation.signer,
                };
                let signer = VerifyingKey::from_sec1_bytes(&signer.raw()).ok()?;
                signer.verify(&signed(bound, sealed), &Signature::from_slice(signature).ok()?).ok()?;
                open(&self.state_key(), bound, sealed)
            }
        }
    }

    fn seal(&mut self, key: &Aes256Gcm, bound: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        self.nonces += 1;
        let mut nonce = [0; NONCE];
        nonce[4..].copy_from_slice(&self.nonces.to_be_bytes());
        let sealed = key.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: bound }).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    fn pair_key(&mut self, way: Way, peer: &Point) -> Option<Aes256Gcm> {
        let (room, secret, own, is_room) = match &self.side {
            Side::Room(keys) => (keys.room, keys.key, &keys.agreement, true),
            Side::Seat(invitation, own) => (invitation.room, invitation.key, own, false),
        };
        let (guest, host) = if is_room { (peer, &own.public) } else { (&own.public, peer) };
        let info = pair_info(room, way, guest, host);
        if let Some(key) = self.keys.get(&info) {
            return Some(key.clone());
        }
        let peer = PublicKey::from_sec1_bytes(&peer.raw()).ok()?;
        let private = SecretKey::from_slice(&own.private).ok()?;
        let shared = p256::ecdh::diffie_hellman(private.to_nonzero_scalar(), peer.as_affine());
        let key = derived(&secret.0, shared.raw_secret_bytes(), &info);
        self.keys.insert(info, key.clone());
        Some(key)
    }

    fn state_key(&self) -> Aes256Gcm {
        let (room, key) = match &self.side {
            Side::Room(keys) => (keys.room, keys.key),
            Side::Seat(invitation, _) => (invitation.room, invitation.key),
        };
        derived(&room.0, &key.0, STATE_INFO)
    }
}

fn derived(salt: &[u8], secret: &[u8], info: &[u8]) -> Aes256Gcm {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut key).expect("32 bytes are not too many");
    Aes256Gcm::new(&key.into())
}

fn open(key: &Aes256Gcm, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    key.decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: bound }).ok()
}
