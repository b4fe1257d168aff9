//! Makes rules that can run out of settings and files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::Fields;
use super::kinds::{Dictionaries, Dictionary};
use super::refused::Refused;
use super::rule::{Definition, Rule, Setting};
use super::settings::{self, Settings};
use super::tree::Tree;
use super::yaml::{self, Fault, Node, Value};

/// The most rules that one engine has.
const RULE_LIMIT: usize = 5_000;
/// The most words of all vocabularies together.
const WORD_LIMIT: usize = 20_000;

/// Rules and what was refused on the way to them.
pub(super) struct Compiled {
    pub(super) settings: Settings,
    /// In order of their names.
    pub(super) rules: Vec<Rule>,
    pub(super) refused: Vec<Refused>,
}

/// Compiles all rules that `ini` asks for.
pub(super) fn compile(ini: &str, tree: &Tree) -> Compiled {
    let mut refused = Vec::new();
    let settings = settings::read(ini, &mut refused);
    let (accepted, rejected) = vocabularies(&settings, tree, &mut refused);
    let sources = wanted(&settings, tree, &mut refused);
    let needs_words =
        settings.wants_own_rules() || sources.values().any(|(_, text)| text.contains("spelling"));
    let dictionaries = if needs_words { dictionaries(tree) } else { Dictionaries::default() };
    let setting = Setting {
        word_template: settings.word_template.as_deref(),
        accepted: &accepted,
        dictionaries: &dictionaries,
    };
    let mut rules = Vec::new();
    if settings.wants_own_rules() {
        for (name, node) in own(&accepted, &rejected) {
            match read_rule(&name, Ok(node), &settings, &setting) {
                Ok(rule) => rules.push(rule),
                Err(fault) => refused.push(told("(built in)", &name, fault)),
            }
        }
    }
    for (name, (path, text)) in sources.into_iter().take(RULE_LIMIT) {
        match read_rule(&name, yaml::read(text), &settings, &setting) {
            Ok(rule) => rules.push(rule),
            Err(fault) => refused.push(told(path, &name, fault)),
        }
    }
    rules.sort_by(|one, other| one.name.cmp(&other.name));
    Compiled { settings, rules, refused }
}

fn told(path: &str, name: &str, fault: Fault) -> Refused {
    let rule = Some(name.to_owned());
    Refused { rule, path: path.to_owned(), line: fault.line.max(1), reason: fault.reason }
}

fn read_rule(
    name: &str,
    node: Result<Node, Fault>,
    settings: &Settings,
    setting: &Setting<'_>,
) -> Result<Rule, Fault> {
    let fields = Fields::new(node?)?;
    let level = settings.levels.get(name).copied();
    Rule::read(Definition { name: name.to_owned(), level, fields }, setting)
}

/// The rules that the settings ask for by name, with the path and the text of each.
fn wanted<'a>(
    settings: &Settings,
    tree: &'a Tree,
    refused: &mut Vec<Refused>,
) -> BTreeMap<String, (&'a str, &'a str)> {
    let mut found = BTreeMap::new();
    let mut styles: Vec<&str> = vec!["Vale"];
    for (style, line) in settings.styles() {
        if styles.contains(&style) {
            continue;
        }
        styles.push(style);
        let mut is_there = false;
        for (path, text) in tree.under(style) {
            is_there = true;
            if let Some(name) = rule_name(path) {
                found.entry(name).or_insert((path, text));
            }
        }
        if !is_there {
            let reason = format!("the style '{style}' is not on the StylesPath");
            refused.push(Refused::new(settings::FILE, line, reason));
        }
    }
    for rule in settings.rules() {
        let mut parts = rule.split('.');
        let (Some(style), Some(name)) = (parts.next(), parts.next()) else { continue };
        if styles.contains(&style) {
            continue;
        }
        let wanted = format!("{style}/{name}.yml");
        if let Some((path, text)) = tree.under(style).find(|(path, _)| *path == wanted) {
            found.entry(format!("{style}.{name}")).or_insert((path, text));
        }
    }
    found
}

/// `Style.Rule` of a file such as `Style/Rule.yml`.
pub(super) fn rule_name(path: &str) -> Option<String> {
    let file = path.strip_suffix(".yml")?;
    let (folder, file) = file.rsplit_once('/')?;
    let style = folder.rsplit('/').next()?;
    Some(format!("{style}.{}", file.split('.').next()?))
}

