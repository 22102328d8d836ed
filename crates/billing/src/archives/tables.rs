//! Rows of archives as stored. A row is written once.

pub mod archives {
    use chrono::{DateTime, NaiveDate, Utc};
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_archives")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub site_id: SiteId,
        /// By site, without gaps.
        pub sequence: i64,
        pub from_day: NaiveDate,
        pub until_day: NaiveDate,
        pub at: DateTime<Utc>,
        pub by_name: String,
        pub documents: i64,
        /// Bytes.
        pub size: i64,
        /// SHA-256 of what is signed.
        pub digest: String,
        /// Of the key that signed.
        pub fingerprint: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod files {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "billing_archive_files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub archive_id: Uuid,
        pub bytes: Vec<u8>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
