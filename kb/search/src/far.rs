//! What the answers of a library mean that is too large to be kept in memory whole: one vector an
//! answer, by which those are found that share no word with a message.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, TantivyDocument};

use crate::filter::Filter;
use crate::memory::{self, Meanings};
use crate::schema::{Fields, column};
use crate::vectors::Vector;

/// The vectors of all answers in service, by segment of the index.
#[derive(Debug, Default)]
pub(crate) struct Far(HashMap<SegmentId, Arc<Part>>);

/// The vectors of one segment, which never changes but for answers that are removed.
#[derive(Debug)]
struct Part {
    docs: Vec<DocId>,
    vectors: Vec<Arc<Vector>>,
    /// Whether the meaning of all its answers is known.
    is_complete: bool,
    known: u64,
}

impl Far {
    /// Reads the vectors; those of segments that are known whole are taken from `before`.
    pub(crate) fn read(
        searcher: &Searcher,
        fields: &Fields,
        before: Option<&Self>,
        meanings: &dyn Meanings,
    ) -> tantivy::Result<Self> {
        let mut parts = HashMap::new();
        if meanings.known() == 0 {
            return Ok(Self(parts));
        }
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let known = before.and_then(|before| before.0.get(&id));
            let known = known.filter(|part| part.is_complete || part.known == meanings.known());
            let part = match known {
                Some(part) => Arc::clone(part),
                None => Arc::new(Part::read(segment, fields, meanings)?),
            };
            parts.insert(id, part);
        }
        Ok(Self(parts))
    }

    /// The `keep` answers that mean most nearly what `wanted` does and pass `filter`, the nearest
    /// first.
    pub(crate) fn nearest(
        &self,
        searcher: &Searcher,
        filter: &Filter,
        wanted: &Vector,
        keep: usize,
    ) -> tantivy::Result<Vec<DocAddress>> {
        let mut best: Vec<(f32, DocAddress)> = Vec::with_capacity(keep + 1);
        for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
            let Some(part) = self.0.get(&segment.segment_id()) else { continue };
            let mut docs = part.docs.iter();
            let filter = filter.on(segment)?;
            wanted.likenesses(part.vectors.iter().map(|vector| &**vector), |likeness| {
                let Some(doc) = docs.next() else { return };
                let worst = best.last().filter(|_| best.len() >= keep);
                if worst.is_none_or(|(worst, _)| likeness > *worst) && filter.allows(*doc) {
                    let place = best.partition_point(|(kept, _)| *kept >= likeness);
                    best.insert(place, (likeness, DocAddress::new(ordinal, *doc)));
                    best.truncate(keep);
                }
            });
        }
        Ok(best.into_iter().map(|(_, address)| address).collect())
    }
}

impl Part {
    fn read(
        segment: &SegmentReader,
        fields: &Fields,
        meanings: &dyn Meanings,
    ) -> tantivy::Result<Self> {
        let in_service = segment.fast_fields().u64(column::IN_SERVICE)?;
        let store = segment.get_store_reader(1)?;
        let known = meanings.known();
        let mut part = Self { docs: Vec::new(), vectors: Vec::new(), is_complete: true, known };
        for doc in segment.doc_ids_alive().filter(|doc| in_service.first(*doc) == Some(1)) {
            let document: TantivyDocument = store.get(doc)?;
            let language = memory::language(&document, fields);
            let text = memory::own_text(&document, fields);
            match meanings.of(language, memory::gist(&text)) {
                Some(vector) => {
                    part.docs.push(doc);
                    part.vectors.push(vector);
                }
                None => part.is_complete = false,
            }
        }
        Ok(part)
    }
}
