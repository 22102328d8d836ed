//! Accounts of a replaced system: their user names come along, their passwords and rights do not.
//!
//! Somebody who has an account here gets the user name; anybody else gets an account without a role, which a link opens that goes to its address or,
//! where it has none, that whoever manages users hands over.

use async_trait::async_trait;
use contracts::identity::{USER_INVITE, UserChanged, UserId};
use garde::rules::email::parse_email;
use kernel::import::{Difference, Field, Importer, Kept, Options, Outcome, Row, RowError};
use kernel::text::filled_line;
use kernel::{Context, Problem, Tx, outbox};

use super::store::{self, User};
use super::user::{Language, USER_NAME_RULE, email_key, is_user_name, user_name_key};
use crate::rules::one_line;
use crate::{Error, MODULE};

const FIELDS: [Field; 3] = [
    Field { name: "user_name", required: true, also: &["username", "login"] },
    Field { name: "email", required: false, also: &["mail"] },
    Field { name: "name", required: false, also: &[] },
];

pub struct AccountImporter {
    context: Context,
}

/// A row that may be taken.
struct Account {
    user_name: String,
    email: Option<String>,
    name: String,
}

type Taken = Result<Outcome, RowError>;

impl AccountImporter {
    pub fn new(context: Context) -> Self {
        Self { context }
    }

    async fn take(&self, tx: &mut Tx, row: &Row, options: &Options) -> Result<Taken, Error> {
        let account = match read(row) {
            Ok(account) => account,
            Err(error) => return Ok(Err(error)),
        };
        let known = match &account.email {
            Some(email) => store::find_by_email(&**tx, email).await?,
            None => None,
        };
        let named = store::find_by_sign_in(&**tx, &account.user_name).await?;
        let outcome = match judge(known.as_ref(), named.as_ref(), &account) {
            Ok(outcome) => outcome,
            Err(error) => return Ok(Err(error)),
        };
        let id = match (&outcome, known) {
            (Outcome::Unchanged, _) => return Ok(Ok(outcome)),
            (_, Some(user)) => {
                store::set_names(tx, user.id, &user.name, Some(&account.user_name)).await?;
                user.id
            }
            (_, None) => self.enter(tx, account).await?,
        };
        outbox::append(tx, MODULE, &UserChanged { user_id: id }, &options.actor, self.context.clock.as_ref()).await?;
        Ok(Ok(outcome))
    }

    async fn enter(&self, tx: &Tx, account: Account) -> Result<UserId, Error> {
        let user = User {
            id: UserId::new(),
            email: account.email,
            name: account.name,
            password_hash: String::new(),
            language: Language::Fr.code().into(),
            disabled: false,
            created_at: self.context.clock.now(),
            version: 1,
            everywhere_role: None,
            joined_at: None,
            user_name: Some(account.user_name),
        };
        let id = user.id;
        store::insert(tx, &[user], &[]).await?;
        Ok(id)
    }
}

fn read(row: &Row) -> Result<Account, RowError> {
    let typed = row.get("user_name").unwrap_or_default();
    if !is_user_name(typed) {
        return Err(RowError::new("user_name", format!("“{typed}”: {USER_NAME_RULE}")));
    }
    let email = row.get("email").filter(|text| !text.trim().is_empty());
    if email.is_some_and(|email| parse_email(email).is_err() || email.chars().count() > 254 || one_line(email, &()).is_err()) {
        return Err(RowError::new("email", "This is not an e-mail address"));
    }
    let name = row.get("name").unwrap_or(typed).to_owned();
    filled_line(200)(&name, &()).map_err(|error| RowError::new("name", error.message()))?;
    Ok(Account { user_name: user_name_key(typed), email: email.map(email_key), name })
}

/// `known` has the address, `named` the user name. Where neither has an address the user name says that they are one.
fn judge(known: Option<&User>, named: Option<&User>, account: &Account) -> Taken {
    let Some(known) = known else {
        return match named {
            None => Ok(Outcome::Created),
            Some(named) if named.email.is_none() && account.email.is_none() => Ok(Outcome::Unchanged),
            Some(_) => Err(somebodys()),
        };
    };
    match known.user_name.as_deref() {
        Some(name) if name == account.user_name => Ok(Outcome::Unchanged),
        Some(name) => Err(RowError::new("user_name", format!("The account with this address has the user name {name} already"))),
        None if named.is_some() => Err(somebodys()),
        None => {
            let after = account.user_name.clone();
            Ok(Outcome::Updated(vec![Difference { field: "user_name", before: String::new(), after }]))
        }
    }
}

fn somebodys() -> RowError {
    RowError::new("user_name", "Somebody else has this user name already")
}

#[async_trait]
impl Importer for AccountImporter {
    fn kind(&self) -> &'static str {
        "accounts"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        options.actor.permit_anywhere(USER_INVITE)
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Taken>, Problem> {
        let mut tx = self.context.db.begin().await?;
        let mut outcomes = vec![];
        for row in rows {
            outcomes.push(self.take(&mut tx, row, options).await?);
        }
        if !options.dry_run {
            tx.commit().await?;
        }
        Ok(outcomes)
    }

    /// People whom a link was sent to may have come by now: an account is ended by who may, one by one.
    async fn undo(&self, _tx: &mut Tx, kept: &[Kept], _options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        Ok(kept.iter().map(|_| vec![RowError::new("", "An account is ended on its own page")]).collect())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn user(user_name: Option<&str>) -> User {
        User {
            id: UserId::new(),
            email: Some("sami@garage.tn".into()),
            name: "Sami".into(),
            password_hash: String::new(),
            language: "fr".into(),
            disabled: false,
            created_at: DateTime::UNIX_EPOCH,
            version: 1,
            everywhere_role: None,
            joined_at: None,
            user_name: user_name.map(str::to_owned),
        }
    }

    #[test]
    fn a_user_name_comes_to_who_has_the_address_and_to_nobody_twice() {
        let account = Account { user_name: "sami".into(), email: Some("sami@garage.tn".into()), name: "Sami".into() };
        let judged = |known: Option<&User>, named: Option<&User>| judge(known, named, &account);
        assert_eq!(judged(None, None), Ok(Outcome::Created));
        assert_eq!(judged(Some(&user(Some("sami"))), Some(&user(Some("sami")))), Ok(Outcome::Unchanged));
        assert!(matches!(judged(Some(&user(None)), None), Ok(Outcome::Updated(_))));
        assert!(judged(Some(&user(None)), Some(&user(Some("sami")))).is_err(), "another person has it");
        assert!(judged(Some(&user(Some("chef"))), None).is_err(), "they have one");
        assert!(judged(None, Some(&user(Some("sami")))).is_err());
        let nowhere = Account { email: None, ..account };
        let (reached, unreached) = (user(Some("sami")), User { email: None, ..user(Some("sami")) });
        assert_eq!(judge(None, None, &nowhere), Ok(Outcome::Created));
        assert_eq!(judge(None, Some(&unreached), &nowhere), Ok(Outcome::Unchanged));
        assert!(judge(None, Some(&reached), &nowhere).is_err(), "nothing says that it is the same person");
    }
}
