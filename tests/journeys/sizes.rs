//! Every room fits the window, however small it is and however large the text.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::support::command_line::{make_empty, make_sample};
use crate::support::journey::{Journey, journey};
use crate::support::window::Window;

/// The sizes that are looked at; the last is the smallest that the window takes.
const SIZES: [(u32, u32); 3] = [(1280, 800), (1000, 700), (900, 600)];

/// What sticks out of the window, or makes the whole page scroll.
const MISFITS: &str = r#"(() => {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
  if (page.scrollHeight > innerHeight) found.push(`the page is ${page.scrollHeight} high`);
  for (const id of ["composer", "send", "copy", "rail-settings", "answer-save", "answer-approve",
      "queue-search", "library-search", "import-close", "settings-save", "palette-input"]) {
    for (const one of all(id)) {
      const box = one.getBoundingClientRect();
      const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 0.5 &&
        box.bottom <= innerHeight + 0.5 && box.width > 0 && box.height > 0;
      if (!inside) found.push(`${id} is at ${JSON.stringify(box)}`);
    }
  }
  const cut = [...document.querySelectorAll("button")].filter((one) => one.offsetParent &&
    one.scrollWidth > one.clientWidth + 1 && !one.querySelector(".truncate") &&
    !one.classList.contains("truncate"));
  found.push(...cut.map((one) => `cut off: ${one.textContent.trim() || one.ariaLabel}`));
  return found.join("\n");
})()"#;

/// Looks at what the window shows now.
async fn look(window: &Window, name: &str, misfits: &mut Vec<String>) {
    window.picture(name).await;
    let found = window.text(MISFITS).await;
    misfits.extend(found.lines().map(|line| format!("{name}: {line}")));
}

async fn both_rooms(window: &Window, name: &str, misfits: &mut Vec<String>) {
    window.press("Ctrl+1").await;
    window.see("conversation").await;
    look(window, &format!("{name}-desk"), misfits).await;
    window.press("Ctrl+2").await;
    window.see("library").await;
    window.until("at('library-count').textContent === '0' || at('answer-preview')").await;
    look(window, &format!("{name}-library"), misfits).await;
    window.press("Ctrl+1").await;
    window.see("conversation").await;
}

/// The sample's desk, with a reply begun to Mira Osei.
async fn writing(journey: &mut Journey) -> Window {
    make_sample(&journey.home());
    let window = journey.open().await;
    window.see_desk().await;
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.write("mira osei").await;
    window.until("all('queue-row').length === 1").await;
    window.press("Enter").await;
    window.press("j").await;
    window.until("says('customer-card', 'Mira Osei') && suggested()").await;
    window.press("1").await;
    window.until("at('composer-verdict').dataset.verdict === 'blocked'").await;
    window.press("Esc").await;
    window.until("!has('composer')").await;
    window.press("/").await;
    window.until("has('queue-search')").await;
    window.press("Esc").await;
    window.until("all('queue-row').length > 3").await;
    window.press("Esc").await;
    window.until("!has('queue-search')").await;
    window
}

#[test]
fn the_rooms_fit_every_size_in_light_and_dark() {
    journey(async |journey| {
        let window = writing(journey).await;
        let mut misfits = Vec::new();
        for (width, height) in SIZES {
            window.resize(width, height).await;
            for theme in ["light", "dark"] {
                window.act(&format!("Use the {theme} theme")).await;
                let name = format!("sizes-{width}x{height}-{theme}");
                both_rooms(&window, &name, &mut misfits).await;
            }
        }
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    });
}

#[test]
fn the_rooms_fit_with_text_twice_as_large() {
    journey(async |journey| {
        let window = writing(journey).await;
        for _ in 0..10 {
            window.press("Ctrl+=").await;
        }
        let scale = "getComputedStyle(document.documentElement).getPropertyValue('--text-scale')";
        window.until(&format!("{scale}.trim() === '2'")).await;
        let mut misfits = Vec::new();
        for (width, height) in SIZES {
            window.resize(width, height).await;
            both_rooms(&window, &format!("sizes-{width}x{height}-200-percent"), &mut misfits).await;
        }
        window.press("Ctrl+,").await;
        window.until("has('settings-agent')").await;
        look(&window, "sizes-900x600-200-percent-settings", &mut misfits).await;
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    });
}

#[test]
fn drawers_open_in_a_small_window() {
    journey(async |journey| {
        let window = writing(journey).await;
        let mut misfits = Vec::new();
        window.resize(900, 600).await;
        window.until("!at('suggestion') && !at('queue-list')").await;
        window.press("s").await;
        window.see("suggestion").await;
        look(&window, "sizes-900x600-suggestions", &mut misfits).await;
        window.press("Esc").await;
        window.see_gone("suggestion").await;
        window.press("q").await;
        window.until("has('queue-list')").await;
        look(&window, "sizes-900x600-queue", &mut misfits).await;
        window.press("Esc").await;
        window.see_gone("queue-list").await;
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    });
}

/// The width of the queue that is on disk, in the person's own settings.
fn kept_width(home: &Path) -> Option<i64> {
    let file = Connection::open_with_flags(home.join("local.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let width = "SELECT doc ->> 'queueWidth' FROM preferences";
    file.and_then(|file| file.query_row(width, [], |row| row.get(0))).ok()
}

async fn until_kept(home: &Path, width: i64) {
    let kept = async {
        while kept_width(home) != Some(width) {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), kept).await.expect("it is written");
}

#[test]
fn a_pane_keeps_the_width_it_was_given() {
    journey(async |journey| {
        make_sample(&journey.home());
        let window = journey.open().await;
        window.see_desk().await;
        let edge = "document.querySelector('[role=separator]')";
        window.element("[role=separator]").await.click().await.unwrap();
        window.until(&format!("document.activeElement === {edge}")).await;
        window.press("End").await;
        window.until(&format!("{edge}.ariaValueNow === '420'")).await;
        window.until("document.querySelector('.pane.queue').offsetWidth === 420").await;
        window.picture("sizes-wide-queue").await;
        // It is written a moment later; until then a crash would lose it.
        until_kept(&journey.home(), 420).await;
        let window = journey.open().await;
        window.see_desk().await;
        window.until("document.querySelector('.pane.queue').offsetWidth === 420").await;
    });
}

#[test]
fn an_empty_workspace_says_what_comes_next() {
    journey(async |journey| {
        make_empty(&journey.home());
        let window = journey.open().await;
        window.see("conversation-empty").await;
        let mut misfits = Vec::new();
        for (width, height) in SIZES {
            window.resize(width, height).await;
            both_rooms(&window, &format!("sizes-{width}x{height}-empty"), &mut misfits).await;
        }
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    });
}
