//! The fields of the index, and how a document becomes them.
//!
//! The words of an answer that is not in service go to [`Fields::open`] alone, so that they
//! never count in what a suggestion is ranked by.

use antiphon_model::Channel;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::document::Document;
use crate::language::Language;
use crate::words::Words;

/// The format of the index; raised with every change to fields, words or channel bits.
pub(crate) const FORMAT: u32 = 4;

/// What stands in for a list of locales that holds all of them.
pub(crate) const EVERY_LOCALE: &str = "*";

/// Names of the fields that are read as columns.
pub(crate) mod column {
    pub(crate) const ID: &str = "id";
    pub(crate) const TIE: &str = "tie";
    pub(crate) const CHANNELS: &str = "channels";
    pub(crate) const LOCALES: &str = "locales";
    pub(crate) const VALID_FROM: &str = "valid_from";
    pub(crate) const VALID_UNTIL: &str = "valid_until";
    pub(crate) const IN_SERVICE: &str = "in_service";
    pub(crate) const PRIVATE: &str = "private";
    pub(crate) const TOPICS: &str = "topics";
    pub(crate) const PRINT: &str = "print";
    pub(crate) const CURATED: &str = "curated_print";
}

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The answer's id.
    pub(crate) id: Field,
    /// A number made from the id; decides which of equally good answers are kept.
    pub(crate) tie: Field,
    /// Stems of the title.
    pub(crate) title: Field,
    /// Stems of the phrasings, one value a phrasing; stored, to find the closest one.
    pub(crate) phrasing: Field,
    /// Stems of body and topics.
    pub(crate) body: Field,
    /// Stems of the open revision or of an answer that is not in service.
    pub(crate) open: Field,
    /// Words of the title as they are written, for what is being typed.
    pub(crate) title_words: Field,
    /// The shortcut.
    pub(crate) shortcut: Field,
    /// The code of the language that the words were cut by.
    pub(crate) language: Field,
    /// The title as given.
    pub(crate) title_text: Field,
    /// The phrasings as given.
    pub(crate) phrasing_text: Field,
    /// The body as given.
    pub(crate) body_text: Field,
    /// What [`Fields::open`] holds, as given: the text, then phrasings not in service.
    pub(crate) open_text: Field,
    /// One bit a channel.
    pub(crate) channels: Field,
    /// Locales, or [`EVERY_LOCALE`].
    pub(crate) locales: Field,
    /// First moment of use.
    pub(crate) valid_from: Field,
    /// Last moment of use.
    pub(crate) valid_until: Field,
    /// 1 when the answer is in service.
    pub(crate) in_service: Field,
    /// 1 when it is for private channels only.
    pub(crate) private: Field,
    /// Topics as given, in lower case.
    pub(crate) topics: Field,
    /// Posts that the answer was rejected for.
    pub(crate) rejected_text: Field,
    /// How many of the phrasings are curators'.
    pub(crate) curated: Field,
    /// A number made from all that suggestions are ranked by.
    pub(crate) print: Field,
    /// The same of what curators wrote.
    pub(crate) curated_print: Field,
}

/// The schema and its handles.
pub(crate) fn schema() -> (Schema, Fields) {
    let words = || {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_index_option(IndexRecordOption::WithFreqs),
        )
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_text_field(column::ID, STRING | FAST),
        tie: builder.add_u64_field(column::TIE, FAST),
        title: builder.add_text_field("title", words()),
        phrasing: builder.add_text_field("phrasing", words().set_stored()),
        body: builder.add_text_field("body", words()),
        open: builder.add_text_field("open", words()),
        title_words: builder.add_text_field("title_words", words()),
        shortcut: builder.add_text_field("shortcut", STRING),
        language: builder.add_text_field("language", STRING | STORED),
        title_text: builder.add_text_field("title_text", STORED),
        phrasing_text: builder.add_text_field("phrasing_text", STORED),
        body_text: builder.add_text_field("body_text", STORED),
        open_text: builder.add_text_field("open_text", STORED),
        channels: builder.add_u64_field(column::CHANNELS, FAST),
        locales: builder.add_text_field(column::LOCALES, STRING | FAST),
        valid_from: builder.add_i64_field(column::VALID_FROM, FAST),
        valid_until: builder.add_i64_field(column::VALID_UNTIL, FAST),
        in_service: builder.add_u64_field(column::IN_SERVICE, FAST),
        private: builder.add_u64_field(column::PRIVATE, FAST),
        topics: builder.add_text_field(column::TOPICS, STRING | FAST),
        rejected_text: builder.add_text_field("rejected_text", STORED),
        curated: builder.add_u64_field("curated", STORED),
        print: builder.add_u64_field(column::PRINT, FAST),
        curated_print: builder.add_u64_field(column::CURATED, FAST),
    };
    (builder.build(), fields)
}

