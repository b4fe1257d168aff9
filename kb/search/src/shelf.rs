//! The shelf: a file of vectors that were computed before, so that a text is encoded once.
//!
//! The file only grows, until more than half of it is unused; it is derived and may be deleted at
//! any time. Any number of programs may read it while one writes: a lock beside the file keeps
//! writers apart. What is torn or damaged at its end does not count and is cut off by the next
//! write.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::{SearchError, io_error};
use crate::vectors::Vector;

const FILE: &str = "vectors";
const MAGIC: &[u8; 16] = b"antiphon-vector1";
/// The magic word, a digest of the encoder's name and dimensions, and how often the file began.
const HEADER: usize = 16 + 16 + 8;
const KEY: usize = 16;
const CHECK: usize = 8;

/// What a text is known by.
type Key = [u8; KEY];

/// The vectors of one encoder in one folder.
#[derive(Debug)]
pub struct Shelf {
    path: PathBuf,
    encoder: Key,
    dimensions: usize,
    /// The file as it is read; none while there is none that fits.
    file: Option<Mutex<File>>,
    /// How often the file began anew.
    beginning: u64,
    /// Which record holds a text's vector.
    places: HashMap<Key, u64>,
    /// How many whole records the file holds.
    records: u64,
}

impl Shelf {
    /// The shelf in `folder` of the encoder called `name`; empty when the file is missing or of
    /// another encoder. Writes nothing.
    ///
    /// # Errors
    /// [`SearchError::Io`] when a file that is there cannot be read.
    pub fn open(folder: &Path, name: &str, dimensions: usize) -> Result<Self, SearchError> {
        let mut encoder = blake3::Hasher::new();
        encoder.update(name.as_bytes()).update(&dimensions.to_le_bytes());
        let encoder = short(&encoder);
        let path = folder.join(FILE);
        let places = HashMap::new();
        let mut shelf =
            Self { path, encoder, dimensions, file: None, beginning: 0, places, records: 0 };
        shelf.refresh()?;
        Ok(shelf)
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether there is a vector of `text`.
    pub fn has(&self, text: &str) -> bool {
        self.places.contains_key(&self.key(text))
    }

    /// The vector of `text`, if it was put here.
    ///
    /// # Errors
    /// [`SearchError::Io`] when the file cannot be read.
    pub fn get(&self, text: &str) -> Result<Option<Vector>, SearchError> {
        let key = self.key(text);
        let (Some(place), Some(file)) = (self.places.get(&key), &self.file) else {
            return Ok(None);
        };
        let mut record = vec![0; self.size()];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.start(*place)))
            .and_then(|_| file.read_exact(&mut record))
            .map_err(io_error("read", &self.path))?;
        // The file may have been deleted and begun anew meanwhile.
        Ok(if record.starts_with(&key) { self.vector(&record) } else { None })
    }

    /// Reads what another program has written since.
    ///
    /// # Errors
    /// [`SearchError::Io`] when the file cannot be read.
    pub fn refresh(&mut self) -> Result<(), SearchError> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
                self.forget(0);
                return Ok(());
            }
            Err(source) => return Err(io_error("open", &self.path)(source)),
        };
        let path = self.path.clone();
        let reading = || io_error("read", &path);
        let length = file.metadata().map_err(reading())?.len();
        let mut header = [0; HEADER];
        let begins = length >= HEADER as u64 && {
            file.read_exact(&mut header).map_err(reading())?;
            header.starts_with(MAGIC)
        };
        let beginning = header.last_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        let encoder = header.get(16..32).unwrap_or_default();
        if !begins || encoder != self.encoder {
            self.forget(if begins { beginning } else { 0 });
            return Ok(());
        }
        if self.file.is_none() || beginning != self.beginning || length < self.start(self.records) {
            self.forget(beginning);
        }
        file.seek(SeekFrom::Start(self.start(self.records))).map_err(reading())?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail).map_err(reading())?;
        self.take_in(&tail);
        self.file = Some(Mutex::new(file));
        Ok(())
    }

    /// Notes the whole records of `tail`, up to the first that is damaged.
    fn take_in(&mut self, tail: &[u8]) {
        for record in tail.chunks_exact(self.size()) {
            let Some((content, check)) = record.split_last_chunk::<CHECK>() else { return };
            let Some(key) = content.first_chunk::<KEY>() else { return };
            if checksum(content) != *check {
                return;
            }
            self.places.insert(*key, self.records);
            self.records += 1;
        }
    }

    fn forget(&mut self, beginning: u64) {
        self.file = None;
        self.beginning = beginning;
        self.places.clear();
        self.records = 0;
    }

    /// Puts the vectors of texts on the shelf; a text that has one keeps it. On the disk when
    /// this returns.
    ///
    /// # Errors
    /// [`SearchError::Io`] when the file cannot be written; then nothing was put.
    pub fn put<'a>(
        &mut self,
        vectors: impl IntoIterator<Item = (&'a str, &'a Vector)>,
    ) -> Result<(), SearchError> {
        let _lock = self.lock()?;
        self.refresh()?;
        let mut records = Vec::new();
        for (text, vector) in vectors {
            let key = self.key(text);
            if !self.places.contains_key(&key) && vector.values.len() == self.dimensions {
                records.extend(record(key, vector));
            }
        }
        if records.is_empty() {
            return Ok(());
        }
        if self.file.is_none() {
            return self.begin(&records);
        }
        let writing = || io_error("write", &self.path);
        let mut file = OpenOptions::new().write(true).open(&self.path).map_err(writing())?;
        let end = self.start(self.records);
        file.set_len(end)
            .and_then(|()| file.seek(SeekFrom::Start(end)))
            .and_then(|_| file.write_all(&records))
            .and_then(|()| file.sync_data())
            .map_err(writing())?;
        self.take_in(&records);
        Ok(())
    }

    /// Writes the file anew without the vectors of texts that are not `used`, when they are more
    /// than half of it. Says whether it did.
    ///
    /// # Errors
    /// [`SearchError::Io`] when the file cannot be read or written; then it stays as it was.
    pub fn retain<'a>(
        &mut self,
        used: impl IntoIterator<Item = &'a str>,
    ) -> Result<bool, SearchError> {
        let _lock = self.lock()?;
        self.refresh()?;
        let used = used.into_iter().map(|text| self.key(text));
        let mut kept: Vec<u64> = used.filter_map(|key| self.places.get(&key).copied()).collect();
        kept.sort_unstable();
        kept.dedup();
        if (kept.len() as u64) * 2 >= self.records {
            return Ok(false);
        }
        let all = fs::read(&self.path).map_err(io_error("read", &self.path))?;
        let size = self.size();
        let all: Vec<&[u8]> = all.get(HEADER..).unwrap_or_default().chunks_exact(size).collect();
        let kept = kept.into_iter().filter_map(|place| all.get(usize::try_from(place).ok()?));
        let records = kept.flat_map(|record| record.iter().copied()).collect::<Vec<u8>>();
        self.begin(&records)?;
        Ok(true)
    }

    /// Keeps other writers away until it is dropped.
    fn lock(&self) -> Result<File, SearchError> {
        let path = self.path.with_extension("lock");
        let folder = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(io_error("create the folder", folder))?;
        let lock = File::create(&path).map_err(io_error("write", &path))?;
        lock.lock().map_err(io_error("lock", &path))?;
        Ok(lock)
    }

    /// Puts a new file of `records` into the place of the old one.
    fn begin(&mut self, records: &[u8]) -> Result<(), SearchError> {
        let writing = || io_error("write", &self.path);
        let folder = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(writing())?;
        let partial = self.path.with_extension("partial");
        let mut file = File::create(&partial).map_err(writing())?;
        let beginning = (self.beginning + 1).to_le_bytes();
        let header = [MAGIC.as_slice(), &self.encoder, &beginning].concat();
        file.write_all(&header)
            .and_then(|()| file.write_all(records))
            .and_then(|()| file.sync_data())
            .and_then(|()| fs::rename(&partial, &self.path))
            .map_err(writing())?;
        self.refresh()
    }

    fn key(&self, text: &str) -> Key {
        let mut digest = blake3::Hasher::new();
        digest.update(&self.encoder).update(text.as_bytes());
        short(&digest)
    }

    /// How long a record is: key, unit, values, checksum.
    fn size(&self) -> usize {
        KEY + 4 + self.dimensions + CHECK
    }

    /// Where a record begins in the file.
    fn start(&self, place: u64) -> u64 {
        HEADER as u64 + place * self.size() as u64
    }

    fn vector(&self, record: &[u8]) -> Option<Vector> {
        let (unit, values) = record.get(KEY..KEY + 4 + self.dimensions)?.split_first_chunk()?;
        let values = values.iter().map(|byte| byte.cast_signed()).collect();
        Some(Vector { unit: f32::from_le_bytes(*unit), values })
    }
}

fn record(key: Key, vector: &Vector) -> Vec<u8> {
    let mut record = key.to_vec();
    record.extend(vector.unit.to_le_bytes());
    record.extend(vector.values.iter().map(|value| value.cast_unsigned()));
    record.extend(checksum(&record));
    record
}

fn checksum(content: &[u8]) -> [u8; CHECK] {
    let digest = blake3::hash(content);
    digest.as_bytes().first_chunk().copied().unwrap_or_default()
}

fn short(digest: &blake3::Hasher) -> Key {
    digest.finalize().as_bytes().first_chunk().copied().unwrap_or_default()
}
