//! A room or a van of a site. Archived ones leave lists, and stay on what was moved.

use contracts::inventory::{LocationId, StorePaperChanged};
use kernel::audit::Change;
use kernel::{Problem, search};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{LocationChange, LocationInput};
use crate::entities;
use crate::error::Error;

pub type Location = entities::locations::Model;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LocationKind)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Kind {
    Room,
    Van,
}

impl Location {
    pub fn new(input: &LocationInput) -> Self {
        let name = input.name.trim().to_owned();
        let name_key = search::normalise(&name);
        Self { id: LocationId::new(), site_id: input.site_id, name, name_key, kind: input.kind, archived: false, version: 1 }
    }

    /// Takes over what is said; it is archived only when nothing lies in it.
    pub fn change(&mut self, change: LocationChange, is_empty: bool) -> Result<(), Error> {
        if change.archived == Some(true) && !is_empty {
            return Err(Error::LocationNotEmpty);
        }
        if let Some(name) = change.name {
            name.trim().clone_into(&mut self.name);
            self.name_key = search::normalise(&self.name);
        }
        self.kind = change.kind.unwrap_or(self.kind);
        self.archived = change.archived.unwrap_or(self.archived);
        self.version += 1;
        Ok(())
    }

    pub fn changed(&self) -> StorePaperChanged {
        let state = if self.archived { "archived" } else { "in_use" };
        StorePaperChanged {
            id: self.id.0,
            site_id: self.site_id,
            kind: "location".into(),
            number: self.name.clone(),
            state: state.into(),
            claim: None,
        }
    }

    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "location", id: self.id.0, label: &self.name, site: Some(self.site_id) }
    }

    /// Refuses what is not used any more.
    pub fn expect_in_use(&self, pointer: &str) -> Result<(), Problem> {
        if self.archived { Err(Problem::field(pointer, "archived", "It is not used any more")) } else { Ok(()) }
    }
}
