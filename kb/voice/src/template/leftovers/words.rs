//! Which words between brackets speak of what should stand there.

/// Words that tell somebody to fill something in.
const ORDERS: [&str; 24] = [
    "insert",
    "enter",
    "add",
    "fill",
    "type",
    "choose",
    "select",
    "replace",
    "specify",
    "your",
    "please",
    "put",
    "paste",
    "placeholder",
    "eingeben",
    "einfügen",
    "ergänzen",
    "einsetzen",
    "ihr",
    "dein",
    "insérer",
    "votre",
    "insertar",
    "inserisci",
];

/// Keys, buttons and marks of editors that begin with one of these words, or are in capitals.
const HARMLESS: [&str; 24] = [
    "enter", "insert", "select", "add", "type", "pdf", "faq", "sic", "update", "edit", "solved",
    "ok", "tab", "esc", "nsfw", "video", "cet", "cest", "utc", "gmt", "est", "pst", "ctrl",
    "shift",
];

/// What is filled in.
const THINGS: [&str; 62] = [
    "name",
    "firstname",
    "lastname",
    "fullname",
    "username",
    "surname",
    "date",
    "time",
    "day",
    "month",
    "year",
    "link",
    "url",
    "number",
    "no",
    "nr",
    "id",
    "amount",
    "price",
    "sum",
    "total",
    "currency",
    "company",
    "email",
    "e-mail",
    "mail",
    "address",
    "street",
    "city",
    "country",
    "zip",
    "phone",
    "telephone",
    "signature",
    "title",
    "subject",
    "product",
    "item",
    "order",
    "ticket",
    "case",
    "invoice",
    "account",
    "customer",
    "client",
    "agent",
    "recipient",
    "sender",
    "code",
    "reference",
    "details",
    "reason",
    "vorname",
    "nachname",
    "datum",
    "betrag",
    "kunde",
    "anrede",
    "nom",
    "prénom",
    "nombre",
    "fecha",
];

/// What may stand beside a thing.
const BESIDE: [&str; 46] = [
    "first",
    "last",
    "full",
    "middle",
    "the",
    "a",
    "an",
    "of",
    "to",
    "for",
    "or",
    "and",
    "here",
    "this",
    "our",
    "my",
    "their",
    "start",
    "end",
    "due",
    "delivery",
    "shipping",
    "tracking",
    "billing",
    "purchase",
    "refund",
    "support",
    "contact",
    "user",
    "brand",
    "store",
    "article",
    "page",
    "help",
    "department",
    "team",
    "manager",
    "current",
    "new",
    "old",
    "expected",
    "local",
    "office",
    "job",
    "s",
    "webpage",
];

/// Whether `inner` names something that should stand there instead.
pub(super) fn is_placeholder(inner: &str) -> bool {
    let inner = inner.trim();
    if inner.contains(['@', '=']) || inner.contains("://") {
        return false;
    }
    let small = inner.to_lowercase();
    if HARMLESS.contains(&small.as_str()) {
        return false;
    }
    if is_crosses(inner) || is_capitals(inner) {
        return true;
    }
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let order = || {
        words().next().is_some_and(|word| ORDERS.contains(&word))
            || words().next_back().is_some_and(|word| ORDERS.contains(&word))
    };
    let is_part = |word: &str| {
        THINGS.contains(&word) || BESIDE.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
    };
    let names = words().any(|word| THINGS.contains(&word)) && words().all(is_part);
    // A closing tag names nothing.
    !inner.starts_with('/') && (order() || names)
}

/// `X`, `XX`, `___` or the like.
fn is_crosses(inner: &str) -> bool {
    ["X", "_"].iter().any(|mark| !inner.is_empty() && inner.replace(mark, "").is_empty())
}

/// A word or more in capitals, three letters at least.
fn is_capitals(inner: &str) -> bool {
    let letters = inner.chars().filter(|c| c.is_alphabetic());
    let is_name = |c: char| c.is_uppercase() || matches!(c, ' ' | '_' | '-' | '/' | '\'' | '.');
    letters.count() >= 3 && inner.chars().all(is_name)
}

/// Whether what follows `TODO` says that it is Spanish.
pub(super) fn is_spanish(after: &str) -> bool {
    let words = [
        "a", "de", "el", "en", "es", "esta", "este", "esto", "está", "la", "las", "listo", "lo",
        "los", "mi", "o", "por", "que", "se", "su", "tu", "un", "una", "va", "y",
    ];
    let word =
        after.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    word.is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
}
