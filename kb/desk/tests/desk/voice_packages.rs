//! Packages of voice rules, as folders and as zips.
#![expect(clippy::unwrap_used, reason = "tests stop at what is wrong")]

use std::fs::{self, File};
use std::io::Write as _;

use antiphon_desk::check::{VoiceRules, read_package};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RULE: &str = "extends: existence\nmessage: m\ntokens: [a]\n";

fn zipped(files: &[(&str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Brand.zip");
    let mut zip = ZipWriter::new(File::create(&path).unwrap());
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    (folder, path)
}

fn names(package: &antiphon_desk::check::Package) -> Vec<&str> {
    package.files.iter().map(|(path, _)| path).collect()
}

#[test]
fn a_package_of_rules_alone_is_one_style() {
    let (_folder, path) = zipped(&[("Brand/B.yml", RULE), ("Brand/meta.json", "{}")]);
    let package = read_package(&path).unwrap();
    assert_eq!((package.name.as_str(), package.settings.as_deref()), ("Brand", None));
    assert_eq!(names(&package), ["Brand/B.yml"]);
}

#[test]
fn a_whole_package_brings_its_settings_its_styles_and_its_words() {
    let (_folder, path) = zipped(&[
        ("Brand/.vale.ini", "[*]\nBasedOnStyles = Voice\n"),
        ("Brand/styles/Voice/B.yml", RULE),
        ("Brand/styles/config/vocabularies/Brand/accept.txt", "x\n"),
        ("../outside.yml", RULE),
    ]);
    let package = read_package(&path).unwrap();
    assert_eq!(package.settings.as_deref(), Some("[*]\nBasedOnStyles = Voice\n"));
    assert_eq!(names(&package), ["Voice/B.yml", "config/vocabularies/Brand/accept.txt"]);
}

#[test]
fn entries_that_lead_out_of_a_zip_are_left_out_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Brand.zip");
    let mut zip = ZipWriter::new(File::create(&path).unwrap());
    let odd = ["../out.yml", "Brand/../Brand/D.yml", "/etc/A.yml", "Brand\\W.yml", "C:/x.yml"];
    for name in odd.into_iter().chain(["Brand/B.yml"]) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(RULE.as_bytes()).unwrap();
    }
    zip.add_symlink("Brand/L.yml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    let package = read_package(&path).unwrap();
    assert_eq!(names(&package), ["Brand/B.yml"]);
    assert_eq!(package.left_out.len(), 6, "{:?}", package.left_out);
    for name in odd.into_iter().chain(["Brand/L.yml"]) {
        assert!(package.left_out.iter().any(|one| one.starts_with(name)), "{name}");
    }
}

#[test]
fn a_folder_is_a_package_too() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("Brand");
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("B.yml"), RULE).unwrap();
    assert_eq!(names(&read_package(&root).unwrap()), ["Brand/B.yml"]);
}

#[test]
fn what_is_no_package_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Brand.zip");
    fs::write(&path, "no zip").unwrap();
    let err = read_package(&path).unwrap_err();
    assert!(err.to_string().contains("Brand.zip"), "{err}");
}

#[test]
fn settings_are_found_in_the_nearest_folder_above() {
    let folder = tempfile::tempdir().unwrap();
    let within = folder.path().join("a/b");
    fs::create_dir_all(&within).unwrap();
    fs::create_dir_all(folder.path().join("styles/A")).unwrap();
    fs::write(folder.path().join("styles/A/B.yml"), RULE).unwrap();
    let ini = "StylesPath = styles\n[*]\nBasedOnStyles = A\n";
    fs::write(folder.path().join(".vale.ini"), ini).unwrap();
    let rules = VoiceRules::open(None, &within).unwrap();
    let outcome = rules.check_text("a", ".md");
    assert_eq!((outcome.name.as_str(), outcome.found.len()), ("stdin.md", 1));
    assert!(!outcome.has_errors());
}
