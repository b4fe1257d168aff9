//! What the journeys share: the real window, driven as a person drives it.

pub(crate) mod command_line;
pub(crate) mod driver;
pub(crate) mod journey;
pub(crate) mod keys;
pub(crate) mod processes;
pub(crate) mod violations;
pub(crate) mod window;
