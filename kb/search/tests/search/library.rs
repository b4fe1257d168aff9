//! A small library to search in.

use antiphon_model::{AnswerId, Locale};
use antiphon_search::{Ask, Document, FITS, Find, Hits, Index, Opened, Scope, Suggestions, Writer};
use tempfile::TempDir;

/// An index in a folder that vanishes with it.
pub(crate) struct Library {
    pub(crate) index: Index,
    pub(crate) dir: TempDir,
}

pub(crate) fn id(text: &str) -> AnswerId {
    AnswerId::parse(text).unwrap()
}

pub(crate) fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// An English answer in service, everywhere and always.
pub(crate) fn answer(id: &str, title: &str, body: &str, phrasings: &[&str]) -> Document {
    Document {
        id: self::id(id),
        locale: Locale::parse("en").ok(),
        title: title.to_owned(),
        body: body.to_owned(),
        phrasings: phrasings.iter().map(|text| (*text).to_owned()).collect(),
        curated: phrasings.len(),
        topics: Vec::new(),
        shortcut: None,
        channels: Vec::new(),
        locales: Vec::new(),
        valid_ms: (i64::MIN, i64::MAX),
        rejected: Vec::new(),
        private: false,
        in_service: true,
        open_text: String::new(),
    }
}

/// As [`answer`], but never approved.
pub(crate) fn draft(id: &str, title: &str, body: &str) -> Document {
    Document {
        in_service: false,
        open_text: format!("{title}\n{body}"),
        ..answer(id, title, body, &[])
    }
}

pub(crate) fn in_language(tag: &str, document: Document) -> Document {
    Document { locale: Some(locale(tag)), ..document }
}

pub(crate) fn open(dir: &TempDir) -> Index {
    match Index::open(&dir.path().join("index")).unwrap() {
        Opened::Ready(index) | Opened::Fresh { index, .. } => index,
    }
}

impl Library {
    pub(crate) fn of(documents: &[Document]) -> Self {
        let dir = TempDir::new().unwrap();
        let library = Self { index: open(&dir), dir };
        library.put(documents, 1);
        library
    }

    pub(crate) fn put(&self, documents: &[Document], seq: u64) {
        let mut writer: Writer<'_> = self.index.writer().unwrap();
        for document in documents {
            writer.put(document).unwrap();
        }
        writer.commit(seq).unwrap();
    }

    pub(crate) fn suggest(&self, text: &str) -> Suggestions {
        self.index.suggest(&ask(text)).unwrap()
    }

    /// Ids of the suggestions, the best first.
    pub(crate) fn ids(&self, text: &str) -> Vec<String> {
        self.suggest(text).list.into_iter().map(|one| one.id.to_string()).collect()
    }

    pub(crate) fn find(&self, text: &str, scope: Scope) -> Hits {
        self.index.search(&find(text, scope)).unwrap()
    }

    /// Ids of the hits, the best first.
    pub(crate) fn found(&self, text: &str, scope: Scope) -> Vec<String> {
        self.find(text, scope).list.into_iter().map(|hit| hit.id.to_string()).collect()
    }
}

pub(crate) fn ask(text: &str) -> Ask<'_> {
    Ask {
        text,
        channel: None,
        locale: None,
        public: false,
        held: &[],
        fits_from: FITS,
        now_ms: 0,
        limit: 5,
    }
}

pub(crate) fn find(text: &str, scope: Scope) -> Find<'_> {
    Find {
        text,
        synonyms: &[],
        scope,
        channel: None,
        locale: None,
        now_ms: None,
        limit: 20,
        offset: 0,
    }
}

/// A shop's answers.
pub(crate) fn shop() -> Vec<Document> {
    vec![
        Document {
            shortcut: Some("refund".to_owned()),
            topics: vec!["payments".to_owned()],
            ..answer(
                "refund-time",
                "How long does a refund take?",
                "We refund to the card you paid with. It takes five working days.",
                &["where is my money", "when do I get my money back"],
            )
        },
        Document {
            shortcut: Some("track".to_owned()),
            ..answer(
                "parcel-late",
                "My parcel has not arrived",
                "Please give us the order number and we will find the parcel.",
                &["where's my parcel?", "still waiting for my delivery"],
            )
        },
        answer(
            "address-change",
            "Change the delivery address",
            "Until we ship it you can change the address of an order in your account.",
            &[],
        ),
        answer(
            "password",
            "Reset a password",
            "Choose forgotten password and we will send you a link.",
            &["can't log in"],
        ),
        answer(
            "return-item",
            "Send an item back",
            "Returns are free within thirty days. Print the label in your account.",
            &["I want to return this"],
        ),
    ]
}
