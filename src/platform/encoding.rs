//! Old encodings, read by the browser itself, which spares their tables in the download.

/// Reads GB18030; broken bytes become `�`.
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    let decoder = web_sys::TextDecoder::new_with_label("gb18030").ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
