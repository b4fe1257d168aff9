//! The settings of a package as the guide takes them: in one section for all texts.

use std::collections::BTreeSet;

use super::glob::Glob;
use super::ini::{self, Entry, Section};
use super::tree::Tree;

/// The rules that are built in and that a guide runs where a package asks for all of them; it
/// checks spelling itself.
const BUILT_IN: [&str; 3] = ["Vale.Avoid", "Vale.Repetition", "Vale.Terms"];
/// The name under which a guide checks texts.
const PATH: &str = "stdin.md";

/// What the settings `ini` of a package with `files` say of its styles, as the text of a
/// `.vale.ini`: vocabularies, levels, and what is passed over. Where they say nothing of styles or
/// vocabularies, all of the package's are meant. Rules of styles that they leave out are off.
///
/// # Errors
/// The line that cannot be read, and why.
pub fn package_settings(ini: &str, files: &Tree) -> Result<String, (usize, String)> {
    let sections = ini::read(ini)?;
    let applies = |section: &&Section| match section.name.as_str() {
        "" | "DEFAULT" | "formats" | "asciidoctor" => false,
        "*" => true,
        name => Glob::new(name).is_ok_and(|glob| glob.is_match(PATH)),
    };
    let for_all = sections.iter().filter(|section| section.name == "*");
    let for_some = sections.iter().filter(|section| section.name != "*");
    let sections: Vec<&Section> = for_all.chain(for_some).filter(applies).collect();
    let styles = styles(files);
    let named = sections.iter().rfind(|section| section.value("BasedOnStyles").is_some());
    let named = named.map(|section| section.list("BasedOnStyles"));
    let mut lines = Vec::new();
    let vocabularies = vocabularies(ini, files);
    if !vocabularies.is_empty() {
        lines.push(format!("Vocab = {}", vocabularies.join(", ")));
    }
    lines.push("[*]".to_owned());
    let based: Vec<&str> = styles
        .iter()
        .copied()
        .filter(|style| named.as_ref().is_none_or(|named| named.iter().any(|one| one == style)))
        .collect();
    if !based.is_empty() {
        lines.push(format!("BasedOnStyles = {}", based.join(", ")));
    }
    if named.is_some_and(|named| named.iter().any(|one| one == "Vale")) {
        lines.extend(BUILT_IN.iter().map(|rule| format!("{rule} = YES")));
    }
    for style in styles.iter().filter(|style| !based.contains(style)) {
        let rules = files.under(style).filter_map(|(path, _)| super::compile::rule_name(path));
        lines.extend(rules.map(|rule| format!("{rule} = NO")));
    }
    let kept = |entry: &&Entry| {
        let style = entry.key.split('.').next().unwrap_or_default();
        matches!(entry.key.as_str(), "TokenIgnores" | "BlockIgnores")
            || (is_rule(&entry.key) && (style == "Vale" || styles.contains(style)))
    };
    let entries = sections.iter().flat_map(|section| &section.entries);
    lines.extend(entries.filter(kept).map(|entry| format!("{} = {}", entry.key, entry.raw)));
    Ok(lines.join("\n") + "\n")
}

/// Whether a key is the name of a rule, such as `Style.Rule`.
fn is_rule(key: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    key.split_once('.').is_some_and(|(style, rule)| is_part(style) && is_part(rule))
}

/// The styles that have rules.
fn styles(files: &Tree) -> BTreeSet<&str> {
    let rules = files.iter().filter(|(path, _)| super::compile::rule_name(path).is_some());
    let styles = rules.filter_map(|(path, _)| path.split_once('/').map(|(style, _)| style));
    styles.filter(|style| *style != "config" && !style.starts_with('.')).collect()
}

/// The vocabularies that the settings name, else all that there are.
fn vocabularies(ini: &str, files: &Tree) -> Vec<String> {
    let sections = ini::read(ini).unwrap_or_default();
    let core = sections.iter().filter(|section| matches!(section.name.as_str(), "" | "DEFAULT"));
    let named: Vec<&Section> = core.filter(|section| section.value("Vocab").is_some()).collect();
    let is_there =
        |name: &String| files.under(&format!("config/vocabularies/{name}")).next().is_some();
    if !named.is_empty() {
        return named.iter().flat_map(|section| section.list("Vocab")).filter(is_there).collect();
    }
    let folders = files.under("config/vocabularies").filter_map(|(path, _)| path.split('/').nth(2));
    folders.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        [
            ("House/Words.yml", ""),
            ("Other/One.yml", ""),
            ("config/vocabularies/Base/accept.txt", "a"),
            ("config/vocabularies/More/accept.txt", "b"),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn what_a_package_says_of_its_styles_is_kept_in_one_section() {
        let ini = "StylesPath = x\nMinAlertLevel = error\nVocab = Base, Gone\n[*.{md,txt}]\n\
                   BasedOnStyles = Vale, House\nHouse.Words = error\nTokenIgnores = (\\$+), '(a # b)'\n\
                   [*.rst]\nHouse.Words = NO\n";
        let expected = "Vocab = Base\n[*]\nBasedOnStyles = House\nVale.Avoid = YES\n\
                        Vale.Repetition = YES\nVale.Terms = YES\nOther.One = NO\n\
                        House.Words = error\nTokenIgnores = (\\$+), '(a # b)'\n";
        assert_eq!(package_settings(ini, &tree()).unwrap(), expected);
    }

    #[test]
    fn without_a_word_of_it_all_of_a_package_is_meant() {
        let expected = "Vocab = Base, More\n[*]\nBasedOnStyles = House, Other\n";
        assert_eq!(package_settings("", &tree()).unwrap(), expected);
        assert_eq!(package_settings("[a\n", &tree()).unwrap_err().0, 1);
    }
}
