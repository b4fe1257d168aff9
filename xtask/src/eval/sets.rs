//! The sets of answers and cases: those that travel with the project, and those of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::problem::Problem;

/// A library and its cases.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) library: PathBuf,
    pub(crate) cases: PathBuf,
}

/// A set that is not evaluated, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    pub(crate) name: String,
    pub(crate) reason: String,
}

/// Folder and library of the sets that travel with the project.
const OWN: [(&str, &str); 4] =
    [("banking77", "cold"), ("banking77", "few10"), ("banking77", "warm"), ("clinc150", "few10")];
/// Sets that have bars too, but whose licences keep them out of the project.
const OTHERS: [&str; 3] = ["hint3_curekart-warm", "stackfaq-a-cold", "covidfaq_de-cold"];

/// The sets to evaluate, and those that have to be left out.
///
/// # Errors
/// [`Problem::Io`] when `data` cannot be read, [`Problem::Unexpected`] when no set is in it.
pub(crate) fn find(
    place: &Place,
    data: Option<&Path>,
) -> Result<(Vec<Set>, Vec<Skipped>), Problem> {
    let folder = place.root.join("tests").join("data").join("suggest");
    let mut sets: Vec<Set> = OWN
        .iter()
        .map(|(name, library)| Set {
            name: format!("{name}-{library}"),
            library: folder.join(name).join(format!("{library}.jsonl")),
            cases: folder.join(name).join("cases.jsonl"),
        })
        .collect();
    let mut skipped = Vec::new();
    if let Some(data) = data {
        add(data, &mut sets, &mut skipped)?;
    }
    for name in OTHERS {
        let is_known = sets.iter().any(|set| set.name == name);
        if !is_known && !skipped.iter().any(|set| set.name == name) {
            let reason = match data {
                None => "its licence keeps it out of the project; give its folder with --data",
                Some(_) => "the folder of --data does not have it",
            };
            skipped.push(Skipped { name: name.to_owned(), reason: reason.to_owned() });
        }
    }
    Ok((sets, skipped))
}

/// Each folder in `data` with both files is a set.
fn add(data: &Path, sets: &mut Vec<Set>, skipped: &mut Vec<Skipped>) -> Result<(), Problem> {
    let doing = || Problem::doing(format!("read the folder {}", data.display()));
    let mut folders = Vec::new();
    for entry in fs::read_dir(data).map_err(doing())? {
        let folder = entry.map_err(doing())?.path();
        if folder.is_dir() {
            folders.push(folder);
        }
    }
    folders.sort();
    if folders.is_empty() {
        let message = format!("{} holds no folder with a set", data.display());
        return Err(Problem::Unexpected(message));
    }
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (library, cases) = (folder.join("library.jsonl"), folder.join("cases.jsonl"));
        if sets.iter().any(|set| set.name == name) {
            continue; // The project's own is the same.
        }
        if library.is_file() && cases.is_file() {
            sets.push(Set { name, library, cases });
        } else {
            let reason = "it lacks library.jsonl or cases.jsonl".to_owned();
            skipped.push(Skipped { name, reason });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        let root = PathBuf::from("/clone");
        Place { target: root.join("target"), tools: root.join(".tools"), root, is_ci: false }
    }

    fn names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
        names.map(String::as_str).collect()
    }

    #[test]
    fn without_a_folder_the_other_sets_are_skipped_with_a_reason() {
        let (sets, skipped) = find(&place(), None).unwrap();
        let own = ["banking77-cold", "banking77-few10", "banking77-warm", "clinc150-few10"];
        assert_eq!(names(sets.iter().map(|set| &set.name)), own);
        assert_eq!(names(skipped.iter().map(|set| &set.name)), OTHERS);
        assert!(skipped.iter().all(|set| set.reason.contains("--data")));
    }

    #[test]
    fn each_complete_folder_is_a_set_and_none_is_there_twice() {
        let data = std::env::temp_dir().join(format!("antiphon-sets-{}", std::process::id()));
        for (name, files) in [
            ("banking77-cold", ["library.jsonl", "cases.jsonl"].as_slice()),
            ("mine", &["library.jsonl", "cases.jsonl"]),
            ("stackfaq-a-cold", &["library.jsonl"]),
        ] {
            fs::create_dir_all(data.join(name)).unwrap();
            for file in files {
                fs::write(data.join(name).join(file), "").unwrap();
            }
        }
        let (sets, skipped) = find(&place(), Some(&data)).unwrap();
        fs::remove_dir_all(&data).unwrap();
        assert_eq!(sets.len(), 5);
        assert_eq!(sets[4].cases, data.join("mine").join("cases.jsonl"));
        let lacking = skipped.iter().find(|set| set.name == "stackfaq-a-cold").unwrap();
        assert_eq!(lacking.reason, "it lacks library.jsonl or cases.jsonl");
        assert_eq!(skipped.len(), 3);
        assert!(find(&place(), Some(Path::new("/no/such/folder"))).is_err());
    }
}
