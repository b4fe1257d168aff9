//! The keyboard: chords such as `Ctrl+Shift+C`, and typed text.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Presses all keys of `chord` together; the parts stand between `+`.
pub(crate) fn chord(chord: &str) -> KeyActions {
    let keys: Vec<char> = chord.split('+').map(key).collect();
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    down.chain(up).fold(keyboard(), KeyActions::then)
}

/// Types `text`, key by key; a line break is the Enter key.
pub(crate) fn typing(text: &str) -> KeyActions {
    let keys = text.chars().map(|c| if c == '\n' { Key::Enter.into() } else { c });
    keys.flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }])
        .fold(keyboard(), KeyActions::then)
}

fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".to_owned())
}

fn key(name: &str) -> char {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter,
        _ => named(name).into(),
    }
}

fn named(name: &str) -> Key {
    match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Esc" => Key::Escape,
        "Space" => Key::Space,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "Delete" => Key::Delete,
        "F8" => Key::F8,
        "Backspace" => Key::Backspace,
        _ => panic!("no key is called {name}"),
    }
}
