//! From which confidence on the library is said to have an answer.

use antiphon_model::Tally;

/// The confidence from which a suggestion fits while nobody has judged any.
pub const FITS: f32 = 0.5;

/// The same in percent.
const DEFAULT: u32 = 50;
/// Judgements move it no further than this.
const FROM: u32 = 30;
const TO: u32 = 70;

/// The confidence from which a suggestion fits, 0.3 to 0.7: where it contradicts the team's
/// judgements least.
///
/// A suggestion contradicts when it was accepted below, or rejected from there on. A judgement
/// that agrees moves nothing, and so a team that only ever accepts what fits stays where it is.
/// Moving costs more the further it goes: ten percent are worth two contradictions, twenty eight.
pub fn fits_from(judged: &[Tally]) -> f32 {
    let cost = |percent: &u32| {
        let contradicts = |one: &&Tally| one.accepted == (u32::from(one.confidence) < *percent);
        let against: u64 = judged.iter().filter(contradicts).map(|one| u64::from(one.times)).sum();
        let moved = u64::from(percent.abs_diff(DEFAULT));
        (100 * against + 2 * moved * moved, moved)
    };
    let percent = (FROM..=TO).min_by_key(cost).unwrap_or(DEFAULT);
    #[expect(clippy::cast_precision_loss, reason = "30 to 70")]
    let share = percent as f32 / 100.0;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(judged: &[(u8, bool, u32)], expected: f32) {
        let judged: Vec<_> = judged
            .iter()
            .map(|&(confidence, accepted, times)| Tally { confidence, accepted, times })
            .collect();
        assert!((fits_from(&judged) - expected).abs() < 1e-6, "{}", fits_from(&judged));
    }

    #[test]
    fn without_judgements_and_with_agreeing_ones_it_stays() {
        check(&[], FITS);
        check(&[(90, true, 500), (50, true, 9), (20, false, 80), (49, false, 3)], FITS);
    }

    #[test]
    fn a_single_contradiction_moves_it_a_little_and_never_far() {
        check(&[(46, true, 1)], 0.46);
        check(&[(35, true, 1)], FITS);
        check(&[(54, false, 1)], 0.55);
        check(&[(95, false, 1)], FITS);
    }

    #[test]
    fn many_contradictions_move_it_and_no_further_than_its_bounds() {
        check(&[(35, true, 6)], 0.35);
        check(&[(64, false, 9), (62, true, 2)], 0.65);
        check(&[(5, true, 1000)], FITS);
        check(&[(31, true, 1000), (12, true, 1000)], 0.31);
        check(&[(99, false, 1000)], FITS);
        check(&[(40, true, 50), (45, false, 49)], FITS);
        check(&[(40, true, 50), (45, false, 40)], 0.4);
    }
}
