//! How good suggestions are, as far as a test of a few seconds can tell; `cargo xtask eval` tells
//! all of it.

use std::fs;
use std::path::Path;

use antiphon_desk::Clock;
use antiphon_desk::eval::{self, Encoder, Evaluation, Spelling};
use antiphon_model::Time;

/// Every how manieth case is asked.
const STRIDE: usize = 7;
/// The share of cases whose first suggestion is right, at least.
const FLOOR: f64 = 0.75;

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Time {
        Time::parse("2026-01-01T00:00:00Z").unwrap()
    }
}

#[test]
fn with_ten_phrasings_an_answer_three_of_four_first_suggestions_are_right_without_an_encoder() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/suggest/banking77");
    let all = fs::read_to_string(data.join("cases.jsonl")).unwrap();
    let some: Vec<_> = all.lines().step_by(STRIDE).collect();
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().join("cases.jsonl");
    fs::write(&cases, some.join("\n")).unwrap();
    let evaluation = Evaluation {
        library: data.join("few10.jsonl"),
        cases,
        spelling: Spelling::AsGiven,
        encoder: Encoder::Off,
        beside: None,
    };
    let evaluated = eval::evaluate(&evaluation, &Stopped, &mut |_, _, _| {}).unwrap();
    assert_eq!((evaluated.answers, evaluated.results.len()), (77, 220));
    assert!(evaluated.warnings.is_empty(), "{:?}", evaluated.warnings);
    let top1 = evaluated.engines[0].top1.unwrap();
    assert!(top1 >= FLOOR, "{:.1} % of the first suggestions are right", top1 * 100.0);
}
