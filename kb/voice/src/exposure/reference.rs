//! Whether words say that the number after them is a reference: an order, a case, a parcel.

use std::ops::Range;

use super::folded::before;
use super::steps;

/// How far back a word is looked for, in bytes.
const FAR: usize = 160;

/// The last word before `at`, in lower case, when only blanks and signs like `#:.-()` stand between.
pub(super) fn word_before(text: &str, at: usize) -> String {
    text.get(place_before(text, at)).unwrap_or_default().to_lowercase()
}

fn place_before(text: &str, at: usize) -> Range<usize> {
    let from = text.ceil_char_boundary(at.saturating_sub(FAR)).min(at);
    let rest = text.get(from..at).unwrap_or_default();
    let passed = |c: char| c.is_whitespace() || "#:.-–()[]*_`\"'“”„‘’«»°№＃：（「【/=".contains(c);
    let rest = rest.trim_end_matches(passed);
    let word = rest.chars().rev().take_while(|c| c.is_alphabetic());
    let length: usize = word.map(char::len_utf8).sum();
    let end = from + rest.len();
    steps::count(at + length - end);
    end - length..end
}

/// What has a reference number.
const NOUNS: &[&str] = &[
    "order",
    "orders",
    "ticket",
    "case",
    "reference",
    "ref",
    "invoice",
    "tracking",
    "parcel",
    "shipment",
    "booking",
    "confirmation",
    "article",
    "item",
    "sku",
    "part",
    "batch",
    "model",
    "serial",
    "id",
    "version",
    "flight",
    "request",
    "incident",
    "claim",
    "policy",
    "account",
    "customer",
    "bestellung",
    "bestellungen",
    "bestellnummer",
    "auftrag",
    "rechnung",
    "kundennummer",
    "vorgang",
    "sendung",
    "artikel",
    "pedido",
    "factura",
    "envío",
    "commande",
    "facture",
    "colis",
    "siparis",
    "sipariş",
    "isbn",
    "ean",
    "ord",
    "ordre",
    "ordine",
    "bestelling",
    "beställning",
    "zamówienie",
    "encomenda",
    "receipt",
    "sendungsnummer",
    "auftragsnummer",
    "rechnungsnummer",
    "artikelnummer",
    "referenz",
    "référence",
    "referencia",
    "suivi",
    "seguimiento",
    "rma",
    "inv",
];
/// What stands right before a number where words have no borders.
const ENDS: &[&str] = &[
    "注文",
    "注文番号",
    "伝票番号",
    "订单",
    "订单号",
    "訂單",
    "訂單編號",
    "주문",
    "주문번호",
    "番号",
];
/// What stands between that and the number.
const LINKS: &[&str] = &[
    "number", "no", "nr", "num", "is", "nummer", "número", "numero", "numéro", "code", "n", "your",
    "nº", "the", "with", "ist", "lautet", "es", "est",
];
/// What stands between two numbers of a list.
const ANDS: &[&str] = &["and", "or", "und", "oder", "y", "et", "ou"];

/// Whether what stands before `at` says that a reference number follows: an order, a case, a
/// parcel.
pub(super) fn is_reference(text: &str, at: usize) -> bool {
    if matches!(before(text, at), Some('#' | '№' | '＃')) {
        return true;
    }
    let mut at = at;
    for _ in 0..4 {
        let place = place_before(text, at);
        let word = text.get(place.clone()).unwrap_or_default().to_lowercase();
        if NOUNS.contains(&word.as_str()) || ENDS.iter().any(|end| word.ends_with(end)) {
            return true;
        }
        at = place.start;
        if ANDS.contains(&word.as_str()) {
            let head = text.get(at.saturating_sub(FAR)..at).unwrap_or_default();
            let listed = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '#' | '-');
            at -= head.len() - head.trim_end_matches(listed).len();
        } else if !LINKS.contains(&word.as_str()) {
            return false;
        }
    }
    false
}
