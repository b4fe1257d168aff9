//! Search as one types.

use antiphon_search::{Document, Find, Scope};

use crate::library::{Library, answer, draft, find, shop};

#[test]
fn a_shortcut_goes_before_a_title_and_a_title_before_a_text() {
    let mut documents = shop();
    documents.push(Document {
        shortcut: Some("change".to_owned()),
        ..answer("by-shortcut", "Something else", "", &[])
    });
    documents.push(Document {
        shortcut: Some("change-plan".to_owned()),
        ..answer("by-longer", "Something more", "", &[])
    });
    documents.push(answer("by-text", "Other", "change change change change", &[]));
    let library = Library::of(&documents);
    let expected = ["by-shortcut", "by-longer", "address-change", "by-text"];
    assert_eq!(library.found("change", Scope::InService), expected);
    assert_eq!(library.found("/Change", Scope::InService)[..2], expected[..2]);
    let hits = library.find("change", Scope::InService);
    let by_shortcut: Vec<bool> = hits.list.iter().map(|hit| hit.shortcut_match).collect();
    assert_eq!(by_shortcut, [true, true, false, false]);
}

#[test]
fn each_letter_typed_finds_the_answer() {
    let library = Library::of(&shop());
    for end in 3..="reset a password".len() {
        let typed = &"reset a password"[..end];
        assert_eq!(library.found(typed, Scope::InService)[0], "password", "{typed}");
    }
    assert_eq!(library.found("addresses chang", Scope::InService), ["address-change"]);
}

#[test]
fn the_place_in_the_title_is_marked_on_character_boundaries() {
    let library =
        Library::of(&[answer("emoji", "🎉🎉 Größe ändern – Ändern der Größe 👩‍🚀", "", &[])]);
    let hit = library.find("ande", Scope::InService).list.remove(0);
    let marked: Vec<&str> = hit.in_title.iter().map(|range| &hit.title[range.clone()]).collect();
    assert_eq!(marked, ["ändern", "Ändern"]);
}

#[test]
fn a_typing_error_is_forgiven_only_when_nothing_else_matches() {
    let library = Library::of(&shop());
    for typed in ["pasword", "passwrod", "adress", "passw0rd", "delviery"] {
        assert_eq!(library.find(typed, Scope::InService).total, 1, "{typed}");
    }
    let hit = library.find("passwrod", Scope::InService).list.remove(0);
    assert_eq!(&hit.title[hit.in_title[0].clone()], "password");
    let mut documents = shop();
    documents.push(answer("card", "Word puzzles", "", &[]));
    documents.push(answer("ward", "Wordy puzzled", "", &[]));
    assert_eq!(Library::of(&documents).found("puzzles word", Scope::InService), ["card", "ward"]);
    assert_eq!(library.find("xyzzy", Scope::InService).total, 0);
}

#[test]
fn a_page_starts_where_the_one_before_ended() {
    let documents: Vec<Document> =
        (0..50).map(|n| answer(&format!("a{n:02}"), "Same title", "", &[])).collect();
    let library = Library::of(&documents);
    let all = library.index.search(&Find { limit: 50, ..find("same", Scope::Library) }).unwrap();
    assert_eq!((all.total, all.list.len()), (50, 50));
    let page = Find { limit: 0, offset: 10, ..find("same", Scope::Library) };
    let page = library.index.search(&page).unwrap();
    assert_eq!((page.total, page.list.len()), (50, 0));
    let mut seen = Vec::new();
    for offset in (0..60).step_by(7) {
        let page = Find { limit: 7, offset, ..find("same", Scope::Library) };
        seen.extend(library.index.search(&page).unwrap().list.into_iter().map(|hit| hit.id));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 50, "none is shown twice, none is left out");
}

#[test]
fn the_open_revision_is_searched_in_the_library_only() {
    let mut documents = shop();
    documents[0].open_text = "Refunds take a fortnight".to_owned();
    documents.push(draft("new", "Gift cards", "We sell vouchers."));
    let library = Library::of(&documents);
    assert_eq!(library.found("fortnight", Scope::Library), ["refund-time"]);
    assert_eq!(library.found("fortnight", Scope::InService), [""; 0]);
    assert_eq!(library.found("gift", Scope::Library), ["new"]);
    assert_eq!(library.found("gift", Scope::InService), [""; 0]);
    assert_eq!(library.found("voucher", Scope::Library), ["new"]);
}

#[test]
fn nothing_typed_finds_nothing() {
    let library = Library::of(&shop());
    for typed in ["", "  ", "/", "!?", "🎉"] {
        assert_eq!(library.find(typed, Scope::Library).total, 0, "{typed:?}");
    }
}
