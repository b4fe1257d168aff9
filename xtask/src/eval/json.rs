//! Just enough of JSON for the line that `antiphon eval` prints: its first value by a name.

/// The first number called `key`; `None` where it is absent or `null`.
pub(crate) fn number(json: &str, key: &str) -> Option<f64> {
    value(json, key)?.parse().ok()
}

/// The first `true` or `false` called `key`.
pub(crate) fn flag(json: &str, key: &str) -> Option<bool> {
    value(json, key)?.parse().ok()
}

/// `text` as a JSON string.
pub(crate) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // No name has one.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn value<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = json.split_once(&format!("\"{key}\":"))?;
    rest.split([',', '}', ']']).next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_name_is_read() {
        let json = r#"{"engines":[{"encoder":false,"top1":0.25,"auroc":null},{"top1": 1}],"n":3}"#;
        assert_eq!(number(json, "top1"), Some(0.25));
        assert_eq!(number(json, "n"), Some(3.0));
        assert_eq!(flag(json, "encoder"), Some(false));
        assert_eq!(number(json, "auroc"), None);
        assert_eq!(number(json, "top3"), None);
    }

    #[test]
    fn a_string_is_quoted() {
        assert_eq!(string("a \"b\"\\\n"), r#""a \"b\"\\ ""#);
    }
}
