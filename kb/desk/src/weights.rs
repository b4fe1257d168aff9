//! Where the sentence encoder's weights lie.

use std::path::{Path, PathBuf};

/// The file without which a folder holds no weights.
const MODEL: &str = "model.onnx";

/// The folder of the sentence encoder's weights, or `None` when there is none.
///
/// It is the one named in `ANTIPHON_WEIGHTS`, else `weights` beside the program or among the
/// installed app's resources, else the one in the user's cache folder that `cargo xtask weights`
/// fills. A name in `ANTIPHON_WEIGHTS` stands even when nothing is there, so that opening it says
/// what is missing.
pub fn weights_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let user = directories::BaseDirs::new().map(|dirs| dirs.cache_dir().to_owned());
    let named = std::env::var_os("ANTIPHON_WEIGHTS").filter(|name| !name.is_empty());
    find(named.map(PathBuf::from), program.as_deref().and_then(Path::parent), user.as_deref())
}

fn find(named: Option<PathBuf>, beside: Option<&Path>, user: Option<&Path>) -> Option<PathBuf> {
    let installed = ["weights", "../lib/Antiphon/weights", "../Resources/weights"];
    let installed = beside.into_iter().flat_map(|it| installed.map(|place| it.join(place)));
    let cached = user.map(|user| user.join("antiphon/weights/minilm-l6-v2-int8"));
    named.or_else(|| installed.chain(cached).find(|folder| folder.join(MODEL).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_model(folder: PathBuf) -> PathBuf {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(MODEL), "").unwrap();
        folder
    }

    #[test]
    fn weights_are_looked_for_where_they_are_named_then_beside_the_program_then_in_the_cache() {
        let place = tempfile::tempdir().unwrap();
        let (bin, user) = (place.path().join("bin"), place.path().join("user"));
        std::fs::create_dir_all(bin.join("weights")).unwrap();
        let look = |named: Option<&str>| find(named.map(Into::into), Some(&bin), Some(&user));
        assert_eq!(look(None), None, "a folder without the model does not count");
        let cached = with_model(user.join("antiphon/weights/minilm-l6-v2-int8"));
        assert_eq!(look(None), Some(cached));
        let installed = with_model(bin.join("../lib/Antiphon/weights"));
        assert_eq!(look(None), Some(installed));
        let beside = with_model(bin.join("weights"));
        assert_eq!(look(None), Some(beside));
        assert_eq!(look(Some("/none")), Some("/none".into()), "the named folder always wins");
    }
}