/// The words that are accepted, and those that are rejected.
fn vocabularies(
    settings: &Settings,
    tree: &Tree,
    refused: &mut Vec<Refused>,
) -> (Vec<String>, Vec<String>) {
    let (mut accepted, mut rejected) = (Vec::new(), Vec::new());
    for name in &settings.vocabularies {
        let mut is_there = false;
        // Before Vale 3 they lay elsewhere.
        let folders = [format!("config/vocabularies/{name}"), format!("Vocab/{name}")];
        let folder = folders.iter().find(|folder| tree.under(folder).next().is_some());
        for (path, text) in folder.into_iter().flat_map(|folder| tree.under(folder)) {
            is_there = true;
            let list = match path.rsplit('/').next() {
                Some("accept.txt") => &mut accepted,
                Some("reject.txt") => &mut rejected,
                _ => continue,
            };
            let words = text.lines().map(str::trim);
            let words = words.filter(|word| !word.is_empty() && !word.starts_with("# "));
            list.extend(words.map(str::to_owned).take(WORD_LIMIT.saturating_sub(list.len())));
        }
        if !is_there {
            let reason = format!("the vocabulary '{name}' is not there");
            refused.push(Refused::new(settings::FILE, 1, reason));
        }
    }
    (accepted, rejected)
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
}

fn dictionaries(tree: &Tree) -> Dictionaries {
    let mut found = Dictionaries::default();
    for (path, dic) in tree.iter().filter(|(path, _)| has_ending(path, "dic")) {
        let base = path.trim_end_matches(".dic");
        let Some(aff) = tree.get(&format!("{base}.aff")) else { continue };
        let name = base.rsplit('/').next().unwrap_or(base).to_owned();
        found.named.entry(name).or_insert_with(|| Dictionary::read(aff, dic).map(Arc::new));
    }
    found.standard = if let Some((aff, dic)) = tree.dictionary() {
        Dictionary::read(aff, dic).ok().map(Arc::new)
    } else {
        let english = found.named.iter().find(|(name, _)| name.starts_with("en"));
        english.and_then(|(_, dictionary)| dictionary.as_ref().ok().cloned())
    };
    for (path, text) in tree.iter().filter(|(path, _)| has_ending(path, "txt")) {
        let words = text.lines().map(str::trim).filter(|word| !word.is_empty() && *word != "#");
        found.ignored.insert(path.to_owned(), words.map(str::to_owned).collect());
    }
    found
}

/// The rules that are built in.
fn own(accepted: &[String], rejected: &[String]) -> Vec<(String, Node)> {
    let mut rules = vec![
        rule("Repetition", "repetition", "'%s' is repeated!", |keys| {
            keys.push(("alpha".to_owned(), text("true")));
            keys.push(("tokens".to_owned(), list([r"[^\s]+"])));
            keys.push(("action".to_owned(), action("edit", &["truncate", " "])));
        }),
        rule("Spelling", "spelling", "Did you really mean '%s'?", |keys| {
            keys.push(("action".to_owned(), action("suggest", &["spellings"])));
        }),
    ];
    if !accepted.is_empty() {
        rules.push(rule("Terms", "substitution", "Use '%s' instead of '%s'.", |keys| {
            let terms = accepted.iter().filter(|term| super::kinds::is_phrase(term));
            let mut swap: BTreeMap<String, Node> = BTreeMap::new();
            swap.extend(terms.map(|term| (term.to_lowercase(), text(term))));
            keys.push(("ignorecase".to_owned(), text("true")));
            keys.push(("vocab".to_owned(), text("false")));
            keys.push(("swap".to_owned(), node(Value::Map(swap.into_iter().collect()))));
        }));
    }
    if !rejected.is_empty() {
        rules.push(rule("Avoid", "existence", "Avoid using '%s'.", |keys| {
            keys.push(("tokens".to_owned(), list(rejected.iter().map(String::as_str))));
        }));
    }
    rules
}

fn rule(
    name: &str,
    extends: &str,
    message: &str,
    add: impl FnOnce(&mut Vec<(String, Node)>),
) -> (String, Node) {
    let mut keys = vec![
        ("extends".to_owned(), text(extends)),
        ("message".to_owned(), text(message)),
        ("level".to_owned(), text("error")),
    ];
    add(&mut keys);
    (format!("Vale.{name}"), node(Value::Map(keys)))
}

fn node(value: Value) -> Node {
    Node { line: 1, value }
}

fn text(text: &str) -> Node {
    node(Value::Text(text.to_owned()))
}

fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Node {
    node(Value::List(texts.into_iter().map(text).collect()))
}

fn action(name: &str, params: &[&str]) -> Node {
    let keys =
        vec![("name".to_owned(), text(name)), ("params".to_owned(), list(params.iter().copied()))];
    node(Value::Map(keys))
}
