//! An MQTT client without any network: bytes and moments in, bytes and moments out.
