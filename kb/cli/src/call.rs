//! One call of the program: where its home is, where its results go, and the desk it works on.

use std::path::PathBuf;
use std::sync::Arc;

use antiphon_desk::{Desk, Home, SystemClock, Ulids};

use crate::arguments::Common;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::terminal::Bar;

/// One call of the program.
pub(crate) struct Call {
    home: Option<PathBuf>,
    /// Where results go.
    pub(crate) out: Output,
}

impl Call {
    pub(crate) fn new(common: Common) -> Self {
        Self { home: common.home, out: Output::new(common.format) }
    }

    /// The home folder that is meant.
    pub(crate) fn home(&self) -> Result<Home, Failure> {
        Ok(Home::locate(self.home.as_deref())?)
    }

    /// Opens the workspace.
    pub(crate) fn desk(&self) -> Result<Desk, Failure> {
        let home = self.home()?;
        let mut bar = Bar::default();
        let desk = Desk::open(home, clock(), ids(), &mut |progress| bar.show(progress))?;
        Ok(desk)
    }

    /// Opens the workspace for suggestions that are as good as they can be.
    pub(crate) fn desk_for_suggestions(&self) -> Result<Desk, Failure> {
        let desk = self.desk()?;
        let mut bar = Bar::default();
        // Where the home may not be written, suggestions go by what is there.
        if let Err(err) = desk.prepare(&mut |progress| bar.show(progress)) {
            log::warn!("suggestions are not as good as they could be: {err}");
        }
        Ok(desk)
    }

    /// Whether results are for people.
    pub(crate) fn is_text(&self) -> bool {
        self.out.format() == Format::Text
    }
}

/// The machine's clock.
pub(crate) fn clock() -> Arc<SystemClock> {
    Arc::new(SystemClock)
}

/// New ids.
pub(crate) fn ids() -> Arc<Ulids> {
    Arc::new(Ulids::default())
}
