//! Each sentence of a draft judged, and the draft.

use std::collections::HashMap;
use std::ops::Range;

use super::claims::{self, Found, Reading};
use super::index::{Index, Usable};
use super::joined::joined;
use super::library::{BodyId, Library, SentenceId};
use super::locked::{Locks, Matched, locks};
use super::words::{Origin, Token, tokens};
use super::{Claim, ClaimKind, Report, Sentence, State, Verdict};
use super::{courtesy, gaps, links, negation, numerals, similar};
use crate::{sentences, template};

/// The longest draft that is read, in bytes.
const LONGEST: usize = 64 << 10;
/// How many bodies that share a sentence are weighed.
const OWNERS: usize = 64;

/// A sentence before the whole draft is known.
struct Judged {
    range: Range<usize>,
    state: State,
    source: Option<SentenceId>,
    tokens: Vec<Token>,
    fillings: Vec<gaps::Filling>,
}

/// Says where each sentence of `draft` comes from. `used` names the answers that were inserted,
/// `products` the names that are promises.
pub fn check(
    draft: &str,
    (library, usable): (&Library, &Usable),
    used: &[&str],
    products: &[String],
) -> Report {
    let library = Index::new(library, usable);
    let whole = draft.len() <= LONGEST;
    let draft = draft.get(..draft.floor_char_boundary(LONGEST)).unwrap_or(draft);
    let judged: Vec<Judged> =
        sentences::find(draft).into_iter().map(|range| judge(draft, range, library)).collect();
    let bodies = bodies(library, &judged, used);
    let language = numerals::language(draft);
    let reading = Reading { language, products };
    let approved = approved(library, &bodies, used, reading);
    let mut sentences = Vec::new();
    let mut matched = Vec::new();
    for (one, body) in judged.into_iter().zip(bodies) {
        sentences.push(sentence(draft, &one, (library, body), (&approved, reading)));
        matched.push(Matched { source: one.source, body, tokens: one.tokens });
    }
    let Locks { broken: broken_locks, standing } = locks(library, (&sentences, &matched), used);
    let locked = joined_ranges(draft, standing);
    let leftovers: Vec<_> = leftovers(draft);
    let unknown: Vec<String> =
        used.iter().filter(|id| !library.has(id)).map(|id| (*id).to_owned()).collect();
    let settled = |sentence: &Sentence| {
        let known = matches!(sentence.state, State::Verbatim | State::Fields) || sentence.courtesy;
        known && sentence.claims.is_empty()
    };
    let verdict = if !broken_locks.is_empty() || !leftovers.is_empty() {
        Verdict::Blocked
    } else if whole && unknown.is_empty() && !sentences.is_empty() && sentences.iter().all(settled)
    {
        Verdict::Ready
    } else {
        Verdict::NeedsApproval
    };
    Report { sentences, broken_locks, locked, leftovers, unknown, verdict }
}

