//! The voice guide from the terminal: packages that are taken in, words, and what is shown.

use std::fs;

use serde_json::Value;

use crate::support::Place;

const RULE: &str = "extends: existence\nmessage: Not so.\ntokens: [synergy]\n";

fn show(place: &Place) -> Value {
    place.run(&["guide", "show", "--format", "json"]).json()
}

#[cfg(unix)]
#[test]
fn links_that_leave_a_package_are_left_out_and_named() {
    use std::os::unix::fs::symlink;

    let place = Place::begun();
    let secret = place.path("secret.txt");
    fs::write(&secret, "hunter-of-secrets\n").unwrap();
    let words = place.path("House/styles/config/vocabularies/House");
    fs::create_dir_all(&words).unwrap();
    fs::create_dir_all(place.path("House/styles/House")).unwrap();
    fs::write(place.path("House/styles/House/Words.yml"), RULE).unwrap();
    symlink(&secret, words.join("accept.txt")).unwrap();
    symlink(&secret, place.path("House/styles/House/Linked.yml")).unwrap();
    symlink("Words.yml", place.path("House/styles/House/Within.yml")).unwrap();
    symlink("/dev/zero", place.path("House/.vale.ini")).unwrap();

    let ran = place.run(&["guide", "import", "House"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for name in ["accept.txt", "Linked.yml", ".vale.ini"] {
        let told = ran.err.lines().any(|line| line.contains(name) && line.contains("left out"));
        assert!(told, "{name}: {}", ran.err);
    }
    assert!(!ran.out.contains("hunter"), "{}", ran.out);
    let rules = show(&place)["rules"].to_string();
    assert!(rules.contains("House.Words") && rules.contains("House.Within"), "{rules}");
    place.run(&["guide", "export", "out"]);
    assert!(place.path("out/styles/House/Words.yml").is_file());
    assert!(!place.path("out/styles/config/vocabularies/House/accept.txt").exists());
    for (path, bytes) in place.snapshot() {
        let is_there = bytes.windows(17).any(|part| part == b"hunter-of-secrets");
        assert!(!is_there, "{}", path.display());
    }
}

#[test]
fn a_package_of_which_no_rule_loads_is_refused_and_makes_no_revision() {
    let place = Place::begun();
    fs::create_dir(place.path("House")).unwrap();
    fs::write(place.path("House/Odd.yml"), "extends: nothing\nmessage: x\n").unwrap();
    let err = place.run(&["guide", "import", "House"]).failed(1);
    assert!(err.contains("no rule of it can be taken") && err.contains("Odd.yml"), "{err}");
    assert_eq!(show(&place)["open"], Value::Null);
}

#[cfg(unix)]
#[test]
fn a_package_that_is_a_device_is_named() {
    let place = Place::begun();
    let err = place.run(&["guide", "import", "/dev/zero"]).failed(1);
    assert!(err.contains("neither a folder nor a regular file"), "{err}");
}

#[test]
fn words_that_are_none_are_refused() {
    let place = Place::begun();
    for words in ["", " ", "\t"] {
        let err = place.run(&["guide", "say", words, "!"]).failed(1);
        assert!(err.contains("the wording is empty"), "{err}");
    }
    assert_eq!(show(&place)["open"], Value::Null);
}

#[test]
fn the_head_of_the_guide_says_whether_what_is_shown_waits() {
    let place = Place::begun();
    let head = || place.run(&["guide", "show"]).out.lines().next().unwrap_or_default().to_owned();
    assert_eq!(head(), "The guide is as it comes with the app.");
    place.run(&["guide", "say", "utilize", "use"]);
    assert!(head().starts_with("Revision 1 waits and is shown"), "{}", head());
    place.run(&["guide", "approve"]);
    assert_eq!(head(), "Revision 1 is in force.");
    place.run(&["guide", "say", "leverage", "use"]);
    assert_eq!(head(), "Revision 2 waits and is shown; revision 1 is in force.");
}
