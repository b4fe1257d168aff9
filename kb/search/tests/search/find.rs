//! Search as one types.

use antiphon_search::{Document, Find, Hit, Passage, Scope};

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
fn a_phrasing_goes_after_a_title_and_before_a_text() {
    let mut documents = shop();
    documents.push(answer("by-text", "Other", "money money money money", &[]));
    documents.push(answer("by-title", "Money matters", "", &[]));
    let learned = answer("by-learned", "Something", "", &["how are you", "money please"]);
    documents.push(Document { curated: 1, ..learned });
    let library = Library::of(&documents);
    let found = library.found("money", Scope::InService);
    assert_eq!((found[0].as_str(), found[3].as_str()), ("by-title", "by-text"), "{found:?}");
    assert_eq!(found.len(), 4, "curated and learned phrasings: {found:?}");
    assert_eq!(library.found("mone", Scope::InService), found, "a beginning finds the same");
    assert_eq!(library.found("monney", Scope::InService).len(), 4, "give or take a letter");
}

#[test]
fn the_phrasing_of_a_draft_is_found_in_the_library_only() {
    let new = Document {
        phrasings: vec!["do you sell vouchers".to_owned()],
        curated: 1,
        ..draft("new", "Gift cards", "We do.")
    };
    let library = Library::of(&[new]);
    assert_eq!(library.found("vouch", Scope::InService), [""; 0]);
    let hit = library.find("vouch", Scope::Library).list.remove(0);
    assert_eq!(shown(&hit), (true, "do you sell [vouchers]".to_owned()));
}

/// Whether the passage of a hit is a phrasing, and its text with the marks in brackets.
#[track_caller]
fn shown(hit: &Hit) -> (bool, String) {
    let Passage { asked, text, marks } = hit.in_text.clone().unwrap();
    let mut out = text;
    for mark in marks.iter().rev() {
        out.insert(mark.end, ']');
        out.insert(mark.start, '[');
    }
    (asked, out)
}

#[test]
fn a_hit_shows_the_phrasing_or_the_part_of_the_text_that_it_is_found_by() {
    let library = Library::of(&shop());
    let first = |typed| library.find(typed, Scope::InService).list.remove(0);
    let asked = |text: &str| (true, text.to_owned());
    assert_eq!(shown(&first("where money")), asked("[where] is my [money]"));
    assert_eq!(shown(&first("get mon")), asked("when do I [get] my [money] back"));
    assert_eq!(shown(&first("get monney back")), asked("when do I [get] my [money] [back]"));
    let text = "…It takes five [working] [days].";
    assert_eq!(shown(&first("working days")), (false, text.to_owned()));
    let in_part = first("refund fort working");
    assert_eq!(in_part.in_title.len(), 1);
    assert!(shown(&in_part).1.contains("[working]"), "what the title lacks is shown");
    assert_eq!(first("reset pass").in_text, None, "the title says it all");
    assert_eq!(first("/track").in_text, None, "the shortcut says it all");
}

#[test]
fn a_passage_of_a_long_text_begins_at_a_word_before_its_first_mark() {
    let body = format!(
        "{}Größe: press the zipper 🎉 twice. {}",
        "Ähm na ja. ".repeat(90),
        "y ".repeat(200)
    );
    let library = Library::of(&[answer("long", "Something", &body, &[])]);
    let hit = library.find("zipper", Scope::InService).list.remove(0);
    let (asked, text) = shown(&hit);
    assert!(!asked && text.ends_with("y…"), "{text}");
    assert!(text.starts_with("…press the [zipper] 🎉 twice."), "{text}");
    assert!(text.len() < 180, "{text}");
    let far = format!("{} zipper", "x ".repeat(9_000));
    let library = Library::of(&[answer("far", "Something", &far, &[])]);
    assert_eq!(library.find("zipper", Scope::InService).list[0].in_text, None, "too far to look");
}

fn groups() -> Vec<Vec<String>> {
    let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![group(&["refund", "money back", "Erstattung"]), group(&["parcel", "package", "box"])]
}

fn meaning(library: &Library, text: &str) -> Vec<Hit> {
    let synonyms = groups();
    let find = Find { synonyms: &synonyms, ..find(text, Scope::InService) };
    library.index.search(&find).unwrap().list
}

#[test]
fn words_that_mean_the_same_find_what_the_others_find() {
    let library = Library::of(&shop());
    let ids = |typed: &str| -> Vec<String> {
        meaning(&library, typed).iter().map(|hit| hit.id.to_string()).collect()
    };
    assert_eq!(ids("package"), ["parcel-late"]);
    assert_eq!(ids("packages arrived"), ["parcel-late"], "as a stem, beside other words");
    assert_eq!(ids("my box"), ["parcel-late"]);
    assert_eq!(ids("erstattung"), ["refund-time"]);
    assert_eq!(ids("money back"), ["refund-time"]);
    assert_eq!(ids("pack"), [""; 0], "a beginning is no word yet");
    let hit = meaning(&library, "package").remove(0);
    assert_eq!(&hit.title[hit.in_title[0].clone()], "parcel", "what it stands for is marked");
    assert_eq!(hit.in_text, None);
}

#[test]
fn a_phrase_of_several_words_counts_only_when_all_of_them_are_there() {
    let documents = [
        answer("both", "Get your money in days", "It is back soon.", &[]),
        answer("half", "Money", "Nothing else.", &[]),
    ];
    let library = Library::of(&documents);
    let found: Vec<_> = meaning(&library, "refund").iter().map(|hit| hit.id.to_string()).collect();
    assert_eq!(found, ["both"]);
}

#[test]
fn a_hit_by_another_word_goes_after_one_by_the_word_itself() {
    let documents = [
        answer("title-meant", "Package", "", &[]),
        answer("asked-meant", "Second", "", &["where is my package"]),
        answer("text-meant", "Third", "A package.", &[]),
        answer("text", "Fourth", "A parcel.", &[]),
        answer("asked", "Fifth", "", &["where is my parcel"]),
        answer("title", "Parcel", "", &[]),
    ];
    let library = Library::of(&documents);
    let found: Vec<_> = meaning(&library, "parcel").iter().map(|hit| hit.id.to_string()).collect();
    let expected = ["title", "asked", "text", "title-meant", "asked-meant", "text-meant"];
    assert_eq!(found, expected);
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
        let expected = if typed == "delviery" { 2 } else { 1 }; // one in a phrasing
        assert_eq!(library.find(typed, Scope::InService).total, expected, "{typed}");
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
fn all_that_is_found_has_the_order_of_the_pages_and_each_hit_as_they_show_it() {
    let mut documents: Vec<Document> =
        (0..150).map(|n| answer(&format!("a{n:03}"), "Same title", "", &["parcel"])).collect();
    documents.extend(shop());
    let library = Library::of(&documents);
    library.put(&[answer("a007", "Gone", "", &[])], 2);
    let find = Find { limit: 500, ..find("parcel", Scope::InService) };
    let page = library.index.search(&find).unwrap().list;
    let all = library.index.search_all(&Find { limit: 1, ..find }).unwrap();
    let mut ids: Vec<_> = all.ids().cloned().collect();
    assert_eq!((ids.len(), ids[0].as_str()), (150, "parcel-late"));
    for (place, id) in ids.iter().enumerate() {
        let hit = all.hit(place).unwrap().unwrap();
        assert_eq!(&hit.id, id);
        assert!(page.contains(&hit), "{hit:?}");
    }
    assert_eq!(all.hit(150).unwrap(), None);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 150, "each once");
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
