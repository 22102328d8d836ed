//! Whose each path of the API is, as the handlers declare it.

use std::collections::BTreeMap;

use kernel::Module;

/// The first part of the paths of imports; the second is the kind.
const IMPORTS: &str = "imports";

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
                owners.paths.insert(parts(path).next().unwrap_or_default().to_owned(), module.name);
            }
            owners.imports.extend(module.importers.iter().map(|importer| (importer.kind(), importer.module())));
        }
        owners
    }

    /// The module that answers for a path under `/api/v1`.
    pub fn owner(&self, path: &str) -> Option<&'static str> {
        let mut parts = parts(path);
        match parts.next()? {
            IMPORTS => self.imports.get(parts.next()?).copied(),
            first => self.paths.get(first).copied(),
        }
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}
