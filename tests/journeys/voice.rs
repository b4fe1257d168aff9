//! The voice guide, changed and approved.

use crate::support::command_line::{antiphon, make_sample};
use crate::support::journey::journey;

const RULE: &str = "extends: existence\nmessage: \"'%s' is not ours\"\nlevel: warning\n\
    tokens: [ticket]\n";

#[test]
fn an_open_revision_shows_what_it_changes_before_it_is_used() {
    journey(async |journey| {
        make_sample(&journey.home());
        let file = journey.file("Ticket.yml", RULE);
        let style = file.with_file_name("House");
        std::fs::create_dir(&style).unwrap();
        std::fs::rename(&file, style.join("Ticket.yml")).unwrap();
        let words = ["guide", "import"].map(AsRef::as_ref);
        antiphon(&journey.home(), &[&words[..], &[style.as_os_str()]].concat());
        antiphon(&journey.home(), &["guide", "rule", "Reply.Promises", "suggestion"]);
        let window = journey.open().await;
        window.see_desk().await;
        window.press("Ctrl+4").await;
        window.see_text("voice-open", "Changes 1 style, 1 rule.").await;
        window.press("d").await;
        window.see_text("changes-style", "House").await;
        window.see_text("changes-rule", "Promises").await;
        window
            .until("at('changes-rule').querySelector('del').textContent.includes('Warning')")
            .await;
        window.picture("voice-3-open-revision").await;
        window.press("Ctrl+Enter").await;
        window.see_gone("voice-open-dialog").await;
        window.see_gone("voice-open").await;
        window.see_text("voice-version", "Revision 2").await;
    });
}
