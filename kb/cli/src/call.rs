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
