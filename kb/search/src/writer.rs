//! Writing the index: all of a batch, or nothing of it.

use antiphon_model::AnswerId;
use tantivy::index::SegmentMeta;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{IndexWriter, Term};

use crate::document::Document;
use crate::error::{SearchError, on_disk_error};
use crate::index::Index;

/// Bytes that wait in memory before a part of the index is written; merging takes a little more.
const MEMORY: usize = 48 * 1024 * 1024;

/// Up to this many answers the index is kept in one piece without removed answers, so that words
/// of removed answers count nowhere, and an index that was filled anew ranks exactly alike.
const SMALL: usize = 1_000;

/// The share of removed answers in a piece at which a larger index is cleared of them.
const REMOVED_SHARE: f32 = 0.2;

/// Puts and removes answers. Nothing is seen before [`Writer::commit`]; dropping the writer
/// leaves the index as it was.
pub struct Writer<'a> {
    index: &'a Index,
    engine: IndexWriter,
    /// Answers put so far.
    put: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(index: &'a Index) -> Result<Self, SearchError> {
        // One thread writes while the caller's cuts texts into words: that keeps two cores busy.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(1)
            .build();
        let failed = on_disk_error("start writing", &index.dir);
        let engine: IndexWriter = index.engine.writer_with_options(options).map_err(failed)?;
        engine.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { index, engine, put: 0 })
    }

    /// Puts an answer in place of the one with its id, if there is one.
    ///
    /// # Errors
    /// [`SearchError::Gone`] when the folder is gone, else [`SearchError::Engine`].
    pub fn put(&mut self, answer: &Document) -> Result<(), SearchError> {
        self.remove(&answer.id);
        let document = self.index.fields.document(answer);
        let failed = on_disk_error("put an answer", &self.index.dir);
        self.engine.add_document(document).map_err(failed)?;
        self.put += 1;
        Ok(())
    }

    /// Removes an answer; one that is not there is no error.
    pub fn remove(&mut self, id: &AnswerId) {
        self.engine.delete_term(Term::from_field_text(self.index.fields.id, id.as_str()));
    }

    /// Makes the batch durable and visible, and remembers that the index now holds the effect of
    /// all events up to `seq`.
    ///
    /// # Errors
    /// [`SearchError::Gone`] when the folder is gone, else [`SearchError::Engine`].
    pub fn commit(mut self, seq: u64) -> Result<(), SearchError> {
        let dir = &self.index.dir;
        let is_small = self.index.count() + self.put <= SMALL;
        if !is_small {
            let mut policy = LogMergePolicy::default();
            policy.set_del_docs_ratio_before_merge(REMOVED_SHARE);
            self.engine.set_merge_policy(Box::new(policy));
        }
        let mut prepared =
            self.engine.prepare_commit().map_err(on_disk_error("write the answers", dir))?;
        prepared.set_payload(&seq.to_string());
        prepared.commit().map_err(on_disk_error("commit the answers", dir))?;
        if is_small {
            self.compact().map_err(on_disk_error("bring the index into one piece", dir))?;
        }
        // Dropping the writer would break off what is being merged.
        self.engine.wait_merging_threads().map_err(on_disk_error("merge the index", dir))?;
        self.index.reload()
    }

    /// Brings a small index into one piece.
    fn compact(&mut self) -> tantivy::Result<()> {
        let pieces = self.index.engine.searchable_segment_metas()?;
        if pieces.len() > 1 || pieces.iter().any(SegmentMeta::has_deletes) {
            let ids: Vec<_> = pieces.iter().map(SegmentMeta::id).collect();
            self.engine.merge(&ids).wait()?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}
