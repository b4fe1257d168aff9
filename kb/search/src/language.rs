//! Languages: which rules cut a word to its stem, and in which language a text is written.

use antiphon_model::Locale;
use tantivy::tokenizer::Language as Rules;
use whatlang::{Detector, Lang};

/// A language, as far as words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its two letters; `xx` for all languages whose words are taken as they are written.
    pub(crate) code: &'static str,
    /// How its words are cut to stems.
    pub(crate) stemmer: Option<Rules>,
    lang: Option<Lang>,
}

const fn language(code: &'static str, rules: Rules, lang: Lang) -> Language {
    Language { code, stemmer: Some(rules), lang: Some(lang) }
}

/// The languages with stems.
const KNOWN: [Language; 18] = [
    language("ar", Rules::Arabic, Lang::Ara),
    language("da", Rules::Danish, Lang::Dan),
    language("nl", Rules::Dutch, Lang::Nld),
    Language::ENGLISH,
    language("fi", Rules::Finnish, Lang::Fin),
    language("fr", Rules::French, Lang::Fra),
    language("de", Rules::German, Lang::Deu),
    language("el", Rules::Greek, Lang::Ell),
    language("hu", Rules::Hungarian, Lang::Hun),
    language("it", Rules::Italian, Lang::Ita),
    language("no", Rules::Norwegian, Lang::Nob),
    language("pt", Rules::Portuguese, Lang::Por),
    language("ro", Rules::Romanian, Lang::Ron),
    language("ru", Rules::Russian, Lang::Rus),
    language("es", Rules::Spanish, Lang::Spa),
    language("sv", Rules::Swedish, Lang::Swe),
    language("ta", Rules::Tamil, Lang::Tam),
    language("tr", Rules::Turkish, Lang::Tur),
];

/// Endings whose accent hurried writers leave out, and the stemmers need.
const SPANISH: [(&str, &str); 2] = [("cion", "ción"), ("sion", "sión")];
const PORTUGUESE: [(&str, &str); 2] = [("cao", "ção"), ("coes", "ções")];

/// Bytes of a text that are read to tell its language.
const SAMPLE: usize = 600;

impl Language {
    /// English, which a text is taken for when nothing says otherwise.
    pub(crate) const ENGLISH: Self = language("en", Rules::English, Lang::Eng);
    /// Any language without stems.
    pub(crate) const OTHER: Self = Self { code: "xx", stemmer: None, lang: None };

    /// The language of a two- or three-letter code.
    pub(crate) fn by_code(code: &str) -> Self {
        let code = if matches!(code, "nb" | "nn") { "no" } else { code };
        let is_it =
            |known: &Self| known.code == code || known.lang.is_some_and(|lang| lang.code() == code);
        KNOWN.into_iter().find(is_it).unwrap_or(Self::OTHER)
    }

    /// The language of an answer: its locale's, else that of its text, else English.
    pub(crate) fn of_answer(locale: Option<&Locale>, text: &str) -> Self {
        if let Some(locale) = locale {
            return Self::by_code(locale.language());
        }
        let told = whatlang::detect(sample(text)).filter(whatlang::Info::is_reliable);
        told.map_or(Self::ENGLISH, |info| Self::by_code(info.lang().code()))
    }

    /// Puts the accent on an ending where the stemmer needs it.
    pub(crate) fn accent(self, word: &mut String) {
        let endings = match self.code {
            "es" => SPANISH,
            "pt" => PORTUGUESE,
            _ => return,
        };
        if let Some((bare, accented)) = endings.iter().find(|(bare, _)| word.ends_with(bare)) {
            word.truncate(word.len() - bare.len());
            word.push_str(accented);
        }
    }
}

/// The languages by which the words of a message are cut, out of those of the library (the most
/// frequent first): the asker's, else the message's, else the two that are most likely.
pub(crate) fn of_message(
    library: &[Language],
    asked: Option<&Locale>,
    text: &str,
) -> Vec<Language> {
    let (Some(&main), true) = (library.first(), library.len() > 1) else {
        return library.to_vec();
    };
    let asked = asked.map(|locale| Language::by_code(locale.language()));
    if let Some(language) = asked.filter(|language| library.contains(language)) {
        return vec![language];
    }
    let mut sure = false;
    let allowed: Vec<Lang> = library.iter().filter_map(|language| language.lang).collect();
    let detector = if library.contains(&Language::OTHER) {
        Detector::new()
    } else {
        Detector::with_allowlist(allowed)
    };
    let told = detector.detect(sample(text));
    let mut languages: Vec<Language> = Vec::with_capacity(2);
    if let Some(info) = told {
        let language = Language::by_code(info.lang().code());
        if library.contains(&language) {
            sure = info.is_reliable();
            languages.push(language);
        }
    }
    if !sure && !languages.contains(&main) {
        languages.push(main);
    }
    languages
}

fn sample(text: &str) -> &str {
    text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_of_one_language_asks_no_further() {
        let one = [Language::by_code("de")];
        assert_eq!(of_message(&one, Locale::parse("fr").ok().as_ref(), "where is it"), one);
        assert_eq!(of_message(&[], None, "where is it"), []);
    }

    #[test]
    fn the_locale_asked_for_goes_before_the_text() {
        let library = [Language::ENGLISH, Language::by_code("de")];
        let text = "Where is the parcel that I ordered last week?";
        let de = Locale::parse("de-AT").ok();
        assert_eq!(of_message(&library, de.as_ref(), text), [Language::by_code("de")]);
        let german = "Wo ist das Paket, das ich letzte Woche bestellt habe?";
        assert_eq!(of_message(&library, None, german), [Language::by_code("de")]);
    }

    #[test]
    fn norwegian_is_known_by_each_of_its_codes() {
        assert!(["no", "nb", "nn", "nob"].map(Language::by_code).iter().all(|l| l.code == "no"));
    }
}
