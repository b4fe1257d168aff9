//! Licence expressions: what one allows, by the licences that are taken.

/// Whether a work under `expression` may be used when only the licences that `taken` accepts may.
///
/// A choice needs one side, a conjunction both; `/` is the old way to write a choice. `None` when
/// the expression cannot be read.
pub(crate) fn allows(expression: &str, taken: &dyn Fn(&str) -> bool) -> Option<bool> {
    let spaced = ["(", ")"].iter().fold(expression.replace('/', " OR "), |text, sign| {
        text.replace(sign, &format!(" {sign} "))
    });
    let mut words = Words { rest: spaced.split_whitespace().collect(), taken };
    words.rest.reverse();
    let allowed = words.choice()?;
    words.rest.is_empty().then_some(allowed)
}

/// The words that are still to be read, the next one last.
struct Words<'a> {
    rest: Vec<&'a str>,
    taken: &'a dyn Fn(&str) -> bool,
}

impl Words<'_> {
    fn took(&mut self, word: &str) -> bool {
        self.rest.pop_if(|next| *next == word).is_some()
    }

    fn choice(&mut self) -> Option<bool> {
        let mut allowed = self.conjunction()?;
        while self.took("OR") {
            allowed |= self.conjunction()?;
        }
        Some(allowed)
    }

    fn conjunction(&mut self) -> Option<bool> {
        let mut allowed = self.licence()?;
        while self.took("AND") {
            allowed &= self.licence()?;
        }
        Some(allowed)
    }

    fn licence(&mut self) -> Option<bool> {
        if self.took("(") {
            let allowed = self.choice()?;
            return self.took(")").then_some(allowed);
        }
        let name = self.rest.pop().filter(|word| !["OR", "AND", "WITH", ")"].contains(word))?;
        if self.took("WITH") {
            let exception = self.rest.pop()?;
            return Some((self.taken)(&format!("{name} WITH {exception}")));
        }
        Some((self.taken)(name))
    }
}

#[track_caller]
fn check(expression: &str, expected: Option<bool>) {
    let taken = |name: &str| matches!(name, "A" | "B" | "A WITH x");
    assert_eq!(allows(expression, &taken), expected, "{expression}");
}

#[test]
fn a_choice_needs_one_side_and_a_conjunction_both() {
    check("A", Some(true));
    check("Z", Some(false));
    check("Z OR A", Some(true));
    check("Z AND A", Some(false));
    check("Z / A", Some(true));
    check("Z/Y", Some(false));
}

#[test]
fn and_binds_closer_than_or_and_brackets_closer_still() {
    check("A OR Z AND Z", Some(true));
    check("(A OR Z) AND Z", Some(false));
    check("(Z OR A) AND (B OR Y)", Some(true));
}

#[test]
fn an_exception_belongs_to_its_licence() {
    check("A WITH x", Some(true));
    check("A WITH y", Some(false));
    check("B WITH x OR Z", Some(false));
    check("Z WITH x OR A", Some(true));
}

#[test]
fn what_is_no_expression_is_not_taken() {
    for nonsense in ["", "OR A", "A OR", "(A", "A)", "A B", "A WITH"] {
        check(nonsense, None);
    }
}
