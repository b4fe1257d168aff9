//! The about box: version, data folder, and the licences of what is built in.

use serde::{Deserialize, Serialize};

use crate::{Desk, Meaning};

/// One line a built-in package: name, version, licence. A test keeps it true.
const LICENCES: &str = include_str!("../licences.tsv");

/// What the about box shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The program's version.
    pub version: String,
    /// The folder of the data.
    pub home: String,
    /// What is built in.
    pub licences: Vec<Licence>,
    /// Whether suggestions know what words mean.
    pub meaning: Meaning,
}

/// The licence of one built-in package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Licence {
    /// The package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, an SPDX expression.
    pub licence: String,
}

impl Desk {
    /// What the about box shows.
    pub fn about(&self) -> About {
        About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            home: self.home.path().display().to_string(),
            licences: LICENCES.lines().filter_map(licence).collect(),
            meaning: self.meaning(),
        }
    }
}

fn licence(line: &str) -> Option<Licence> {
    let mut parts = line.split('\t').map(str::to_owned);
    Some(Licence { name: parts.next()?, version: parts.next()?, licence: parts.next()? })
}
