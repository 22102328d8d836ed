//! Templates: the group's, edited whole by who may.

pub mod archive;
pub mod create;
pub mod get;
pub mod list;
pub mod update;

use contracts::scheduling::Translated;
use contracts::workshop::{TemplateChanged, TemplateId};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::{Actor, Problem, Tx, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::template;
use super::template::{InspectionNames, TemplateSection, read};
use super::view::TemplateView;
use crate::{MODULE, Workshop};

/// A template whole: what is left out is gone.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateInput {
    #[garde(dive)]
    pub names: InspectionNames,
    #[garde(length(min = 1, max = 30), dive)]
    #[schema(min_items = 1, max_items = 30)]
    pub sections: Vec<TemplateSection>,
}

struct Written {
    names: Translated,
    content: String,
}

impl TemplateInput {
    fn write(self) -> Result<Written, Problem> {
        let names = self.names.read("/names").map_err(|fault| Problem::fields(vec![fault]))?;
        let sections = read(self.sections)?;
        let content = serde_json::to_string(&sections).map_err(|error| Problem::internal(&error))?;
        Ok(Written { names, content })
    }
}

impl Written {
    fn row(self, id: TemplateId) -> template::Model {
        let Translated { fr, ar, en } = self.names;
        template::Model { id, name_fr: fr, name_ar: ar, name_en: en, archived: false, version: 1, content: self.content }
    }
}

/// Writes into the trail what became of a template, and tells screens.
async fn tell(
    workshop: &Workshop,
    tx: &mut Tx,
    action: &str,
    (before, after): (Option<template::Model>, &template::Model),
    actor: &Actor,
) -> Result<(), Problem> {
    let clock = workshop.context.clock.as_ref();
    // Without what the caller may: the trail tells of the template alone.
    let show = |row: template::Model| TemplateView::new(row, &Actor::system());
    let (was, is) = (before.map(show).transpose()?, show(after.clone())?);
    let change = Change { action, entity: "inspection_template", id: after.id.0, label: &after.name_fr, site: None };
    audit::record(tx, MODULE, change, (was.as_ref(), Some(&is)), actor, clock).await?;
    Ok(outbox::append(tx, MODULE, &TemplateChanged { id: after.id }, actor, clock).await?)
}
