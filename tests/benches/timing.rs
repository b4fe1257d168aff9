//! How long work takes: on the clock, and on the processor, which other programs hardly disturb.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::report::{Bar, Report, Sample};

/// Many times of one piece of work.
#[derive(Default)]
pub(crate) struct Timing {
    /// As a person waits for it.
    pub(crate) clock: Sample,
    /// What of it this thread spent on the processor.
    pub(crate) processor: Sample,
}

impl Timing {
    /// Does `work` once more; what comes of it is given back.
    pub(crate) fn add<T, E>(&mut self, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let (processor, clock) = (on_processor(), Instant::now());
        let result = work()?;
        self.clock.add_ms(clock.elapsed());
        self.processor.add_ms(on_processor().saturating_sub(processor));
        Ok(result)
    }

    /// Notes both times in milliseconds; `bar` is for what a person waits for.
    pub(crate) fn add_to(&self, report: &mut Report, what: &str, bar: Bar) {
        report.add(what, "ms", self.clock.values(), bar);
        let what = format!("{what}, on the processor");
        report.add(&what, "ms", self.processor.values(), Bar::NONE);
    }
}

fn on_processor() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}
