//! Dictionaries for spelling: the English one that is built in, and those of the system.
//!
//! Other languages come from where the system keeps Hunspell's dictionaries, or from the folder
//! `dictionaries` of the home. A language without one is not checked.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use antiphon_model::Locale;
use antiphon_voice::spelling::Speller;
use flate2::read::GzDecoder;

pub(crate) const ENGLISH_AFF: &str = include_str!("../dictionaries/en_US.aff");
const ENGLISH_DIC: &[u8] = include_bytes!("../dictionaries/en_US.dic.gz");
/// The largest file of a dictionary, in bytes.
const SIZE_LIMIT: u64 = 32 << 20;
/// Where systems keep dictionaries.
const FOLDERS: [&str; 7] = [
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "/run/current-system/sw/share/hunspell",
];
/// The same below a person's own folder.
const OWN_FOLDERS: [&str; 2] = [".local/share/hunspell", "Library/Spelling"];

/// The dictionaries that there are, each read when it is first asked for.
#[derive(Debug)]
pub struct Dictionaries {
    folders: Vec<PathBuf>,
    read: Mutex<BTreeMap<Locale, Option<Arc<Speller>>>>,
}

impl Dictionaries {
    /// Those of the system, and before them those in `own`, a folder that need not be there.
    pub fn new(own: Option<&Path>) -> Self {
        let below = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
        let personal = OWN_FOLDERS.iter().filter_map(|folder| Some(below.as_ref()?.join(folder)));
        let own = own.map(Path::to_owned).into_iter();
        Self::in_folders(own.chain(personal).chain(FOLDERS.map(PathBuf::from)).collect())
    }

    /// Those in `folders` alone, beside what is built in.
    pub fn in_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders, read: Mutex::default() }
    }

    /// What checks a text in `locale`; `None` where there is no dictionary of its language.
    pub fn speller(&self, locale: &Locale) -> Option<Arc<Speller>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(locale.clone()).or_insert_with(|| self.open(locale).map(Arc::new)).clone()
    }

    fn open(&self, locale: &Locale) -> Option<Speller> {
        let mut speller = Speller::new(locale.clone());
        let mut is_empty = true;
        let mut take = |aff: &str, dic: &str, name: &str| match speller.add(aff, dic) {
            Ok(()) => is_empty = false,
            Err(err) => log::warn!("{name}: {err}"),
        };
        if locale.language() == "en" {
            match english() {
                Ok(dic) => take(ENGLISH_AFF, &dic, "en_US"),
                Err(err) => log::warn!("the English dictionary cannot be unpacked: {err}"),
            }
        }
        if let Some((aff, dic)) = self.find(locale) {
            match (text(&aff), text(&dic)) {
                (Ok(aff), Ok(words)) => take(&aff, &words, &dic.display().to_string()),
                (Err(problem), _) | (_, Err(problem)) => log::warn!("{problem}"),
            }
        }
        (!is_empty).then_some(speller)
    }

    /// The files of the dictionary that fits `locale` best.
    fn find(&self, locale: &Locale) -> Option<(PathBuf, PathBuf)> {
        names(locale).iter().find_map(|name| {
            self.folders.iter().find_map(|folder| {
                let file = |ending: &str| folder.join(format!("{name}.{ending}"));
                let pair = (file("aff"), file("dic"));
                (pair.0.is_file() && pair.1.is_file()).then_some(pair)
            })
        })
    }
}

/// What the dictionary of a locale may be called, the best first.
fn names(locale: &Locale) -> Vec<String> {
    let tag = locale.as_str().replace('-', "_");
    let language = locale.language();
    let home = match language {
        // The American one is built in.
        "en" => "GB".to_owned(),
        "da" => "DK".to_owned(),
        "sv" => "SE".to_owned(),
        "cs" => "CZ".to_owned(),
        other => other.to_uppercase(),
    };
    let mut names = vec![tag];
    if locale.as_str() != "en-US" {
        names.extend([language.to_owned(), format!("{language}_{home}")]);
    }
    // What is built in need not be read again.
    names.retain(|name| name != "en_US");
    names
}

pub(crate) fn english() -> std::io::Result<String> {
    let mut dic = String::new();
    GzDecoder::new(ENGLISH_DIC).read_to_string(&mut dic)?;
    Ok(dic)
}

/// The text of a file, in UTF-8 or in the alphabet of western Europe, as older dictionaries are.
fn text(path: &Path) -> Result<String, String> {
    let problem = |problem: &dyn std::fmt::Display| format!("{}: {problem}", path.display());
    let file = fs::File::open(path).map_err(|err| problem(&err))?;
    let mut bytes = Vec::new();
    let read = file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    if read.map_err(|err| problem(&err))? as u64 > SIZE_LIMIT {
        return Err(problem(&"larger than 32 MB"));
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|err| err.into_bytes().into_iter().map(char::from).collect());
    Ok(text)
}

#[cfg(test)]
mod tests {
    use antiphon_voice::spelling::Accepted;

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn wrong(speller: &Speller, text: &str) -> Vec<String> {
        let found = speller.check(text, &Accepted::default());
        found.iter().map(|one| text.get(one.range.clone()).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn english_is_checked_on_a_machine_without_dictionaries() {
        let none = Dictionaries::in_folders(Vec::new());
        let speller = none.speller(&locale("en-GB")).unwrap();
        assert_eq!(
            wrong(&speller, "We’re sorry for the delya, Okafor; colours apologise."),
            ["delya"]
        );
        assert!(none.speller(&locale("fr")).is_none(), "French is not checked");
    }

    #[test]
    fn good_replies_are_full_of_names_and_hardly_any_is_flagged() {
        let speller = Dictionaries::in_folders(Vec::new()).speller(&locale("en")).unwrap();
        let text = include_str!("../../voice/tests/replies/good.txt");
        let replies: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let all: Vec<_> =
            replies.iter().flat_map(|one| wrong(&speller, &one.replace("\\n", "\n"))).collect();
        assert!(all.len() * 50 <= replies.len(), "{all:?}");
    }

    #[test]
    fn a_language_is_checked_with_the_dictionary_of_its_region_or_another() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
        write("de_DE.aff", b"SET ISO8859-1\n");
        write("de_DE.dic", b"2\ngr\xfc\xdfe\npaket\n");
        write("de_AT.aff", b"SET UTF-8\n");
        write("de_AT.dic", b"1\nservus\n");
        let found = Dictionaries::in_folders(vec![folder.path().to_owned()]);
        let check = |tag: &str, text: &str| wrong(&found.speller(&locale(tag)).unwrap(), text);
        assert_eq!(check("de", "gr\u{fc}\u{df}e servus"), ["servus"]);
        assert_eq!(check("de-CH", "gr\u{fc}\u{df}e servus"), ["servus"]);
        assert_eq!(check("de-AT", "gr\u{fc}\u{df}e servus"), ["gr\u{fc}\u{df}e"]);
    }

    #[test]
    fn a_dictionary_that_makes_no_sense_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("es.aff"), "SFX broken").unwrap();
        fs::write(folder.path().join("es.dic"), "no number").unwrap();
        let found = Dictionaries::in_folders(vec![folder.path().to_owned()]);
        assert!(found.speller(&locale("es")).is_none());
    }
}
