//! `antiphon version`.

use serde::Serialize;

use crate::call::Call;
use crate::failure::Failure;

#[derive(Serialize)]
struct Version {
    name: &'static str,
    version: &'static str,
}

pub(crate) fn run(call: &mut Call) -> Result<(), Failure> {
    let version = Version { name: "antiphon", version: env!("CARGO_PKG_VERSION") };
    call.out.one(&version, |version| format!("{} {}", version.name, version.version))
}
