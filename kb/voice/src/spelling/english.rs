//! Words of the trade that dictionaries lack, and how Britain spells what they have.

/// Words that support writes every day in most languages of Europe, in small letters.
pub(super) const EVERYWHERE: [&str; 15] = [
    "app", "apps", "chat", "dm", "dms", "email", "emails", "login", "ok", "online", "router",
    "sim", "sms", "wifi", "wlan",
];

/// Words that support writes every day in English, in small letters.
pub(super) const TRADE: [&str; 34] = [
    "asap",
    "aww",
    "backend",
    "barcode",
    "barcodes",
    "bluetooth",
    "chatbot",
    "congrats",
    "emoji",
    "emojis",
    "eta",
    "flyer",
    "flyers",
    "hashtag",
    "hiya",
    "hotspot",
    "logins",
    "offline",
    "postcode",
    "postcodes",
    "rebook",
    "rebooked",
    "rebooking",
    "resend",
    "retweet",
    "selfie",
    "signup",
    "spam",
    "unfollow",
    "username",
    "usernames",
    "voicemail",
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
const WHOLE: [(&str, &str); 26] = [
    ("adaptor", "adapter"),
    ("adaptors", "adapters"),
    ("aeroplane", "airplane"),
    ("aeroplanes", "airplanes"),
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
