//! What contradicts a rule of the vendor's pages, found before anything is sent
//! (<https://help.wordbee.com/api1/updateperson>, <https://help.wordbee.com/api1/createperson>).

use crate::{PersonChanges, checks, ids};
use participants_core::{Change, Error};

/// The fewest characters of a login.
const SHORTEST_LOGIN: usize = 8;

/// Refuses a new person that Wordbee would refuse.
pub(super) fn check_new(new: &PersonChanges) -> Result<(), Error> {
    let required = [("FirstName", &new.first_name), ("LastName", &new.last_name), ("Email", &new.email)];
    checks::required("a new Wordbee person", &required)?;
    if new.named().iter().any(|(_, change)| change.is_clear()) {
        return Err(Error::invalid("a new person has nothing to clear"));
    }
    check_values(new)?;
    let parts = login_parts(new).iter().filter(|part| !part.is_keep()).count();
    if !matches!(parts, 0 | 3) {
        return Err(Error::invalid("a login needs Login, Password and UserProfileId together"));
    }
    if parts == 0 && new.is_active == Change::Set(true) {
        return Err(Error::invalid("a person can only be active with Login, Password and UserProfileId"));
    }
    Ok(())
}

/// Refuses an update that Wordbee would refuse, or whose effect is unknown.
pub(super) fn check_update(changes: &PersonChanges) -> Result<(), Error> {
    if changes.named().is_empty() {
        return Err(Error::invalid("the update names no member; nothing to do"));
    }
    check_values(changes)?;
    let parts = login_parts(changes);
    if parts.iter().any(|part| part.is_clear()) {
        if parts.iter().any(|part| part.value().is_some()) {
            return Err(Error::invalid("one of Login, Password and UserProfileId is cleared and another one set"));
        }
        if changes.is_active == Change::Set(true) {
            return Err(Error::invalid("a person whose login is taken away cannot be active"));
        }
    }
    Ok(())
}

/// What the caller should know about an update that is not refused.
pub(super) fn warnings(changes: &PersonChanges) -> Vec<String> {
    let sets_login = changes.login.value().is_some();
    if sets_login && (changes.password.is_keep() || changes.user_profile_id.is_keep()) {
        return vec![
            "Login is set without Password and UserProfileId: that works only for a person who has a login already"
                .to_owned(),
        ];
    }
    Vec::new()
}

/// Each value for itself.
fn check_values(changes: &PersonChanges) -> Result<(), Error> {
    checks::email("Email", &changes.email)?;
    if changes.login.value().is_some_and(|login| login.chars().count() < SHORTEST_LOGIN) {
        return Err(Error::invalid(format!("Login needs at least {SHORTEST_LOGIN} characters")));
    }
    if let Some(profile) = changes.user_profile_id.value() {
        ids::check(*profile, "UserProfileId")?;
    }
    if let Some(labels) = changes.labels.value() {
        labels.check()?;
    }
    Ok(())
}

/// What is said about each of the three that make a login.
fn login_parts(changes: &PersonChanges) -> [Change<()>; 3] {
    [changes.login.as_ref().map(drop), changes.password.as_ref().map(drop), changes.user_profile_id.as_ref().map(drop)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Labels;
    use participants_core::Change::Clear;

    fn complete() -> PersonChanges {
        PersonChanges::new().first_name("Y").last_name("Ö").email("y@example.org")
    }

    fn login() -> PersonChanges {
        PersonChanges::new().login("y.oe.2026").password("Correct-Horse-7").user_profile_id(8)
    }

    #[test]
    fn a_new_person_needs_names_and_address() {
        assert!(check_new(&complete()).is_ok());
        for missing in [
            PersonChanges { first_name: Change::Keep, ..complete() },
            complete().last_name(" "),
            complete().email(""),
            complete().phone(Clear),
            complete().login(Clear),
        ] {
            assert!(check_new(&missing).is_err(), "{missing:?}");
        }
    }

    #[test]
    fn a_new_login_has_all_three_parts() {
        let with = |changes: PersonChanges| PersonChanges {
            login: changes.login,
            password: changes.password,
            user_profile_id: changes.user_profile_id,
            ..complete()
        };
        assert!(check_new(&with(login())).is_ok());
        assert!(check_new(&with(login()).is_active(true)).is_ok());
        assert!(check_new(&with(login().password(Change::Keep))).is_err());
        assert!(check_new(&with(login().login(Change::Keep))).is_err());
        assert!(check_new(&complete().user_profile_id(8)).is_err());
        assert!(check_new(&complete().is_active(true)).is_err());
        assert!(check_new(&complete().is_active(false)).is_ok());
    }

    #[test]
    fn an_update_must_not_contradict_itself() {
        for fine in [
            login().is_active(true),
            PersonChanges::new().is_active(true),
            PersonChanges::new().is_active(false),
            PersonChanges::new().password("Correct-Horse-8"),
            PersonChanges::new().login(Clear),
            PersonChanges::new().login(Clear).password(Clear).is_active(false),
        ] {
            assert!(check_update(&fine).is_ok(), "{fine:?}");
        }
        for contradiction in [
            PersonChanges::new(),
            login().password(Clear),
            PersonChanges::new().login(Clear).user_profile_id(8),
            PersonChanges::new().user_profile_id(Clear).is_active(true),
        ] {
            assert!(check_update(&contradiction).is_err(), "{contradiction:?}");
        }
    }

    #[test]
    fn values_of_the_wrong_form_are_refused() {
        for invalid in [
            PersonChanges::new().email("no address"),
            PersonChanges::new().email("@example.org"),
            PersonChanges::new().email("y@"),
            PersonChanges::new().email("y @example.org"),
            PersonChanges::new().login("seven77"),
            PersonChanges::new().user_profile_id(0),
            PersonChanges::new().user_profile_id(i64::from(i32::MAX) + 1),
            PersonChanges::new().labels(Labels::new()),
            PersonChanges::new().labels(Labels::new().set(0, 1)),
            PersonChanges::new().labels(Labels::new().set(501, 1).clear(501)),
        ] {
            assert!(check_update(&invalid).is_err(), "{invalid:?}");
        }
        // Eight characters, not bytes; and an address is checked loosely.
        for fine in ["ééééé.ab", "12345678"].map(|login| PersonChanges::new().login(login)) {
            assert!(check_update(&fine).is_ok(), "{fine:?}");
        }
        assert!(check_update(&PersonChanges::new().email("d'été+ü@bücher.example.org")).is_ok());
    }

    #[test]
    fn a_login_alone_is_warned_about() {
        assert_eq!(warnings(&PersonChanges::new().login("y.oe.2026")).len(), 1);
        assert_eq!(warnings(&login().user_profile_id(Change::Keep)).len(), 1);
        for silent in [login(), PersonChanges::new().password("Correct-Horse-8"), PersonChanges::new().login(Clear)] {
            assert!(warnings(&silent).is_empty(), "{silent:?}");
        }
    }
}