impl Fields {
    /// The document as the engine takes it.
    pub(crate) fn document(&self, answer: &Document) -> TantivyDocument {
        let sample = [&answer.title, &answer.body, &answer.open_text, &answer.phrasings.join(". ")]
            .map(String::as_str)
            .join(". ");
        let language = Language::of_answer(answer.locale.as_ref(), &sample);
        let mut words = Words::stemmed(language);
        let mut out = TantivyDocument::default();
        out.add_text(self.id, answer.id.as_str());
        out.add_u64(self.tie, tie(answer.id.as_str()));
        out.add_text(self.language, language.code);
        out.add_text(self.title_text, &answer.title);
        out.add_text(self.title_words, Words::written().joined(&answer.title));
        let waiting = if answer.in_service { &[][..] } else { &answer.phrasings };
        for text in [&answer.open_text].into_iter().chain(waiting) {
            out.add_text(self.open, words.joined(text));
            out.add_text(self.open_text, text);
        }
        if let Some(shortcut) = &answer.shortcut {
            out.add_text(self.shortcut, shortcut.to_lowercase());
        }
        if answer.in_service {
            self.add_words(&mut out, answer, (language.code, &mut words));
        }
        self.add_conditions(&mut out, answer);
        out
    }

    /// What suggestions are found by.
    fn add_words(
        &self,
        out: &mut TantivyDocument,
        answer: &Document,
        (code, words): (&str, &mut Words),
    ) {
        out.add_text(self.title, words.joined(&answer.title));
        out.add_text(self.body, words.joined(&answer.body));
        for topic in &answer.topics {
            out.add_text(self.body, words.joined(topic));
        }
        out.add_text(self.body_text, &answer.body);
        for text in &answer.rejected {
            out.add_text(self.rejected_text, text);
        }
        let curated = answer.phrasings.get(..answer.curated).unwrap_or(&answer.phrasings);
        let heads = [answer.title.as_str(), answer.body.as_str()];
        let own = heads.into_iter().chain(curated.iter().map(String::as_str));
        let curated_print = print(answer, code, own);
        let asked = answer.phrasings.iter().map(String::as_str);
        let rejected = answer.rejected.iter().map(String::as_str);
        let rest = asked.chain(["\0"]).chain(rejected);
        out.add_u64(self.curated, curated.len() as u64);
        out.add_u64(self.curated_print, curated_print);
        let whole = heads.into_iter().chain(rest);
        out.add_u64(self.print, print(answer, code, whole).rotate_left(1) ^ curated_print);
        for phrasing in &answer.phrasings {
            out.add_text(self.phrasing, words.joined(phrasing));
            out.add_text(self.phrasing_text, phrasing);
        }
    }

    /// Where, for whom and when the answer may be used.
    fn add_conditions(&self, out: &mut TantivyDocument, answer: &Document) {
        let everywhere = answer.channels.is_empty();
        let bits = answer.channels.iter().fold(0, |bits, channel| bits | channel_bit(*channel));
        out.add_u64(self.channels, if everywhere { u64::MAX } else { bits });
        for locale in &answer.locales {
            out.add_text(self.locales, locale.as_str());
        }
        if answer.locales.is_empty() {
            out.add_text(self.locales, EVERY_LOCALE);
        }
        out.add_i64(self.valid_from, answer.valid_ms.0);
        out.add_i64(self.valid_until, answer.valid_ms.1);
        out.add_u64(self.in_service, u64::from(answer.in_service));
        out.add_u64(self.private, u64::from(answer.private));
        for topic in &answer.topics {
            out.add_text(self.topics, topic.to_lowercase());
        }
    }
}

/// The bit of a channel: its place among [`Channel::ALL`].
pub(crate) fn channel_bit(channel: Channel) -> u64 {
    Channel::ALL.iter().position(|one| *one == channel).map_or(0, |place| 1 << place)
}

/// A number that spreads ids evenly (FNV-1a), the same on every machine.
pub(crate) fn tie(id: &str) -> u64 {
    mixed(0xcbf2_9ce4_8422_2325, id)
}

/// A number made from an answer's id, the language its words are cut by, and some of its texts.
fn print<'a>(answer: &Document, code: &str, texts: impl Iterator<Item = &'a str>) -> u64 {
    let own = mixed(tie(answer.id.as_str()).wrapping_mul(31), code);
    texts.fold(own, |hash, text| mixed(hash.wrapping_mul(31), text))
}

fn mixed(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
