//! Whose each path of the API is, as the handlers declare it.

use std::collections::BTreeMap;

use kernel::Module;

/// The first part of the paths of imports; the second is the kind.
const IMPORTS: &str = "imports";
/// The first part of the paths of who has no account; the second tells whose they are.
const PUBLIC: &str = "public";

/// The first part of the paths of the whole data, which the process with identity answers for.
const DATA: &str = "data";

/// By the first part of the path: `/work-orders/…` is the workshop's.
pub struct Owners {
    paths: BTreeMap<String, &'static str>,
    /// By the kind of import.
    imports: BTreeMap<&'static str, &'static str>,
}

impl Owners {
    pub fn of(modules: &[Module]) -> Self {
        let mut owners = Self { paths: BTreeMap::new(), imports: BTreeMap::new() };
        for module in modules {
            for path in module.router.get_openapi().paths.paths.keys().chain(module.uploads.get_openapi().paths.paths.keys()) {
                owners.paths.insert(beginning(path), module.name);
            }
            owners.imports.extend(module.importers.iter().map(|importer| (importer.kind(), importer.module())));
        }
        owners
    }

    /// The module that answers for a path under `/api/v1`.
    pub fn owner(&self, path: &str) -> Option<&'static str> {
        let mut parts = parts(path);
        match parts.next()? {
            DATA => Some(identity::MODULE),
            IMPORTS => self.imports.get(parts.next()?).copied(),
            _ => self.paths.get(&beginning(path)).copied(),
        }
    }
}

/// As much of a path as tells whose it is: `work-orders`, `public/appointments`.
fn beginning(path: &str) -> String {
    let mut parts = parts(path);
    match parts.next().unwrap_or_default() {
        PUBLIC => format!("{PUBLIC}/{}", parts.next().unwrap_or_default()),
        first => first.to_owned(),
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}
