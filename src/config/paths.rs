//! Where files live: what the platform says, unless the command line says otherwise.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The files of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Folder of store and index; none where neither the platform nor the command line names one.
    pub data: Option<PathBuf>,
    /// The settings file, whether it exists or not.
    pub config: Option<PathBuf>,
    /// The user's corrections of names, beside the settings file, whether they exist or not.
    pub corrections: Option<PathBuf>,
    /// Whether the settings file was named on the command line, so that it must exist.
    pub config_named: bool,
}

impl Paths {
    /// The platform's folders (XDG on Linux), replaced by what the command line names.
    pub fn resolve(data: Option<&Path>, config: Option<&Path>) -> Self {
        let platform = ProjectDirs::from("", "", "sahifa");
        let platform = platform.as_ref();
        let settings = config
            .map(Path::to_path_buf)
            .or_else(|| platform.map(|dirs| dirs.config_dir().join("config.toml")));
        Self {
            data: data.map(Path::to_path_buf).or_else(|| platform.map(|dirs| dirs.data_dir().to_path_buf())),
            corrections: settings.as_ref().map(|path| path.with_file_name("entities.tsv")),
            config: settings,
            config_named: config.is_some(),
        }
    }
}
