//! Asking Debian and Ubuntu which packages are there, and installing those that are not.

use std::process::Command;
use std::time::Duration;

use crate::packages::{self, Package};
use crate::problem::Problem;
use crate::{programs, say};

/// How long reading the package lists takes, in seconds.
const LISTS_SECONDS: u32 = 10;

/// Whether this system installs its packages by apt-get.
pub(crate) fn is_there() -> bool {
    programs::find("apt-get").is_some() && programs::find("dpkg-query").is_some()
}

/// Those of `needed` that are not installed.
pub(crate) fn missing<'a>(needed: &[&'a Package]) -> Vec<&'a Package> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status} ${Package}\n"]).args(names(needed));
    // It ends badly when it does not know one of them, and still lists the others.
    packages::missing(needed, &programs::answer_anyway(&mut query))
}

/// Installs `missing`, after saying what, why and about how long.
///
/// # Errors
/// [`Problem::Missing`] when neither root nor sudo is at hand; else what apt-get's run gives.
pub(crate) fn install(missing: &[&Package]) -> Result<(), Problem> {
    if missing.is_empty() {
        return Ok(());
    }
    announce(missing);
    let prefix = root_prefix(missing)?;
    programs::run_quietly("apt-get update", apt_get(prefix).arg("update"))?;
    let policy =
        programs::answer_anyway(Command::new("apt-cache").arg("policy").args(names(missing)));
    let offered = missing.iter().map(|package| packages::offered_name(package, &policy));
    let words = ["install", "--yes", "--no-install-recommends"];
    programs::run_quietly("apt-get install", apt_get(prefix).args(words).args(offered))
}

fn announce(missing: &[&Package]) {
    let megabytes: u32 = missing.iter().map(|package| package.megabytes).sum();
    let seconds: u32 = missing.iter().map(|package| package.seconds).sum();
    let time = say::time(Duration::from_secs((seconds + LISTS_SECONDS).into()));
    say::line(&format!(
        "▸ system packages: installing {} with apt-get (about {megabytes} MB, {time})",
        missing.len()
    ));
    for package in missing {
        let name = package.names.first().copied().unwrap_or_default();
        say::line(&format!("    {name:<24} {}", package.why));
    }
}

/// The words before `env` that make a command root's: none for root, `sudo` for others.
fn root_prefix(missing: &[&Package]) -> Result<Option<&'static str>, Problem> {
    let user = programs::answer(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() == "0" {
        return Ok(None);
    }
    if programs::find("sudo").is_some() {
        return Ok(Some("sudo"));
    }
    let names: Vec<&str> =
        missing.iter().filter_map(|package| package.names.first().copied()).collect();
    let line = format!("as root: apt-get update && apt-get install {}", names.join(" "));
    Err(Problem::Missing(vec![line]))
}

fn apt_get(prefix: Option<&str>) -> Command {
    let mut words = prefix.into_iter().chain(["env"]);
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    // Another run of apt-get, such as the nightly upgrade, is waited for.
    command.args(["--quiet", "--option", "DPkg::Lock::Timeout=300"]);
    command
}

fn names<'a>(packages: &'a [&Package]) -> impl Iterator<Item = &'static str> + 'a {
    packages.iter().flat_map(|package| package.names.iter().copied())
}
