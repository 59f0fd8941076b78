//! The files of the index: read where they are asked for, not mapped into memory.
//!
//! A mapped file that another program cuts ends this one by SIGBUS at the next look at it, with the terminal taken;
//! a read of such a file is an error, to be met as all damage is (see `damage`).
//!
//! *Invariant:* what dictionaries and columns were read is held for as long as a reader has their file open, and
//! read once for all of them; postings and positions, nine tenths of an index, are not held.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// A folder whose files are read; in all else tantivy's own.
#[derive(Clone, Debug)]
pub(super) struct Files {
    folder: PathBuf,
    open: Arc<Mutex<HashMap<PathBuf, Weak<Handle>>>>,
    rest: MmapDirectory,
}

impl Files {
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { folder: folder.to_owned(), open: Arc::default(), rest: MmapDirectory::open(folder)? })
    }
}

/// An open file: its bytes stay where another takes its name, or none.
#[derive(Debug)]
struct Handle {
    file: File,
    len: usize,
    /// What was read, where it is held.
    held: Option<Mutex<HashMap<Range<usize>, OwnedBytes>>>,
}

impl Handle {
    fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        let is_large = path.extension().is_some_and(|kind| kind == "idx" || kind == "pos");
        Ok(Self { file, len, held: (!is_large).then(Mutex::default) })
    }

    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.len
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let Some(held) = &self.held else { return self.read(range) };
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = held.get(&range) {
            return Ok(bytes.clone());
        }
        let bytes = self.read(range.clone())?;
        held.insert(range, bytes.clone());
        Ok(bytes)
    }
}

impl Directory for Files {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = open.get(path).and_then(Weak::upgrade) {
            return Ok(handle);
        }
        let handle = Handle::open(&self.folder.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        })?;
        let handle = Arc::new(handle);
        open.retain(|_, handle| handle.strong_count() > 0);
        open.insert(path.to_owned(), Arc::downgrade(&handle));
        Ok(handle)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.rest.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.rest.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.rest.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.rest.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.rest.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.rest.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.rest.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.rest.watch(watch_callback)
    }
}
