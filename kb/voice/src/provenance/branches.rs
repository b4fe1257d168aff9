//! Which branches of a template a draft follows, told by the sentences that it holds.

use std::collections::{BTreeMap, BTreeSet};

use super::library::SentenceId;
use super::template::Pick;

/// The sentences of a body that has branches, each with the branches that it is part of.
#[derive(Debug, Default)]
pub(super) struct Branches {
    said: Vec<(SentenceId, Box<[Pick]>)>,
    /// Of each place where branches part, the branch of nothing.
    empty: Box<[Option<u16>]>,
}

impl Branches {
    pub(super) fn new(said: Vec<(SentenceId, Vec<Pick>)>, empty: Vec<Option<u16>>) -> Self {
        let mut seen = BTreeSet::new();
        let new = said.into_iter().filter(|one| seen.insert(one.clone()));
        let said = new.map(|(id, picks)| (id, picks.into_boxed_slice())).collect();
        Self { said, empty: empty.into() }
    }

    /// The sentences in the branches that a draft follows which holds `sources`; `size` is how much
    /// a sentence says.
    ///
    /// Of branches that part, it follows the one that most of is there. Where nothing is there of
    /// any, it follows the one of nothing, else the first.
    pub(super) fn followed(
        &self,
        sources: &BTreeSet<SentenceId>,
        size: &dyn Fn(SentenceId) -> usize,
    ) -> Vec<SentenceId> {
        let mut counted = BTreeSet::new();
        let mut there: BTreeMap<Pick, usize> = BTreeMap::new();
        for (id, picks) in self.said.iter().filter(|(id, _)| sources.contains(id)) {
            for pick in picks {
                if counted.insert((*id, *pick)) {
                    *there.entry(*pick).or_default() += size(*id);
                }
            }
        }
        let mut taken: Vec<u16> = self.empty.iter().map(|empty| empty.unwrap_or(0)).collect();
        let mut best: BTreeMap<u16, usize> = BTreeMap::new();
        for (pick, size) in there {
            let most = best.entry(pick.fork).or_default();
            if size > *most {
                *most = size;
                if let Some(taken) = taken.get_mut(usize::from(pick.fork)) {
                    *taken = pick.branch;
                }
            }
        }
        let holds = |pick: &Pick| taken.get(usize::from(pick.fork)) == Some(&pick.branch);
        let mut seen = BTreeSet::new();
        let followed = self.said.iter().filter(|(_, picks)| picks.iter().all(holds));
        followed.map(|(id, _)| *id).filter(|id| seen.insert(*id)).collect()
    }
}
