//! `--map`: what the columns of a table mean, where the guess is wrong.

use antiphon_desk::views::{ColumnView, ImportFormat, ImportPreview};

use crate::failure::Failure;

/// One `--map COLUMN=FIELD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// A header, or a number from 1.
    column: String,
    /// What the column means; nothing keeps it aside.
    field: Option<String>,
}

/// Reads `COLUMN=FIELD`; a header may hold `=` itself.
pub(crate) fn parse_change(text: &str) -> Result<Change, String> {
    let (column, field) =
        text.rsplit_once('=').ok_or_else(|| "write it as COLUMN=FIELD".to_owned())?;
    let [column, field] = [column, field].map(|part| part.trim().to_owned());
    if column.is_empty() {
        return Err("no column is named before the =".to_owned());
    }
    Ok(Change { column, field: Some(field).filter(|field| !field.is_empty()) })
}

/// What each column means: the guess of `preview` with `changes` made to it.
pub(crate) fn changed_columns(
    preview: &ImportPreview,
    changes: &[Change],
) -> Result<Vec<Option<String>>, Failure> {
    let columns = match preview.files.as_slice() {
        [file] if file.format == ImportFormat::Csv => &file.columns,
        _ => return Err(Failure::MapWithoutTable),
    };
    let mut fields: Vec<_> = columns.iter().map(|column| column.field.clone()).collect();
    for Change { column, field } in changes {
        let place = place_of(columns, column)?;
        if let Some(field) = field {
            check_field(preview, field)?;
        }
        for (index, known) in fields.iter_mut().enumerate() {
            if index == place {
                known.clone_from(field);
            } else if field.is_some() && known == field {
                // The guess gives way: a field is read from one column.
                *known = None;
            }
        }
    }
    Ok(fields)
}

fn place_of(columns: &[ColumnView], name: &str) -> Result<usize, Failure> {
    let wanted = name.to_lowercase();
    let by_header = columns.iter().position(|column| column.header.trim().to_lowercase() == wanted);
    let by_number = || {
        let number: usize = name.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < columns.len())
    };
    by_header.or_else(by_number).ok_or_else(|| {
        let headers: Vec<_> = columns.iter().map(|column| column.header.as_str()).collect();
        Failure::UnknownColumn { name: name.to_owned(), columns: headers.join(", ") }
    })
}

fn check_field(preview: &ImportPreview, name: &str) -> Result<(), Failure> {
    let known = preview.field_choices.iter().any(|field| field == name);
    if known || name.starts_with("customer.attributes.") {
        return Ok(());
    }
    let fields = preview.field_choices.join(", ");
    Err(Failure::UnknownField { name: name.to_owned(), fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_split_at_its_last_sign_and_an_empty_field_is_none() {
        let change = |column: &str, field: Option<&str>| {
            Ok(Change { column: column.to_owned(), field: field.map(str::to_owned) })
        };
        assert_eq!(parse_change("a=b = title"), change("a=b", Some("title")));
        assert_eq!(parse_change("2="), change("2", None));
        assert!(parse_change("title").is_err());
        assert!(parse_change("=title").is_err());
    }
}
