//! The bars: what suggestions must reach on which set.

/// A measure, as it is called in the output of `antiphon eval` and in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Top1,
    Top3,
    Top5,
    Auroc,
    Rejected,
}

impl Measure {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Top1 => "top1",
            Self::Top3 => "top3",
            Self::Top5 => "top5",
            Self::Auroc => "auroc",
            Self::Rejected => "rejected_at_95",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Top1 => "top-1",
            Self::Top3 => "top-3",
            Self::Top5 => "top-5",
            Self::Auroc => "AUROC",
            Self::Rejected => "rejected at 95 %",
        }
    }
}

/// Whether the meaning of words counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoder {
    Off,
    On,
}

impl Encoder {
    /// As the tables say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Off => "without",
            Self::On => "with encoder",
        }
    }
}

/// What one set must reach, as shares of 1.
#[derive(Debug)]
pub(crate) struct Bars {
    pub(crate) set: &'static str,
    /// Without the encoder.
    pub(crate) floor: &'static [(Measure, f64)],
    pub(crate) with_encoder: &'static [(Measure, f64)],
}

use Measure::{Auroc, Rejected, Top1, Top3, Top5};

/// The bars of all sets that have any.
pub(crate) const BARS: [Bars; 7] = [
    bars("banking77-cold", &[(Top1, 0.58)], &[(Top1, 0.73), (Top3, 0.89)]),
    bars("banking77-few10", &[(Top1, 0.79)], &[(Top1, 0.88), (Top3, 0.96)]),
    bars("banking77-warm", &[(Top1, 0.92)], &[(Top1, 0.942), (Top3, 0.988)]),
    bars(
        "clinc150-few10",
        &[(Top1, 0.84)],
        &[(Top1, 0.92), (Top3, 0.98), (Auroc, 0.965), (Rejected, 0.82)],
    ),
    bars(
        "hint3_curekart-warm",
        &[(Top1, 0.85)],
        &[(Top1, 0.91), (Top3, 0.975), (Auroc, 0.89), (Rejected, 0.5)],
    ),
    bars("stackfaq-a-cold", &[(Top1, 0.73)], &[(Top1, 0.96), (Top3, 0.995)]),
    bars("covidfaq_de-cold", &[(Top5, 0.5)], &[(Top5, 0.52)]),
];

/// How much of the measure that counts social spelling may cost.
pub(crate) const SOCIAL_COST: f64 = 0.03;
/// How far confidence may be from the truth where all phrasings are known.
pub(crate) const WARM_CALIBRATION: f64 = 0.05;

const fn bars(
    set: &'static str,
    floor: &'static [(Measure, f64)],
    with_encoder: &'static [(Measure, f64)],
) -> Bars {
    Bars { set, floor, with_encoder }
}

/// What `set` must reach.
pub(crate) fn of(set: &str, encoder: Encoder) -> &'static [(Measure, f64)] {
    let found = BARS.iter().find(|bars| bars.set == set);
    found.map_or(&[], |bars| match encoder {
        Encoder::Off => bars.floor,
        Encoder::On => bars.with_encoder,
    })
}
