//! Operators' second factors: the sealed secret of an authenticator app, and hashes of codes on paper.

use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::{Field, Sealed};

use super::record::About;
use super::{Deed, PlatformTx};
use crate::{Conflict, Error, Result};

const AUTHENTICATOR: Field = Field::clinic("operator", "authenticator");

impl PlatformTx {
    /// The secret of the app that is being set up: this one, unless there is one already.
    pub async fn offer_authenticator(&mut self, operator: Uuid, fresh: Vec<u8>) -> Result<Vec<u8>> {
        let sealed = self.keys().clinic().seal(AUTHENTICATOR, operator, &fresh);
        let row = sqlx::query!(
            r#"update platform.operator set authenticator = coalesce(authenticator, $2)
               where id = $1 and authenticator_confirmed_at is null
               returning authenticator as "authenticator!: Sealed<Vec<u8>>""#,
            operator,
            sealed.as_bytes()
        )
        .fetch_optional(self.db())
        .await?
        .ok_or(Error::Conflict(Conflict::AlreadyRecorded))?;
        Ok(self.keys().clinic().open(AUTHENTICATOR, operator, &row.authenticator)?.into_inner())
    }

    /// The secret of the app in use, or of the one that is being set up.
    pub async fn authenticator(&mut self, operator: Uuid, confirmed: bool) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query!(
            r#"select authenticator as "authenticator: Sealed<Vec<u8>>" from platform.operator
               where id = $1 and (authenticator_confirmed_at is not null) = $2"#,
            operator,
            confirmed
        )
        .fetch_optional(self.db())
        .await?;
        let sealed = row.and_then(|row| row.authenticator);
        let opened = self.keys().clinic().open_opt(AUTHENTICATOR, operator, sealed.as_ref())?;
        Ok(opened.map(vault::Phi::into_inner))
    }

    /// Takes the app into use that has shown the code of this step.
    pub async fn confirm_authenticator(&mut self, operator: Uuid, step: i64) -> Result<()> {
        let now = self.now().to_sqlx();
        let done = sqlx::query!(
            "update platform.operator set authenticator_confirmed_at = $2, last_step = $3
             where id = $1 and authenticator_confirmed_at is null and authenticator is not null",
            operator,
            now,
            step
        );
        if done.execute(self.db()).await?.rows_affected() == 0 {
            return Err(Error::Conflict(Conflict::AlreadyRecorded));
        }
        self.record(Deed::SetUpAuthenticator, About::subject(operator)).await
    }

    /// Uses up the code of a time step; false when it, or a later one, was used before.
    pub async fn spend_step(&mut self, operator: Uuid, step: i64) -> Result<bool> {
        let used = sqlx::query!(
            "update platform.operator set last_step = $2 where id = $1 and last_step < $2",
            operator,
            step
        );
        Ok(used.execute(self.db()).await?.rows_affected() == 1)
    }

    /// Puts new codes in the place of all made before.
    pub async fn renew_recovery_codes(&mut self, operator: Uuid, codes: &[String]) -> Result<()> {
        let hashes: Vec<Vec<u8>> = codes.iter().map(|code| self.code_hash(operator, code)).collect();
        sqlx::query!("delete from platform.operator_recovery_code where operator_id = $1", operator)
            .execute(self.db())
            .await?;
        sqlx::query!(
            "insert into platform.operator_recovery_code (operator_id, hash)
             select $1, code.hash from unnest($2::bytea[]) as code (hash)",
            operator,
            &hashes
        )
        .execute(self.db())
        .await?;
        self.record(Deed::RenewRecoveryCodes, About::subject(operator)).await
    }

    /// Whether the code was there and unused; it is used up by that.
    pub async fn spend_recovery_code(&mut self, operator: Uuid, code: &str) -> Result<bool> {
        let (hash, now) = (self.code_hash(operator, code), self.now().to_sqlx());
        let used = sqlx::query!(
            "update platform.operator_recovery_code set used_at = $3
             where operator_id = $1 and hash = $2 and used_at is null",
            operator,
            hash,
            now
        );
        Ok(used.execute(self.db()).await?.rows_affected() == 1)
    }

    pub async fn recovery_codes_left(&mut self, operator: Uuid) -> Result<i64> {
        let left = sqlx::query_scalar!(
            r#"select count(*) as "left!" from platform.operator_recovery_code where operator_id = $1 and used_at is null"#,
            operator
        );
        Ok(left.fetch_one(self.db()).await?)
    }

    /// Keyed: whoever has only the table cannot even try. Dashes and case do not matter.
    fn code_hash(&self, operator: Uuid, code: &str) -> Vec<u8> {
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let index = self.keys().index("operator_recovery_code");
        index.exact(&format!("{operator} {}", plain.to_ascii_lowercase())).to_vec()
    }
}
