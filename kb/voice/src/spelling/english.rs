//! English as replies have it: words of the trade that dictionaries lack, and spellings of Britain.

/// Words that support writes every day, in small letters.
pub(super) const TRADE: [&str; 44] = [
    "app",
    "apps",
    "asap",
    "aww",
    "backend",
    "barcode",
    "barcodes",
    "bluetooth",
    "chatbot",
    "congrats",
    "dm",
    "dms",
    "email",
    "emails",
    "emoji",
    "emojis",
    "eta",
    "flyer",
    "flyers",
    "hashtag",
    "hiya",
    "login",
    "logins",
    "offline",
    "online",
    "ok",
    "postcode",
    "postcodes",
    "rebook",
    "rebooked",
    "rebooking",
    "resend",
    "retweet",
    "selfie",
    "signup",
    "sim",
    "spam",
    "unfollow",
    "username",
    "usernames",
    "voicemail",
    "wifi",
    "woohoo",
    "yay",
];

/// How Britain spells parts of words, and how America does.
const PARTS: [(&str, &str); 16] = [
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("isable", "izable"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("ll", "l"),
    ("ae", "e"),
    ("oe", "e"),
    ("mme", "m"),
    ("dgement", "dgment"),
];

/// Words that Britain spells in a way of its own, and how America does.
const WHOLE: [(&str, &str); 22] = [
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("artefact", "artifact"),
    ("centred", "centered"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("cosy", "cozy"),
    ("draught", "draft"),
    ("enrol", "enroll"),
    ("fulfil", "fulfill"),
    ("instalment", "installment"),
    ("instalments", "installments"),
    ("jewellery", "jewelry"),
    ("kerb", "curb"),
    ("mould", "mold"),
    ("mum", "mom"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pyjamas", "pajamas"),
    ("sceptical", "skeptical"),
    ("skilful", "skillful"),
    ("tyre", "tire"),
];

/// How America may spell a word in small letters that Britain spells like this.
pub(super) fn american(word: &str) -> impl Iterator<Item = String> {
    let whole = WHOLE.iter().filter(move |(british, _)| *british == word);
    let whole = whole.map(|(_, american)| (*american).to_owned());
    let parts = PARTS.iter().filter_map(move |(british, american)| {
        let at = word.rfind(british)?;
        let (before, rest) = word.split_at_checked(at)?;
        let after = rest.strip_prefix(british)?;
        // Only where the word would end or go on as these do: not "our" itself.
        (before.len() >= 2).then(|| format!("{before}{american}{after}"))
    });
    whole.chain(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_spellings_lead_to_american_ones() {
        let pairs = [
            ("apologise", "apologize"),
            ("organisations", "organizations"),
            ("colours", "colors"),
            ("cancelled", "canceled"),
            ("centre", "center"),
            ("cheque", "check"),
            ("catalogue", "catalog"),
        ];
        for (british, expected) in pairs {
            assert!(american(british).any(|found| found == expected), "{british}");
        }
        assert_eq!(american("our").count(), 0);
    }
}