/// The ranges in the order of the text; what only blanks part is one.
fn joined_ranges(draft: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let goes_on = |last: &&mut Range<usize>| {
            let between = draft.get(last.end..range.start.max(last.end));
            between.is_some_and(|between| between.trim().is_empty())
        };
        match joined.last_mut().filter(goes_on) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

/// What is left to fill in: tab stops, placeholders and notes to oneself.
fn leftovers(draft: &str) -> Vec<Range<usize>> {
    template::leftovers(draft).into_iter().map(|finding| finding.range).collect()
}

fn judge(draft: &str, range: Range<usize>, library: Index<'_>) -> Judged {
    let tokens = tokens(draft, range.clone(), Origin::Draft);
    let judged =
        |state, source, fillings, tokens| Judged { range, state, source, tokens, fillings };
    if let Some(source) = library.same(&tokens) {
        return judged(State::Verbatim, Some(source), Vec::new(), tokens);
    }
    let alike = library.alike(&tokens);
    let filled = alike.iter().find_map(|id| {
        let own = links::filled(library.tokens(*id), &tokens);
        let fillings =
            gaps::fill(&own, &tokens).or_else(|| links::says_same(&own, &tokens).then(Vec::new))?;
        Some((*id, fillings))
    });
    if let Some((source, fillings)) = filled {
        return judged(State::Fields, Some(source), fillings, tokens);
    }
    if courtesy::is_courtesy(&tokens, &|word| library.says(word)) {
        return judged(State::Own, None, Vec::new(), tokens);
    }
    match similar::source(library, &tokens, &alike) {
        Some(source) => judged(State::Edited, Some(source), Vec::new(), tokens),
        None => judged(State::Own, None, Vec::new(), tokens),
    }
}

/// The body that each sentence is taken to come from: of those that hold it, the one that holds
/// most of the draft.
fn bodies(library: Index<'_>, judged: &[Judged], used: &[&str]) -> Vec<Option<BodyId>> {
    let mut counts: HashMap<BodyId, usize> = HashMap::new();
    for source in judged.iter().filter_map(|one| one.source) {
        for body in library.owners(source).take(OWNERS) {
            *counts.entry(body).or_default() += 1;
        }
    }
    let pick = |one: &Judged| {
        let owners = library.owners(one.source?).take(OWNERS);
        owners.max_by_key(|body| {
            let inserted = used.contains(&library.answer_of(*body));
            (inserted, counts.get(body).copied(), std::cmp::Reverse(*body))
        })
    };
    judged.iter().map(pick).collect()
}

/// What the used answers commit to.
fn approved(
    library: Index<'_>,
    bodies: &[Option<BodyId>],
    used: &[&str],
    reading: Reading<'_>,
) -> claims::Approved {
    let mut all: Vec<BodyId> = bodies.iter().flatten().copied().collect();
    all.extend(used.iter().flat_map(|id| library.bodies_of(id)));
    all.sort_unstable();
    all.dedup();
    let mut approved = claims::Approved::default();
    for sentence in all.iter().flat_map(|body| library.said(*body)) {
        approved.take(&library.tokens(*sentence), reading);
    }
    approved
}

fn sentence(
    draft: &str,
    one: &Judged,
    (library, body): (Index<'_>, Option<BodyId>),
    (approved, reading): (&claims::Approved, Reading<'_>),
) -> Sentence {
    let source = one.source.map(|id| library.tokens(id));
    let (mut diff, mut claims) = (Vec::new(), Vec::new());
    let courtesy =
        one.state == State::Own && courtesy::is_courtesy(&one.tokens, &|word| library.says(word));
    match (one.state, &source) {
        (State::Verbatim, _) => {}
        (State::Own, _) if courtesy => {}
        (State::Fields, _) => claims = promised(one, approved, reading),
        (State::Edited, Some(source)) => {
            diff = similar::diff(source, &one.tokens, draft);
            claims = changed(one, source, approved, reading);
            claims.extend(negations(one, source));
        }
        _ => {
            let found = claims::find(&one.tokens, reading);
            let new = found.into_iter().filter(|claim| !approved.has(claim));
            claims = new.map(|found| claim(one, found, None)).collect();
        }
    }
    claims.sort_by_key(|claim: &Claim| claim.range.start);
    Sentence {
        range: one.range.clone(),
        state: one.state,
        answer: body.map(|body| library.answer_of(body).to_owned()),
        diff,
        claims,
        courtesy,
    }
}

fn claim(one: &Judged, found: Found, approved: Option<String>) -> Claim {
    Claim { kind: found.kind, range: place(one, found.tokens), value: found.value, approved }
}

/// Where tokens of a sentence are in the draft.
fn place(one: &Judged, tokens: Range<usize>) -> Range<usize> {
    let start = one.tokens.get(tokens.start).map_or(one.range.start, |token| token.range.start);
    let last = tokens.end.checked_sub(1).and_then(|last| one.tokens.get(last));
    start..last.map_or(one.range.end, |token| token.range.end).max(start)
}

/// Whether a claim in a place to be filled is more than the one datum that belongs there.
fn promises(found: &Found, filling: &gaps::Filling, approved: &claims::Approved) -> bool {
    let alone =
        filling.tokens.start >= found.tokens.start && filling.tokens.end <= found.tokens.end;
    match found.kind {
        ClaimKind::Date | ClaimKind::Time => !alone,
        ClaimKind::Email | ClaimKind::Phone => !(alone && filling.kind == gaps::Kind::Datum),
        // An order's number may be anything that only counts nothing.
        ClaimKind::Number | ClaimKind::Product => filling.kind == gaps::Kind::Name,
        _ => !(alone && filling.kind == gaps::Kind::Value && approved.has(found)),
    }
}

/// What is promised in a place that was to be filled.
fn promised(one: &Judged, approved: &claims::Approved, reading: Reading<'_>) -> Vec<Claim> {
    let inside = |found: &Found| {
        one.fillings.iter().any(|filling| {
            let meets =
                filling.tokens.start < found.tokens.end && found.tokens.start < filling.tokens.end;
            meets && promises(found, filling, approved)
        })
    };
    let found = claims::find(&one.tokens, reading);
    let new = found.into_iter().filter(inside);
    new.map(|found| claim(one, found, None)).collect()
}

/// What an edited sentence commits to and its source does not.
fn changed(
    one: &Judged,
    source: &[Token],
    approved: &claims::Approved,
    reading: Reading<'_>,
) -> Vec<Claim> {
    let mut own = claims::Approved::default();
    own.take(source, reading);
    let before = claims::find(source, reading);
    let now = claims::find(&one.tokens, reading);
    // What the source says and the draft no longer does: a claim of the same kind took its place.
    let gone: Vec<&Found> = before
        .iter()
        .filter(|old| !now.iter().any(|new| new.kind == old.kind && new.value == old.value))
        .collect();
    let mut claims = Vec::new();
    for found in now.iter().filter(|found| !own.has(found)) {
        let replaced = gone.iter().find(|old| old.kind == found.kind).or_else(|| gone.first());
        if approved.has(found) && replaced.is_none() {
            continue;
        }
        let said = replaced.map(|old| {
            let tokens = source.get(old.tokens.clone()).unwrap_or_default();
            joined(tokens.iter().map(|token| token.text.as_str()))
        });
        claims.push(claim(one, found.clone(), said));
    }
    claims
}

/// A *not* that was put in or taken out.
fn negations(one: &Judged, source: &[Token]) -> Vec<Claim> {
    let of = |tokens: &[Token]| -> Vec<(&'static str, usize)> {
        let found = tokens.iter().enumerate();
        found.filter_map(|(nth, token)| Some((negation::of(&token.text)?, nth))).collect()
    };
    let (before, mut now) = (of(source), of(&one.tokens));
    let mut gone = Vec::new();
    for (word, nth) in before {
        match now.iter().position(|(other, _)| *other == word) {
            Some(place) => drop(now.remove(place)),
            None => gone.push((word, nth)),
        }
    }
    let negation = |value: String, tokens: Range<usize>, approved| Claim {
        kind: ClaimKind::Negation,
        range: place(one, tokens),
        value,
        approved,
    };
    let mut claims = Vec::new();
    for (word, nth) in now {
        claims.push(negation(
            word.to_owned(),
            nth..nth + 1,
            gone.pop().map(|(word, _)| word.to_owned()),
        ));
    }
    for (word, _) in gone {
        claims.push(negation(format!("no {word}"), 0..one.tokens.len(), Some(word.to_owned())));
    }
    let new = |token: &&Token| !source.iter().any(|old| old.text == token.text);
    for (nth, token) in
        one.tokens.iter().enumerate().filter(|(_, token)| token.is_word() && new(token))
    {
        let turned = source.iter().find(|old| negation::turned(&old.text, &token.text));
        claims.extend(
            turned.map(|old| negation(token.text.clone(), nth..nth + 1, Some(old.text.clone()))),
        );
    }
    claims
}
