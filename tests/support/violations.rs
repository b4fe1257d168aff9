//! axe-core, which finds what keeps people from using a page.

use std::path::Path;

use serde_json::Value;

use super::window::Window;

/// What is run in the page, once axe-core is there.
const CHECK: &str = r"
const done = arguments[arguments.length - 1];
const told = (violation) => ({
  id: violation.id,
  impact: violation.impact,
  help: violation.help,
  places: violation.nodes.slice(0, 5).map((node) =>
    `${node.target.join(' ')} | ${node.html.slice(0, 160)} | ${node.any.concat(node.all).map((one) => one.message).join('; ')}`),
});
axe.run(document, { resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map(told)),
  (error) => done(String(error)),
);
";

/// The serious and critical violations that the window shows now.
pub(crate) async fn serious(window: &Window) -> Vec<String> {
    if window.ask("typeof axe").await == "undefined" {
        let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core");
        let source = package.join("axe.min.js");
        let source = std::fs::read_to_string(&source)
            .unwrap_or_else(|err| panic!("{}: {err}", source.display()));
        window.load(&source).await;
    }
    window.settle().await;
    let answer = window.find_out(CHECK).await;
    let all = answer.as_array().unwrap_or_else(|| panic!("axe-core failed: {answer}"));
    let is_serious = |one: &&Value| matches!(one["impact"].as_str(), Some("serious" | "critical"));
    all.iter().filter(is_serious).map(told).collect()
}

fn told(violation: &Value) -> String {
    let places = violation["places"].as_array().into_iter().flatten();
    let places: Vec<_> = places.map(|place| format!("    {}", place.as_str().unwrap())).collect();
    let word = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
    format!("  {} ({}): {}\n{}", word("id"), word("impact"), word("help"), places.join("\n"))
}
