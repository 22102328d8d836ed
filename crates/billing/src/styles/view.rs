//! A style as the API shows and takes it.

use contracts::documents::PaperSize;
use contracts::identity::SITE_UPDATE;
use garde::Validate;
use kernel::{Actor, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::texts;
use super::style::{Conditions, Footers, Model};

/// How a site's documents look.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DocumentStyle {
    pub site_id: SiteId,
    /// `#0f766e`; null for the usual one.
    pub colour: Option<String>,
    /// A PNG or a JPEG, in base64.
    pub logo: Option<String>,
    pub footers: Footers,
    pub terms: Conditions,
    /// What receipts are printed on where nothing else is asked for.
    pub receipts_on: PaperSize,
    /// 0 while the site chose nothing.
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

/// How documents are to look from now on; what is left out is as usual, or nothing.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDocumentStyle {
    /// `#0f766e`: dark enough for white text.
    #[serde(default)]
    #[garde(skip)]
    #[schema(max_length = 7, pattern = "^#[0-9a-f]{6}$")]
    pub colour: Option<String>,
    /// A PNG, JPEG or WebP picture in base64; sent back as it is shown, it stays.
    #[serde(default)]
    #[garde(inner(length(max = LONGEST_LOGO)))]
    #[schema(max_length = 400_000)]
    pub logo: Option<String>,
    #[serde(default)]
    #[garde(dive)]
    pub footers: Footers,
    #[serde(default)]
    #[garde(dive)]
    pub terms: Conditions,
    /// What receipts are printed on where nothing else is asked for: A4 when left out.
    #[serde(default)]
    #[garde(skip)]
    pub receipts_on: PaperSize,
}

const LONGEST_LOGO: usize = 400_000;

impl DocumentStyle {
    pub fn new(site_id: SiteId, row: Option<Model>, logo: Option<String>, actor: &Actor) -> Self {
        let actions = actor.allowed(site_id, &[("update", SITE_UPDATE)]).into_iter().map(str::to_owned).collect();
        let (footers, terms) = row.as_ref().map(|row| (texts(&row.footers), texts(&row.terms))).unwrap_or_default();
        let version = row.as_ref().map_or(0, |row| row.version);
        let receipts_on = row.as_ref().map_or(PaperSize::A4, |row| PaperSize::from_code(&row.receipts_on));
        Self { site_id, colour: row.and_then(|row| row.colour), logo, footers, terms, receipts_on, version, actions }
    }
}
