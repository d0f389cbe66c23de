//! A small static server for this machine only.

use crate::process::Outcome;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

/// A server that runs until the program ends.
pub struct Server {
    pub url: String,
    thread: JoinHandle<()>,
}

impl Server {
    pub fn wait(self) {
        // The thread ends only if the program does.
        let _ = self.thread.join();
    }
}

/// Serves a folder below `base`; port 0 takes any that is free.
pub fn start(folder: &Path, base: &str, port: u16) -> Outcome<Server> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .map_err(|error| format!("port {port} cannot be used ({error}); choose another with --port"))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let base = match base.trim_matches('/') {
        "" => "/".to_string(),
        name => format!("/{name}/"),
    };
    let url = format!("http://127.0.0.1:{port}{base}");
    let folder = folder.to_path_buf();
    let thread = std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, base) = (folder.clone(), base.clone());
            // A browser that hangs up half-way concerns nobody else.
            std::thread::spawn(move || {
                let _ = converse(&stream, &folder, &base);
            });
        }
    });
    Ok(Server { url, thread })
}

/// Answers one request after another, for as long as the browser keeps the line open.
fn converse(stream: &TcpStream, folder: &Path, base: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some((method, target)) = read_request(&mut reader)? {
        let reply = reply(&method, &target, folder, base);
        let mut bytes = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n",
            reply.status,
            reply.media_type,
            reply.body.len()
        );
        if let Some(location) = reply.location {
            bytes.push_str(&format!("Location: {location}\r\n"));
        }
        let mut bytes = format!("{bytes}\r\n").into_bytes();
        if method != "HEAD" {
            bytes.extend_from_slice(&reply.body);
        }
        (&mut &*stream).write_all(&bytes)?;
    }
    Ok(())
}

/// Reads the method and the address, and passes over the headers.
fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<(String, String)>> {
    const LONGEST_REQUEST: u64 = 64 * 1024;
    let mut reader = reader.take(LONGEST_REQUEST);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = first.split_whitespace();
    Ok(words.next().zip(words.next()).map(|(method, target)| (method.to_string(), target.to_string())))
}

#[derive(Debug)]
struct Reply {
    status: &'static str,
    media_type: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

fn reply(method: &str, target: &str, folder: &Path, base: &str) -> Reply {
    let plain = |status: &'static str| Reply {
        status,
        media_type: "text/plain; charset=utf-8",
        location: None,
        body: status.into(),
    };
    if !["GET", "HEAD"].contains(&method) {
        return plain("405 Method Not Allowed");
    }
    let address = target.split(['?', '#']).next().unwrap_or_default();
    // Relative links need the closing slash, so a folder's bare name leads to it.
    if format!("{address}/") == base {
        return Reply { location: Some(base.to_string()), ..plain("308 Permanent Redirect") };
    }
    let path = address.strip_prefix(base).and_then(decode).and_then(|name| file_within(folder, &name));
    match path.and_then(|path| Some((media_type(&path), std::fs::read(&path).ok()?))) {
        Some((media_type, body)) => Reply { status: "200 OK", media_type, location: None, body },
        None => plain("404 Not Found"),
    }
}

/// The file that an address names, unless it would lead out of the folder.
fn file_within(folder: &Path, name: &str) -> Option<PathBuf> {
    let honest = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    let name = if name.is_empty() { "index.html" } else { name };
    name.split('/').all(honest).then(|| folder.join(name))
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after.get(2..)?;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_inside_the_folder_are_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (target, base, status) in [
            ("/Cargo.toml", "/", "200 OK"),
            ("/Cargo.toml?x=1", "/", "200 OK"),
            ("/src/main%2Ers", "/", "200 OK"),
            ("/some/folder/Cargo.toml", "/some/folder/", "200 OK"),
            ("/some/folder", "/some/folder/", "308 Permanent Redirect"),
            ("/", "/some/folder/", "404 Not Found"),
            ("/", "/", "404 Not Found"),
            ("/src", "/", "404 Not Found"),
            ("/../Cargo.toml", "/", "404 Not Found"),
            ("/%2e%2e/Cargo.toml", "/", "404 Not Found"),
            ("/..%2fCargo.toml", "/", "404 Not Found"),
            ("//etc/passwd", "/", "404 Not Found"),
            ("/%2fetc/passwd", "/", "404 Not Found"),
            ("/..\\Cargo.toml", "/", "404 Not Found"),
            ("/%zz", "/", "404 Not Found"),
            ("/%e6", "/", "404 Not Found"),
        ] {
            assert_eq!(reply("GET", target, folder, base).status, status, "{target} below {base}");
        }
        assert_eq!(reply("POST", "/Cargo.toml", folder, "/").status, "405 Method Not Allowed");
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_asks_for() {
        assert_eq!(media_type(Path::new("a_bg.wasm")), "application/wasm");
    }
}
