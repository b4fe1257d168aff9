//! The approved sentences that may be said on a channel today, kept from one check to the next.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use antiphon_model::{Channel, Locale};
use antiphon_store::answers;
use antiphon_voice::provenance::{Approved, Library};

use crate::open::locked;
use crate::{Desk, DeskError};

/// How many channels' sentences are kept.
const KEPT: usize = 4;

/// Approved sentences by what they were read for, the last used at the end.
#[derive(Debug, Default)]
pub(crate) struct Approvals(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    channel: Channel,
    locale: Option<Locale>,
    /// The last event of an answer, and the workspace's zone.
    state: (u64, String),
    /// From then on another answer is valid, or one is no longer.
    until_ms: i64,
    library: Arc<Library>,
}

impl Desk {
    /// The sentences of all answers that may be used on `channel` in `locale` now.
    pub(crate) fn approvals(
        &self,
        channel: Channel,
        locale: Option<&Locale>,
    ) -> Result<Arc<Library>, DeskError> {
        let state = (self.read(answers::last_event)?, self.workspace_state()?.time_zone);
        let now = self.now().ms();
        let is_same = |one: &Kept| one.channel == channel && one.locale.as_ref() == locale;
        {
            let mut kept = locked(&self.approvals.0);
            let known = kept
                .iter()
                .position(|one| is_same(one) && one.state == state && now < one.until_ms);
            if let Some(at) = known {
                let one = kept.remove(at);
                let library = Arc::clone(&one.library);
                kept.push(one);
                return Ok(library);
            }
        }
        // Read without the lock: checks of other conversations go on meanwhile.
        let (library, until_ms) = self.read_approvals(channel, locale)?;
        let library = Arc::new(library);
        let mut kept = locked(&self.approvals.0);
        kept.retain(|one| one.state == state && !is_same(one));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        let locale = locale.cloned();
        kept.push(Kept { channel, locale, state, until_ms, library: Arc::clone(&library) });
        Ok(library)
    }

    /// Reads the library; gives also until when it stays as it is.
    fn read_approvals(
        &self,
        channel: Channel,
        locale: Option<&Locale>,
    ) -> Result<(Library, i64), DeskError> {
        let (now, zone) = (self.now(), self.workspace_state()?.zone());
        let mut until = i64::MAX;
        let mut bodies: Vec<(String, String)> = Vec::new();
        self.read(|conn| {
            answers::each(conn, &mut |answer| {
                let Some((revision, _)) = answer.in_service() else {
                    return ControlFlow::Continue(());
                };
                let content = &revision.content;
                let spoken = locale.is_none_or(|locale| content.fits_locale(locale));
                if !spoken || !content.fits_channel(channel) {
                    return ControlFlow::Continue(());
                }
                let (from, to) = content.validity().bounds_ms(&zone);
                for change in [from, to.saturating_add(1)] {
                    if change > now.ms() {
                        until = until.min(change);
                    }
                }
                if content.validity().covers(now, &zone) {
                    let body = content.body_for(Some(channel), locale);
                    bodies.push((answer.id.to_string(), body.to_owned()));
                }
                ControlFlow::Continue(())
            })
        })?;
        bodies.sort();
        let slices: Vec<(&str, [&str; 1])> =
            bodies.iter().map(|(id, body)| (id.as_str(), [body.as_str()])).collect();
        let approved = slices.iter().map(|(id, bodies)| Approved { id, bodies });
        Ok((Library::new(approved), until))
    }
}
