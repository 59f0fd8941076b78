//! The file of the user's corrections: read, appended to, taken back.
//!
//! Knows rows only as text; what they mean is `entity`'s. *Invariant:* what a person wrote by hand stays, byte
//! for byte; the file is replaced as a whole or not at all, also where the disk is full.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use super::Library;
use crate::entity::{BadRow, Corrections, Engine};
use crate::model::Correction;

/// More than this was not written by hand: 16 MiB.
const LIMIT: u64 = 16 << 20;

/// Where corrections are kept, and the file as it was when it was last read.
#[derive(Debug, Default)]
pub(super) struct CorrectionFile {
    path: Option<PathBuf>,
    seen: Option<(SystemTime, u64)>,
    /// What was wrong with it.
    bad: Vec<BadRow>,
    /// Without a file: the rows of this run.
    rows: String,
}

impl CorrectionFile {
    /// Whether the file changed since it was read.
    fn is_stale(&self) -> bool {
        self.path.as_deref().is_some_and(|path| state(path) != self.seen)
    }

    /// Reads the file; one that is not there says nothing.
    fn read(&mut self) -> Result<Corrections> {
        let bytes = match &self.path {
            None => self.rows.clone().into_bytes(),
            Some(path) => {
                // The state first: a change after it is seen the next time.
                self.seen = state(path);
                bytes_of(path).with_context(|| format!("cannot read {}", path.display()))?
            }
        };
        let (corrections, bad) = Corrections::parse(&String::from_utf8_lossy(&bytes));
        self.bad = bad;
        Ok(corrections)
    }

    /// Puts `change` of the file's bytes in the file's place; nothing where it gives nothing.
    fn change(&mut self, change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> Result<bool> {
        let Some(path) = &self.path else {
            let Some(rows) = change(self.rows.clone().into_bytes()) else { return Ok(false) };
            self.rows = String::from_utf8_lossy(&rows).into_owned();
            return Ok(true);
        };
        // Dotfiles are often links: the link stays, what it points to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let folder = path.parent().unwrap_or(Path::new("."));
        let replace = || -> io::Result<bool> {
            fs::create_dir_all(folder)?;
            let _one_at_a_time = lock(folder);
            match change(bytes_of(&path)?) {
                Some(bytes) => replace(&path, &bytes).map(|()| true),
                None => Ok(false),
            }
        };
        replace().with_context(|| format!("cannot write the correction to {}", path.display()))
    }
}

/// When a file was last written, and its length.
fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let facts = fs::metadata(path).ok()?;
    Some((facts.modified().ok()?, facts.len()))
}

/// The bytes of a file, none where it is not there.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(io::Error::other(format!("larger than {} MiB", LIMIT >> 20)));
    }
    Ok(bytes)
}

/// Two programs that correct at once do so one after the other. Released when dropped; where a folder
/// cannot be locked, the last one wins.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The new bytes in a file beside it, then one rename.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let written = || -> io::Result<()> {
        let mut file = File::create(&temporary)?;
        if let Ok(facts) = fs::metadata(path) {
            file.set_permissions(facts.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    written().inspect_err(|_| drop(fs::remove_file(&temporary)))
}

/// The file with one row more, on a line of its own.
fn with_row(mut bytes: Vec<u8>, row: &str) -> Vec<u8> {
    if bytes.is_empty() {
        bytes.extend_from_slice(Corrections::HEADER.as_bytes());
    }
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(row.as_bytes());
    bytes.push(b'\n');
    bytes
}

/// The file without the last line that says what a correction says.
fn without_row(bytes: &[u8], correction: &Correction) -> Option<Vec<u8>> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let says = |line: &&[u8]| std::str::from_utf8(line).is_ok_and(|line| Corrections::says(line, correction));
    lines.remove(lines.iter().rposition(says)?);
    Some(lines.concat())
}

/// An engine without a library that follows the corrections of a file, whether that is there or not, and what
/// cannot be read of it. Fails where there is a file that cannot be opened.
pub fn corrected_engine(file: &Path) -> Result<(Engine, Vec<BadRow>)> {
    let mut file = CorrectionFile { path: Some(file.to_path_buf()), ..CorrectionFile::default() };
    let engine = Engine::new().with_corrections(file.read()?);
    Ok((engine, file.bad))
}

impl Library {
    /// Follows the corrections of a file from now on, whether it is there or not. What cannot be read of
    /// it is in [`Library::bad_corrections`]; articles that were tagged otherwise wait for `derive`.
    /// Fails where there is a file that cannot be opened; then none are followed.
    pub fn follow_corrections(&mut self, file: &Path) -> Result<()> {
        self.corrections = CorrectionFile { path: Some(file.to_path_buf()), ..CorrectionFile::default() };
        self.read_corrections()
    }

    /// The rows of the correction file that could not be used.
    pub fn bad_corrections(&self) -> &[BadRow] {
        &self.corrections.bad
    }

    /// The corrections that are followed, in the order of the file.
    pub fn corrections(&self) -> &[Correction] {
        self.engine.corrections().rows()
    }

    /// Writes a correction to the end of the file and follows it: at once in every article that is opened or
    /// tagged from now on, in index and entity pages with `derive`. Without a file it holds for this run.
    /// What no row can say (a spelling without letters) is refused.
    pub fn correct(&mut self, correction: &Correction) -> Result<()> {
        let row = match Corrections::row(&self.unnamed(correction)) {
            Ok(row) => row,
            Err(reason) => bail!("this cannot be corrected: {reason}"),
        };
        self.corrections.change(|bytes| Some(with_row(bytes, &row)))?;
        self.read_corrections()?;
        self.reconcile()
    }

    /// A correction without the name of what every reader's list has.
    fn unnamed(&self, correction: &Correction) -> Correction {
        let mut plain = correction.clone();
        if let Correction::Merge { into, name, .. } = &mut plain
            && self.engine.info(into).is_some()
        {
            *name = None;
        }
        plain
    }

    /// Takes a correction back: its last row leaves the file. Whether there was one.
    pub fn take_back(&mut self, correction: &Correction) -> Result<bool> {
        let found = self.corrections.change(|bytes| without_row(&bytes, correction))?;
        self.read_corrections()?;
        self.reconcile()?;
        Ok(found)
    }

    /// Whether someone else wrote to the file: `derive` follows it.
    pub fn corrections_changed(&self) -> bool {
        self.corrections.is_stale()
    }

    /// Reads the file again where someone else wrote to it.
    pub(super) fn refresh_corrections(&mut self) -> Result<()> {
        if self.corrections.is_stale() { self.read_corrections() } else { Ok(()) }
    }

    fn read_corrections(&mut self) -> Result<()> {
        let corrections = self.corrections.read()?;
        if corrections.rows() != self.engine.corrections().rows() {
            self.engine = self.engine.clone().with_corrections(corrections);
        }
        Ok(())
    }
}
