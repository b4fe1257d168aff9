//! Which parts of a text a rule looks at: `text`, `heading.h1`, `~blockquote`, `list & ~table`.

/// Scopes that a rule may name; what follows the first period is not looked at.
const KNOWN: [&str; 12] = [
    "text",
    "heading",
    "table",
    "figure",
    "list",
    "paragraph",
    "sentence",
    "alt",
    "title",
    "blockquote",
    "summary",
    "raw",
];
/// Scopes of old that are no longer.
const INLINE: [&str; 4] = ["code", "link", "strong", "emphasis"];

/// The scopes of a rule: it looks at a block that fits one of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Scopes(Vec<Vec<Part>>);

/// One of the parts that `&` joins.
#[derive(Debug, Clone)]
struct Part {
    sections: Vec<String>,
    is_negated: bool,
}

impl Scopes {
    /// Reads scopes as a rule names them.
    ///
    /// # Errors
    /// The reason, as a person reads it.
    pub(super) fn read(names: &[String]) -> Result<Self, String> {
        for name in names.iter().filter(|name| !name.contains('&')) {
            let base = name.strip_prefix('~').unwrap_or(name);
            let base = base.split('.').next().unwrap_or_default();
            if INLINE.contains(&base) {
                return Err(format!("scope '{base}' is no longer supported; use 'raw' instead"));
            }
            if !KNOWN.contains(&base) {
                return Err(format!("'{base}' is not a valid scope"));
            }
        }
        let parts = |name: &String| name.split('&').map(Part::read).collect();
        Ok(Self(names.iter().map(parts).collect()))
    }

    /// Whether a block of `scope`, such as `text.heading.h1.md`, is looked at.
    pub(super) fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|parts| {
            parts.iter().all(|part| {
                let fits = part.fits(scope);
                let is_sized = scope.split('.').any(|name| matches!(name, "raw" | "summary"));
                if part.is_negated { !fits && !is_sized } else { fits }
            })
        })
    }
}

impl Part {
    fn read(name: &str) -> Self {
        let name = name.trim();
        let (name, is_negated) = match name.strip_prefix('~') {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        Self { sections: name.split('.').map(|part| part.trim().to_owned()).collect(), is_negated }
    }

    fn fits(&self, scope: &str) -> bool {
        self.sections.iter().all(|section| scope.split('.').any(|name| name == section))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], scope: &str, expected: &str) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = if Scopes::read(&names).unwrap().contains(scope) { "yes" } else { "no" };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_scope_is_meant_by_its_parts() {
        check(&["heading"], "text.heading.h1.md", "yes");
        check(&["heading.h2"], "text.heading.h1.md", "no");
        check(&["~heading"], "text.list.md", "yes");
        check(&["~heading"], "raw.md", "no");
        check(&["text & ~list"], "text.list.md", "no");
        check(&["sentence", "list"], "text.list.md", "yes");
    }

    #[test]
    fn an_unknown_scope_is_named() {
        assert!(Scopes::read(&["links".to_owned()]).unwrap_err().contains("links"));
    }
}
