//! The doctor: holds what is derived against the journal, and repairs it.

use std::ops::ControlFlow;

use antiphon_journal::{Journal, JournalError};
use antiphon_model::Time;
use antiphon_store::{Store, answers};

use crate::lock::WriteLock;
use crate::open::{Progress, Task, Watch, locked};
use crate::projections::fresh_index;
use crate::{Desk, DeskError};

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnosis {
    /// When it looked.
    pub at: Time,
    /// Events in the journal.
    pub events: u64,
    /// One for each part it looked at.
    pub findings: Vec<Finding>,
}

/// The state of one part.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Which part: `journal`, `store` or `index`.
    pub part: &'static str,
    /// How it is.
    pub state: Health,
    /// What was seen, in a sentence.
    pub note: String,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// As it should be.
    Sound,
    /// It was not, and has been repaired.
    Repaired,
    /// It is not, and cannot be repaired from what is here.
    Broken,
}

impl Diagnosis {
    /// Whether nothing is broken.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.state != Health::Broken)
    }
}

impl Desk {
    /// Checks journal contiguity and running hash, and the store and the index against the
    /// journal; repairs the latter two.
    ///
    /// # Errors
    /// Errors that keep the doctor from looking at all. What is wrong with a part is a finding.
    pub fn doctor(&self, watch: Watch<'_>) -> Result<Diagnosis, DeskError> {
        // In the order in which a write takes them.
        let mut writer = locked(&self.writer);
        let _lock = WriteLock::take(&self.home, "antiphon doctor")?;
        let head = writer.journal.head()?.seq;
        let journal = check_journal(&writer.journal, head, watch)?;
        let mut findings = vec![journal];
        if findings.iter().all(|finding| finding.state == Health::Sound) {
            findings.push(self.check_store(&mut writer, head, watch)?);
            findings.push(self.check_index(&mut writer, watch)?);
        }
        Ok(Diagnosis { at: self.now(), events: head, findings })
    }

    fn check_store(
        &self,
        writer: &mut crate::projections::Writer,
        head: u64,
        watch: Watch<'_>,
    ) -> Result<Finding, DeskError> {
        let scratch = self.home.path().join("doctor.db");
        remove(&scratch)?;
        let rebuilt = {
            let mut store = Store::open(&scratch)?;
            crate::projections::project(&writer.journal, &mut store, head, watch)?;
            store.digest()?
        };
        remove(&scratch)?;
        let found = writer.store.seq().and_then(|seq| Ok((seq, writer.store.digest()?)));
        if found.is_ok_and(|found| found == (head, rebuilt)) {
            let note = format!("the tables agree with all {head} events");
            return Ok(Finding { part: "store", state: Health::Sound, note });
        }
        writer.store = Store::recreate(&self.home.store())?;
        crate::projections::project(&writer.journal, &mut writer.store, head, watch)?;
        self.reopen_reader()?;
        let note = "the tables did not agree with the journal; they were built anew".to_owned();
        Ok(Finding { part: "store", state: Health::Repaired, note })
    }

    fn check_index(
        &self,
        writer: &mut crate::projections::Writer,
        watch: Watch<'_>,
    ) -> Result<Finding, DeskError> {
        let expected = writer.store.read(|conn| {
            let mut ids = Vec::new();
            answers::each(conn, &mut |answer| {
                ids.push((answer.id.clone(), answer.in_service().is_some()));
                ControlFlow::Continue(())
            })?;
            ids.sort();
            Ok(ids)
        })?;
        let head = writer.journal.head()?.seq;
        let index = self.index();
        // What lies there now counts, not what was read when it was opened.
        let sound = index.reload().is_ok()
            && index.seq() == head
            && index.ids().is_ok_and(|ids| ids == expected);
        if sound {
            let note = format!("all {} answers are indexed", expected.len());
            return Ok(Finding { part: "index", state: Health::Sound, note });
        }
        drop(index);
        let fresh = fresh_index(&self.home)?;
        self.replace_index(writer.catch_up(&self.home, fresh, watch)?);
        self.index().reload()?;
        let note = "the index did not agree with the tables; it was built anew".to_owned();
        Ok(Finding { part: "index", state: Health::Repaired, note })
    }
}

fn check_journal(journal: &Journal, total: u64, watch: Watch<'_>) -> Result<Finding, DeskError> {
    let mut stopped = false;
    let fault = journal.check(&mut |done| {
        stopped |= watch(Progress { task: Task::Open, done, total }).is_break();
    });
    if stopped {
        return Err(DeskError::Cancelled);
    }
    let broken = |what: String| Finding {
        part: "journal",
        state: Health::Broken,
        note: format!("{what}; bring a backup back with `antiphon restore`"),
    };
    Ok(match fault {
        Ok(None) => Finding {
            part: "journal",
            state: Health::Sound,
            note: format!("{total} events without a gap, running hash as recorded"),
        },
        Ok(Some(fault)) => broken(fault.to_string()),
        Err(JournalError::Damaged { reason, .. }) => broken(format!("it is damaged ({reason})")),
        Err(err) => return Err(err.into()),
    })
}

fn remove(file: &std::path::Path) -> Result<(), DeskError> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Ok(()) => {}
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {}
            Err(err) => return Err(DeskError::from_io("remove", file, err)),
        }
    }
    Ok(())
}
