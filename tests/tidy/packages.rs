//! The packages of this workspace and of all that it depends on, as cargo resolves them.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;

use super::tree::root;

/// The platform that dependencies are resolved for, so that every machine finds the same ones.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// Everything, asked for once.
#[track_caller]
pub(crate) fn packages() -> &'static Packages {
    static ALL: LazyLock<Result<Packages, String>> = LazyLock::new(Packages::ask);
    ALL.as_ref().unwrap_or_else(|err| panic!("{err}"))
}

#[derive(Deserialize)]
struct Answer {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    resolve: Resolved,
}

#[derive(Deserialize)]
struct Resolved {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Kind,
}

/// What a dependency is needed for.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(from = "Option<String>")]
pub(crate) enum Kind {
    /// The package itself.
    Normal,
    /// Its build script.
    Build,
    /// Its tests and benches.
    Dev,
}

impl From<Option<String>> for Kind {
    fn from(word: Option<String>) -> Self {
        match word.as_deref() {
            None => Self::Normal,
            Some("build") => Self::Build,
            Some(_) => Self::Dev,
        }
    }
}

/// One version of one package.
#[derive(Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// What its manifest asks for, on whatever platform and feature.
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
}

/// A line of a manifest's dependencies.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// A library, program, test or bench.
#[derive(Deserialize)]
pub(crate) struct Target {
    /// Its first file.
    pub(crate) src_path: String,
}

/// The workspace's packages and what they depend on.
pub(crate) struct Packages {
    by_id: BTreeMap<String, Package>,
    members: BTreeSet<String>,
    edges: BTreeMap<String, Vec<Edge>>,
}

impl Packages {
    fn ask() -> Result<Self, String> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let out = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", PLATFORM])
            .current_dir(root())
            .output()
            .map_err(|err| err.to_string())?;
        if !out.status.success() {
            return Err(String::from_utf8_lossy(&out.stderr).into_owned());
        }
        let answer: Answer = serde_json::from_slice(&out.stdout).map_err(|err| err.to_string())?;
        Ok(Self {
            by_id: answer.packages.into_iter().map(|found| (found.id.clone(), found)).collect(),
            members: answer.workspace_members,
            edges: answer.resolve.nodes.into_iter().map(|node| (node.id, node.deps)).collect(),
        })
    }

    /// Our own.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.by_id.values().filter(|package| self.members.contains(&package.id))
    }

    /// The foreign packages that our packages called `names` need, for the purposes `kinds`.
    pub(crate) fn behind(&self, names: &[&str], kinds: &[Kind]) -> Vec<&Package> {
        let start = self.members().filter(|package| names.contains(&package.name.as_str()));
        let mut waiting: Vec<&str> = start.map(|package| package.id.as_str()).collect();
        assert_eq!(waiting.len(), names.len(), "not all of {names:?} are packages of ours");
        let mut reached = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                let needed = self.edges[id]
                    .iter()
                    .filter(|edge| edge.dep_kinds.iter().any(|by| kinds.contains(&by.kind)));
                waiting.extend(needed.map(|edge| edge.pkg.as_str()));
            }
        }
        let foreign = reached.into_iter().filter(|id| !self.members.contains(*id));
        foreign.map(|id| &self.by_id[id]).collect()
    }
}
