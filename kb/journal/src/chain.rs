//! The running hash: each event's is made of the one before, its header and its body's digest.

/// What stands before the first event.
pub(crate) const START: [u8; 32] = [0; 32];

/// All of an event but its body.
pub(crate) struct Header<'a> {
    pub(crate) seq: i64,
    pub(crate) stream: &'a [u8],
    pub(crate) version: i64,
    pub(crate) at_ms: i64,
    pub(crate) actor: &'a [u8],
    pub(crate) kind: &'a [u8],
}

/// The digest of a body.
pub(crate) fn digest(body: &[u8]) -> [u8; 32] {
    *blake3::hash(body).as_bytes()
}

/// The running hash after an event, given the one `before` it.
pub(crate) fn next(before: &[u8; 32], header: &Header<'_>, digest: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    let [seq, version, at_ms] = [header.seq, header.version, header.at_ms].map(i64::to_le_bytes);
    for field in [&seq[..], header.stream, &version, &at_ms, header.actor, header.kind] {
        // The length goes first, so that no byte can move from one field into the next.
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    hasher.update(digest);
    *hasher.finalize().as_bytes()
}
