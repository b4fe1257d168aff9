//! The approved sentences of the workspace, kept from one check to the next, and which of them may
//! be said on a channel today.

use std::collections::HashMap;
use std::sync::Mutex;

use antiphon_model::{Answer, Channel, Content, Locale};
use antiphon_store::answers;
use antiphon_voice::provenance::{Approved, Library, Usable};
use jiff::tz::TimeZone;

use crate::open::locked;
use crate::{Desk, DeskError};

/// For how many channels and locales it is kept what may be used.
const KEPT: usize = 8;
/// When more answers than this have changed, all are read anew.
const MANY: u32 = 1_000;

/// The approved sentences, from when they are first asked for.
#[derive(Debug, Default)]
pub(crate) struct Approvals(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    /// The last event of an answer that it holds.
    seq: u64,
    library: Library,
    /// When and where each answer in service may be used: its content without the texts.
    scopes: HashMap<String, Content>,
    /// The last that was asked for is at the end.
    kept: Vec<Kept>,
}

/// What may be used somewhere.
#[derive(Debug)]
struct Kept {
    channel: Channel,
    locale: Option<Locale>,
    zone: String,
    /// From then on another answer is valid, or one is no longer.
    until_ms: i64,
    usable: Usable,
}

impl Desk {
    /// Gives `check` the approved sentences, and which of them may be used on `channel` in
    /// `locale` now.
    pub(crate) fn with_approvals<T>(
        &self,
        channel: Channel,
        locale: Option<&Locale>,
        check: impl FnOnce(&Library, &Usable) -> T,
    ) -> Result<T, DeskError> {
        let workspace = self.workspace_state()?;
        let mut held = locked(&self.approvals.0);
        self.refresh(&mut held)?;
        let kept = held.kept_for((channel, locale), &workspace.time_zone, self.now().ms());
        let kept = kept.unwrap_or_else(|| {
            let (usable, until_ms) =
                held.usable((channel, locale), &workspace.zone(), self.now().ms());
            let zone = workspace.time_zone.clone();
            Kept { channel, locale: locale.cloned(), zone, until_ms, usable }
        });
        let checked = check(&held.library, &kept.usable);
        held.kept.push(kept);
        Ok(checked)
    }

    /// Reads what was approved since, so that the next check need not.
    pub(crate) fn warm_approvals(&self) -> Result<(), DeskError> {
        self.refresh(&mut locked(&self.approvals.0))
    }

    fn refresh(&self, held: &mut Held) -> Result<(), DeskError> {
        let last = self.read(answers::last_event)?;
        if last == held.seq {
            return Ok(());
        }
        let changed = self.read(|conn| answers::count_changed(conn, held.seq))?;
        // A smaller number: the journal was put back.
        if changed > MANY || last < held.seq {
            *held = Held::default();
        }
        held.kept.clear();
        loop {
            // Ever longer pages: what is read is put in order page by page.
            let limit = u32::try_from(held.scopes.len()).unwrap_or(u32::MAX).max(MANY);
            let page = self.read(|conn| answers::changed(conn, held.seq, limit))?;
            let is_last = page.len() < limit as usize;
            held.take(page);
            if is_last {
                return Ok(());
            }
        }
    }
}

impl Held {
    /// Takes in answers with the seq of the last event of each, in the order of these.
    fn take(&mut self, page: Vec<(u64, Answer)>) {
        let mut fresh: Vec<(String, Content)> = Vec::new();
        for (seq, answer) in page {
            self.seq = seq;
            let id = answer.id.to_string();
            if let Some((revision, _)) = answer.approved.filter(|_| !answer.retired) {
                fresh.push((id, revision.content));
            } else {
                self.library.remove(&id);
                self.scopes.remove(&id);
            }
        }
        let bodies: Vec<Vec<&str>> = fresh.iter().map(|(_, content)| bodies(content)).collect();
        let approved = fresh.iter().zip(&bodies).map(|((id, _), bodies)| Approved { id, bodies });
        self.library.put(approved);
        self.scopes.extend(fresh.into_iter().map(|(id, content)| (id, scope(content))));
    }

    /// What was found out before about a channel and a locale.
    fn kept_for(
        &mut self,
        (channel, locale): (Channel, Option<&Locale>),
        zone: &str,
        now_ms: i64,
    ) -> Option<Kept> {
        let is_it = |one: &Kept| one.channel == channel && one.locale.as_ref() == locale;
        let known = self.kept.iter().position(is_it).map(|at| self.kept.remove(at));
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        known.filter(|one| one.zone == zone && now_ms < one.until_ms)
    }

    /// What may be used, and until when that stays as it is.
    fn usable(
        &self,
        (channel, locale): (Channel, Option<&Locale>),
        zone: &TimeZone,
        now_ms: i64,
    ) -> (Usable, i64) {
        let mut until = i64::MAX;
        let mut nth: HashMap<&str, usize> = HashMap::new();
        for (id, scope) in &self.scopes {
            if !scope.fits_channel(channel) || !locale.is_none_or(|own| scope.fits_locale(own)) {
                continue;
            }
            let (from, to) = scope.validity().bounds_ms(zone);
            for change in [from, to.saturating_add(1)] {
                if change > now_ms {
                    until = until.min(change);
                }
            }
            if (from..=to).contains(&now_ms) {
                let variant = scope.variant_for(Some(channel), locale);
                nth.insert(id, variant.map_or(0, |variant| variant + 1));
            }
        }
        (Usable::of(&self.library, &|id| nth.get(id).copied()), until)
    }
}

/// The body and those of the variants.
fn bodies(content: &Content) -> Vec<&str> {
    let variants = content.variants.iter().map(|variant| variant.body.as_str());
    std::iter::once(content.body.as_str()).chain(variants).collect()
}

/// A content without its texts.
fn scope(content: Content) -> Content {
    let mut scope = Content { title: String::new(), body: String::new(), ..content };
    for variant in &mut scope.variants {
        variant.body = String::new();
    }
    scope
}
