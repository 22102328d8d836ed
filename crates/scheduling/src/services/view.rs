//! A service as the API shows it, and its names as the API takes them.

use contracts::scheduling::{SCHEDULE_MANAGE, ServiceId, Translated};
use garde::Validate;
use kernel::text::line;
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::Model;

/// Something that can be booked.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Service)]
pub struct ServiceView {
    pub id: ServiceId,
    pub site_id: SiteId,
    pub names: Translated,
    /// Of work.
    pub minutes: i32,
    pub skill: Option<String>,
    /// What the bay or a piece of equipment must be able to.
    pub capability: Option<String>,
    pub online: bool,
    /// Asked for with an online booking, in minor units of the site's currency.
    pub deposit: Option<Amount>,
    pub active: bool,
    pub version: i64,
    /// `update`
    pub actions: Vec<String>,
}

impl ServiceView {
    pub fn new(service: &Model, actor: &Actor) -> Self {
        Self {
            id: service.id,
            site_id: service.site_id,
            names: service.names(),
            minutes: service.minutes,
            skill: service.skill.clone(),
            capability: service.capability.clone(),
            online: service.online,
            deposit: service.deposit,
            active: service.active,
            version: service.version,
            actions: actor.allowed(service.site_id, &[("update", SCHEDULE_MANAGE)]).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A name in one language at least; what is left out is the first that is there.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceNames {
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub fr: String,
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub ar: String,
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub en: String,
}

impl ServiceNames {
    pub fn read(&self) -> Result<Translated, Problem> {
        let all = [self.fr.trim(), self.en.trim(), self.ar.trim()];
        let first = all.into_iter().find(|text| !text.is_empty());
        let first = first.ok_or_else(|| Problem::field("/names", "missing", "a service has a name in one language at least"))?;
        let or = |text: &str| if text.trim().is_empty() { first.to_owned() } else { text.trim().to_owned() };
        Ok(Translated { fr: or(&self.fr), ar: or(&self.ar), en: or(&self.en) })
    }
}
