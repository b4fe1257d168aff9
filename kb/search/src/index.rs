//! The open index: what it holds, and up to which event.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use antiphon_model::AnswerId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, Value as _};
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::error::{SearchError, engine_error, on_disk_error};
use crate::language::Language;
use crate::layer_file;
use crate::linear::Linear;
use crate::memory::Memory;
use crate::mind::Mind;
use crate::schema::{Fields, column};
use crate::writer::Writer;

/// The full-text index of one workspace, in a folder of its own.
///
/// Reading sees the state of the last [`Index::reload`] or [`Writer::commit`].
pub struct Index {
    pub(crate) dir: PathBuf,
    pub(crate) engine: tantivy::Index,
    pub(crate) fields: Fields,
    reader: IndexReader,
    state: RwLock<Arc<State>>,
    pub(crate) layer: RwLock<Option<Arc<Linear>>>,
    pub(crate) mind: Mind,
    /// Held while the state is read anew, so that an older one never takes a newer one's place.
    reading: Mutex<()>,
}

/// One committed state of the index.
pub(crate) struct State {
    pub(crate) searcher: Searcher,
    pub(crate) seq: u64,
    /// How many answers are in service, those included that are removed but still counted by the
    /// engine: the number that its other counts are relative to.
    pub(crate) in_service: u64,
    /// The languages of the answers, the most frequent first.
    pub(crate) languages: Vec<Language>,
    /// The answers in service, ready to be compared.
    pub(crate) memory: Memory,
}

impl Index {
    pub(crate) fn over(
        dir: &Path,
        engine: tantivy::Index,
        fields: Fields,
    ) -> Result<Self, SearchError> {
        let doing = "read the index";
        let builder = engine.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.try_into().map_err(engine_error(doing))?;
        let mind = Mind::default();
        let state = State::read(&engine, &reader, &fields, None, &mind);
        let state = RwLock::new(Arc::new(state.map_err(engine_error(doing))?));
        let layer = RwLock::new(layer_file::read(dir).map(Arc::new));
        let reading = Mutex::default();
        Ok(Self { dir: dir.to_owned(), engine, fields, reader, state, layer, mind, reading })
    }

    /// The number of the last event whose effect the index holds; 0 for none.
    pub fn seq(&self) -> u64 {
        self.state().seq
    }

    /// How many answers the index holds, in service or not.
    pub fn count(&self) -> usize {
        self.state().searcher.segment_readers().iter().map(|s| s.num_docs() as usize).sum()
    }

    /// Every answer's id and whether it is in service, sorted by id.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when a file cannot be read.
    pub fn ids(&self) -> Result<Vec<(AnswerId, bool)>, SearchError> {
        let state = self.state();
        let mut ids = read_ids(&state.searcher).map_err(engine_error("list the answers"))?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// A writer; there is one at a time, over all programs.
    ///
    /// # Errors
    /// [`SearchError::Busy`] while another one is open, [`SearchError::Gone`] when the folder is
    /// gone, else [`SearchError::Engine`].
    pub fn writer(&self) -> Result<Writer<'_>, SearchError> {
        Writer::new(self)
    }

    /// Takes in what another program committed.
    ///
    /// # Errors
    /// [`SearchError::Gone`] when the folder is gone, else [`SearchError::Engine`].
    pub fn reload(&self) -> Result<(), SearchError> {
        let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.state();
        let before = Some(&before.memory);
        let state = State::read(&self.engine, &self.reader, &self.fields, before, &self.mind)
            .map_err(on_disk_error("read what was written", &self.dir))?;
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        Ok(())
    }

    /// The title of the answer at an address.
    pub(crate) fn title_at(&self, searcher: &Searcher, at: DocAddress) -> tantivy::Result<String> {
        let document: TantivyDocument = searcher.doc(at)?;
        let title = document.get_first(self.fields.title_text).and_then(|title| title.as_str());
        Ok(title.unwrap_or_default().to_owned())
    }

    /// The state that reading sees now.
    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("dir", &self.dir)
            .field("seq", &self.seq())
            .finish_non_exhaustive()
    }
}

/// Counts over the answers in service alone, so that drafts change no suggestion.
impl Bm25StatisticsProvider for State {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.in_service)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

impl State {
    fn read(
        engine: &tantivy::Index,
        reader: &IndexReader,
        fields: &Fields,
        before: Option<&Memory>,
        mind: &Mind,
    ) -> tantivy::Result<Self> {
        // Read before the files are: if a commit comes between, `seq` is too low and the same
        // events are put once more, which does no harm.
        let payload = engine.load_metas()?.payload;
        reader.reload()?;
        let searcher = reader.searcher();
        let languages = languages(&searcher, fields)?;
        let in_service = in_service(&searcher)?;
        let seq = payload.and_then(|text| text.parse().ok()).unwrap_or_default();
        let memory = Memory::read(&searcher, fields, before, mind)?;
        Ok(Self { searcher, seq, in_service, languages, memory })
    }
}

fn languages(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Vec<Language>> {
    let mut counts: Vec<(u32, Language)> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.language)?;
        let mut terms = index.terms().stream()?;
        while let Some((code, info)) = terms.next() {
            let language = Language::by_code(str::from_utf8(code).unwrap_or_default());
            match counts.iter_mut().find(|(_, known)| *known == language) {
                Some((count, _)) => *count += info.doc_freq,
                None => counts.push((info.doc_freq, language)),
            }
        }
    }
    counts.sort_by_key(|(count, language)| (std::cmp::Reverse(*count), language.code));
    Ok(counts.into_iter().map(|(_, language)| language).collect())
}

fn in_service(searcher: &Searcher) -> tantivy::Result<u64> {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        let column = segment.fast_fields().u64(column::IN_SERVICE)?;
        count += (0..segment.max_doc()).filter_map(|doc| column.first(doc)).sum::<u64>();
    }
    Ok(count)
}

fn read_ids(searcher: &Searcher) -> tantivy::Result<Vec<(AnswerId, bool)>> {
    let mut ids = Vec::new();
    let mut text = String::new();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(column::ID)? else { continue };
        let in_service = segment.fast_fields().u64(column::IN_SERVICE)?;
        for doc in segment.doc_ids_alive() {
            let Some(number) = column.ords().first(doc) else { continue };
            column.ord_to_str(number, &mut text)?;
            if let Ok(id) = AnswerId::parse(text.as_str()) {
                ids.push((id, in_service.first(doc) == Some(1)));
            }
        }
    }
    Ok(ids)
}
