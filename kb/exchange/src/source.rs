//! The bytes of a file as UTF-8 with `\n` at the end of each line, whatever it was written with.

use std::{
    borrow::Cow,
    cell::Cell,
    fs::File,
    io::{self, BufRead, Read, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    rc::Rc,
};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ExchangeError;

/// The longest row, in bytes. A longer one is a problem, not a reason to run out of memory.
pub(crate) const ROW_LIMIT: usize = 8 << 20;
const CHUNK: usize = 64 << 10;

/// What has been read so far; shared by a source and those who read from it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Bytes read from the disk.
    pub(crate) done: Cell<u64>,
    /// Bytes there are in all.
    pub(crate) total: Cell<u64>,
    /// How many pieces of text were no UTF-8, and the line of the first.
    odd: Cell<(u64, u64)>,
    encoding: Cell<Option<&'static str>>,
}

impl Tally {
    /// The text of `bytes`, which begin on `line`: UTF-8, or Windows-1252 where they are not.
    pub(crate) fn text<'a>(&self, line: u64, bytes: &'a [u8]) -> Cow<'a, str> {
        if let Ok(text) = str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        let (count, first) = self.odd.get();
        self.odd.set((count + 1, if count == 0 { line } else { first }));
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    }

    /// The name of the encoding that was met.
    pub(crate) fn encoding(&self) -> &'static str {
        match self.encoding.get() {
            _ if self.odd.get().0 > 0 => "Windows-1252",
            Some(encoding) => encoding,
            None => "UTF-8",
        }
    }

    /// What to tell about text that was no UTF-8: the line and the sentence.
    pub(crate) fn note(&self) -> Option<(u64, String)> {
        let (count, first) = self.odd.get();
        let rest = if count > 1 { format!(", like {} more", count - 1) } else { String::new() };
        let message = format!("not UTF-8: read as Windows-1252{rest}; check accented letters");
        (count > 0).then_some((first, message))
    }
}

/// How many line ends are in `bytes`.
pub(crate) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// A file, decoded while it is read. Text that is no UTF-8 is passed on as it is; see
/// [`Tally::text`].
pub(crate) struct Source {
    path: PathBuf,
    file: File,
    decoder: Option<Decoder>,
    ready: Vec<u8>,
    at: usize,
    after_cr: bool,
    ended: bool,
    tally: Rc<Tally>,
}

impl Source {
    /// Opens the file at `path` and looks at its byte order mark.
    pub(crate) fn open(path: &Path, tally: Rc<Tally>) -> Result<Self, ExchangeError> {
        let failed = |source| ExchangeError::Read { path: path.to_owned(), source };
        // Looked at before it is opened: opening a pipe would wait for its other end.
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            return Err(ExchangeError::NoFile(path.to_owned()));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut start = Vec::new();
        file.by_ref().take(3).read_to_end(&mut start).map_err(failed)?;
        let (name, decoder, mark) = match start.as_slice() {
            [0xEF, 0xBB, 0xBF] => ("UTF-8 with BOM", None, 3),
            [0xFF, 0xFE, ..] => ("UTF-16LE", Some(UTF_16LE), 2),
            [0xFE, 0xFF, ..] => ("UTF-16BE", Some(UTF_16BE), 2),
            _ => ("UTF-8", None, 0),
        };
        file.seek(SeekFrom::Start(mark)).map_err(failed)?;
        tally.encoding.set(Some(name));
        tally.done.set(tally.done.get() + mark);
        Ok(Self {
            path: path.to_owned(),
            file,
            decoder: decoder.map(encoding_rs::Encoding::new_decoder_without_bom_handling),
            ready: Vec::new(),
            at: 0,
            after_cr: false,
            ended: false,
            tally,
        })
    }

    /// The error for a failed read.
    pub(crate) fn failed(&self, source: io::Error) -> ExchangeError {
        ExchangeError::Read { path: self.path.clone(), source }
    }

    /// The next line without its end, and whether it was longer than [`ROW_LIMIT`] and cut there;
    /// `None` at the end of the file.
    pub(crate) fn line(&mut self, line: &mut Vec<u8>) -> Result<Option<bool>, ExchangeError> {
        line.clear();
        let mut cut = false;
        let mut any = false;
        loop {
            let chunk = match self.fill_buf() {
                Ok(chunk) => chunk,
                Err(err) => return Err(self.failed(err)),
            };
            if chunk.is_empty() {
                return Ok(any.then_some(cut));
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            if line.len() + part.len() > ROW_LIMIT {
                cut = true;
            } else if !cut {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.consume(used);
            if end.is_some() {
                return Ok(Some(cut));
            }
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.ended {
            let mut raw = Vec::with_capacity(CHUNK);
            let length = self.file.by_ref().take(CHUNK as u64).read_to_end(&mut raw)?;
            self.tally.done.set(self.tally.done.get() + length as u64);
            self.ended = length == 0;
            self.ready = match &mut self.decoder {
                None => raw,
                Some(decoder) => {
                    let room = decoder.max_utf8_buffer_length(length).unwrap_or(length * 3 + 16);
                    let mut text = String::with_capacity(room);
                    // What cannot be decoded becomes U+FFFD, which everybody sees.
                    let (_result, _read, _replaced) =
                        decoder.decode_to_string(&raw, &mut text, self.ended);
                    text.into_bytes()
                }
            };
            self.unify_line_ends();
        }
        Ok(())
    }

    /// Makes `\r\n` and `\r` to `\n`, also where a chunk ends between the two.
    fn unify_line_ends(&mut self) {
        if !self.after_cr && !self.ready.contains(&b'\r') {
            return;
        }
        let mut after_cr = self.after_cr;
        self.ready.retain_mut(|byte| {
            let was_after_cr = after_cr;
            after_cr = *byte == b'\r';
            if after_cr {
                *byte = b'\n';
                return true;
            }
            !(was_after_cr && *byte == b'\n')
        });
        self.after_cr = after_cr;
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.ready.len() {
            self.refill()?;
        }
        Ok(self.ready.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Source {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buf)?;
        self.consume(length);
        Ok(length)
    }
}
