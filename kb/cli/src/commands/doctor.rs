//! `antiphon doctor`: the journal is checked, what is derived is repaired.

use antiphon_desk::{Finding, Health};

use crate::call::Call;
use crate::failure::Failure;
use crate::printable::{line, padded};
use crate::terminal::Bar;

pub(crate) fn run(call: &mut Call) -> Result<(), Failure> {
    let desk = call.desk()?;
    let diagnosis = {
        let mut bar = Bar::default();
        desk.doctor(&mut |progress| bar.show(progress))?
    };
    call.out.one(&diagnosis, |diagnosis| {
        diagnosis.findings.iter().map(finding).collect::<Vec<_>>().join("\n")
    })?;
    call.out.flush()?;
    if diagnosis.is_sound() { Ok(()) } else { Err(Failure::Unsound) }
}

fn finding(finding: &Finding) -> String {
    let state = match finding.state {
        Health::Sound => "sound",
        Health::Repaired => "repaired",
        Health::Broken => "BROKEN",
    };
    format!("{}  {}  {}", padded(finding.part, 7), padded(state, 8), line(&finding.note))
}
