//! Files, folders and standard input, read with care: every refusal is one reason.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::feed::{self, Document, Format};

/// More than this is no text that someone reads: 512 MiB.
const LIMIT: u64 = 512 << 20;

/// Why an input was refused.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// A directory where a file is meant.
    #[error("is a directory")]
    Directory,
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// The bytes are not UTF-8.
    #[error("not UTF-8 (first bad byte at {0})")]
    NotUtf8(usize),
    /// It does not end.
    #[error("larger than {} MiB", LIMIT >> 20)]
    TooLarge,
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// The system refused.
    #[error("{0}")]
    Io(io::Error),
}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Io(error),
        }
    }
}

/// Whether standard input is meant.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a file, or of standard input for `-`; never none.
pub fn bytes(path: &Path) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(InputError::Directory);
        }
        file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    }
    match bytes.len() as u64 {
        0 => Err(InputError::Empty),
        length if length > LIMIT => Err(InputError::TooLarge),
        _ => Ok(bytes),
    }
}

/// The text of a file exactly as it is, or of standard input for `-`; never empty.
pub fn text(path: &Path) -> Result<String, InputError> {
    String::from_utf8(bytes(path)?).map_err(|error| InputError::NotUtf8(error.utf8_error().valid_up_to()))
}

/// The articles of a file, or of standard input for `-`.
pub fn document(path: &Path) -> anyhow::Result<Document> {
    let bytes = bytes(path)?;
    if is_stdin(path) {
        // Another text is another article, the same text the same one.
        let name = format!("stdin:{}", hex(&Sha256::digest(&bytes)));
        return Ok(feed::parse(guess(&bytes), &name, &bytes)?);
    }
    let name = fs::canonicalize(path)?;
    let format = Format::of(path).unwrap_or(Format::Text);
    Ok(feed::parse(format, &name.to_string_lossy(), &bytes)?)
}

/// What standard input holds: JSON lines where the first one is an object, else text.
fn guess(bytes: &[u8]) -> Format {
    let first = bytes.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(first).is_ok();
    if object { Format::JsonLines } else { Format::Text }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files of a folder and of the folders in it whose names end as articles do, sorted. Links to
/// folders are not followed, so that the walk ends.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>, InputError> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if Format::of(&path).is_some() && path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            text(&path).map_err(|error| error.to_string())
        };
        assert_eq!(at("good", "\u{FEFF}قال\r\n".as_bytes()).unwrap(), "\u{FEFF}قال\r\n");
        assert_eq!(at("empty", b"").unwrap_err(), "empty");
        assert_eq!(at("bad", b"ab\xFFcd").unwrap_err(), "not UTF-8 (first bad byte at 2)");
        assert_eq!(text(folder.path()).unwrap_err().to_string(), "is a directory");
        assert_eq!(text(&folder.path().join("none")).unwrap_err().to_string(), "no such file");
    }

    #[test]
    fn a_folder_gives_its_articles_in_order_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("b");
        fs::create_dir(&inner).unwrap();
        for name in ["c.txt", "a.md", "b/x.jsonl", "b/y.html", "skip.pdf", "skip"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink(folder.path(), inner.join("loop")).unwrap();
        let found = walk(folder.path()).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(names, ["a.md", "b/x.jsonl", "b/y.html", "c.txt"].map(Path::new));
    }

    #[test]
    fn standard_input_is_text_unless_it_is_json_lines() {
        assert_eq!(guess("\n{\"body\":\"قال\"}\n".as_bytes()), Format::JsonLines);
        assert_eq!(guess("{قال".as_bytes()), Format::Text);
        assert_eq!(guess(b""), Format::Text);
    }
}
