//! Accounts by name: where their file is, what it may say, and which commands take them.

use crate::{json, program, refused, sandbox, text, words};
use serde_json::Value;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Output},
    time::{Duration, Instant},
};

/// A sandbox that plays one provider, and a working folder.
struct Office {
    sandbox: Child,
    base: String,
    key: String,
    folder: PathBuf,
}

impl Office {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("participants-accounts-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let (sandbox, ready) = sandbox("dendreo --people 5");
        let known = |name: &str| ready["providers"]["dendreo"]["env"][name].as_str().unwrap().to_owned();
        let office = Self { sandbox, base: known("DENDREO_BASE_URL"), key: known("DENDREO_API_KEY"), folder };
        fs::write(office.folder.join("key.txt"), format!("{}\n", office.key)).unwrap();
        office
    }

    /// Writes the file of accounts, which others may read, with one account of these lines.
    fn account(&self, lines: &str) -> PathBuf {
        self.write("participants.toml", &self.paris(lines), 0o644)
    }

    fn paris(&self, lines: &str) -> String {
        format!("[accounts.paris-prod]\nprovider = \"dendreo\"\nbase_url = \"{}\"\n{lines}\n", self.base)
    }

    fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    fn run_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Output {
        let mut program = program();
        program.env("PARTICIPANTS_STATE", self.folder.join("state")).env("PATH", "/usr/bin:/bin");
        program.current_dir(&self.folder).args(words(arguments)).envs(variables.iter().copied()).output().unwrap()
    }

    #[track_caller]
    fn ended(&self, arguments: &str, code: i32, said: &[&str]) -> String {
        let output = self.run_with(arguments, &[]);
        self.check(&output, code, said)
    }

    #[track_caller]
    fn check(&self, output: &Output, code: i32, said: &[&str]) -> String {
        let printed = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{printed}");
        said.iter().for_each(|said| assert!(printed.contains(said), "{said:?} is missing in: {printed}"));
        assert!(!printed.contains(&self.key), "the key is printed: {printed}");
        printed
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        drop(self.sandbox.kill());
        drop(self.sandbox.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

#[test]
fn a_secret_comes_from_a_variable_a_file_a_credential_or_a_command() {
    let office = Office::new("secrets");
    let key = office.key.clone();
    let credentials = office.folder.to_str().unwrap();
    for (lines, variables) in [
        ("api_key_file = \"key.txt\"", vec![]),
        ("api_key_env = \"PARIS_KEY\"", vec![("PARIS_KEY", key.as_str())]),
        ("api_key_command = [\"cat\", \"key.txt\"]", vec![]),
        ("api_key_file = \"$CREDENTIALS_DIRECTORY/key.txt\"", vec![("CREDENTIALS_DIRECTORY", credentials)]),
    ] {
        office.account(lines);
        let output = office.run_with("get paris-prod 2001", &variables);
        let printed = office.check(&output, 0, &["2001"]);
        assert!(output.stderr.is_empty(), "{lines}: {printed}");
    }
    // A path is meant from the file's own folder, not from the working folder.
    office.write("etc/participants.toml", &office.paris("api_key_file = \"../key.txt\""), 0o644);
    office.ended("get paris-prod 2001 --config etc/participants.toml", 0, &["2001"]);
}

#[test]
fn a_source_that_gives_nothing_is_named() {
    let office = Office::new("sources");
    for (lines, said) in [
        ("api_key_file = \"nosuch.txt\"", "nosuch.txt"),
        ("api_key_env = \"NO_SUCH_KEY\"", "NO_SUCH_KEY"),
        ("api_key_command = [\"false\"]", "failed"),
        ("api_key_command = [\"no-such-program\"]", "no-such-program"),
        ("api_key_command = [\"true\"]", "is empty"),
        ("", "api_key is not set"),
    ] {
        office.account(lines);
        office.ended("get paris-prod 2001", 2, &[said, "api_key", "paris-prod", "Nothing was sent"]);
    }
    office.account("api_key_command = [\"sleep\", \"60\"]\ncommand_seconds = 1");
    let began = Instant::now();
    office.ended("get paris-prod 2001", 2, &["did not end within 1 s", "Nothing was sent"]);
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}

#[test]
fn a_secret_in_the_file_is_refused_unless_the_file_is_its_owners_alone() {
    let office = Office::new("modes");
    let text = office.paris(&format!("api_key = \"{}\"", office.key));
    office.write("participants.toml", &text, 0o644);
    office.ended("get paris-prod 2001", 2, &["api_key is a secret", "api_key_file", "chmod 600", "Nothing was sent"]);
    office.write("participants.toml", &text, 0o600);
    office.ended("get paris-prod 2001", 0, &["note: ", "holds api_key of paris-prod itself", "api_key_command"]);
    // Others could have their commands run, and have keys sent to an address of theirs.
    for mode in [0o662, 0o620] {
        office.write("participants.toml", &office.paris("api_key_file = \"key.txt\""), mode);
        office.ended("get paris-prod 2001", 2, &["others may write", "chmod go-w", "Nothing was sent"]);
    }
}

#[test]
fn what_the_file_cannot_mean_is_refused_with_the_nearest_name() {
    let office = Office::new("typos");
    for (text, said) in [
        ("[acounts.x]\nprovider = \"dendreo\"", "acounts (did you mean accounts?)"),
        ("[accounts.x]\nprovider = \"dendro\"", "dendro (did you mean dendreo?)"),
        ("[accounts.x]\ninstance = \"demo\"", "provider is missing"),
        ("[accounts.x]\nprovider = \"dendreo\"\napi_kye_file = \"k\"", "api_kye_file (did you mean api_key_file?)"),
        ("[accounts.x]\nprovider = \"dendreo\"\napi_key_command = \"pass show\"", "a list of texts"),
        ("[accounts.x]\nprovider = \"dendreo\"\ncommand_seconds = 0", "from 1 to 600"),
        ("[accounts.x]\nprovider = \"dendreo\"\ninstance = \"a\"\ninstance_env = \"B\"", "instance is given twice"),
        ("[accounts.azav]\nprovider = \"azav\"", "azav is a provider's name"),
        ("[accounts.\"a b\"]\nprovider = \"azav\"", "an account's name has letters"),
        ("[accounts.x]\nprovider = \"dendreo\"\nkey = \"s3cret-zqx", "line 3"),
    ] {
        office.write("participants.toml", text, 0o644);
        let printed = office.ended("get x 1", 2, &[said, "participants.toml", "Nothing was sent"]);
        assert!(!printed.contains("zqx"), "{printed}");
    }
    office.account("api_key_file = \"key.txt\"");
    office.ended("get paris-pord 1", 2, &["paris-pord (did you mean paris-prod?)", "azav, dendreo", "has: paris-prod"]);
    // A provider's own name is the environment's account, whatever the file holds.
    office.write("participants.toml", "nonsense", 0o644);
    assert_eq!(office.run_with("get dendreo 2001 --sandbox", &[]).status.code(), Some(0));
}

#[test]
fn the_first_file_of_accounts_is_the_one_asked_for() {
    let office = Office::new("places");
    let base = |name: &str, path: &str| office.write(path, &format!("[accounts.{name}]\nprovider = \"azav\"\n"), 0o644);
    base("of-user", "home/participants/participants.toml");
    let (home, variable) = (office.folder.join("home"), base("of-variable", "v.toml"));
    base("of-option", "o.toml");
    let names = |arguments: &str, variables: &[(&str, &Path)]| {
        let variables: Vec<_> = variables.iter().map(|(name, path)| (*name, path.to_str().unwrap())).collect();
        let output = office.run_with(arguments, &variables);
        let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
        listed.as_array().unwrap().iter().map(|one| one["account"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = [("XDG_CONFIG_HOME", home.as_path()), ("PARTICIPANTS_CONFIG", &variable)];
    if cfg!(target_os = "linux") {
        assert_eq!(names("accounts", &both[..1]), ["of-user"]);
    }
    base("of-folder", "participants.toml");
    assert_eq!(names("accounts", &both[..1]), ["of-folder"]);
    assert_eq!(names("accounts", &both), ["of-variable"]);
    assert_eq!(names("accounts --config o.toml", &both), ["of-option"]);
    office.ended("accounts --config nosuch.toml", 2, &["nosuch.toml", "accounts add"]);
}

#[test]
fn accounts_are_added_listed_and_checked() {
    let office = Office::new("added");
    let add = format!("accounts add paris-prod dendreo --config new/a.toml --set base_url={}", office.base);
    office.ended(&add, 2, &["--set api_key_file=…", "Nothing was written"]);
    office.ended(&format!("{add} --set api_key={}x", office.folder.display()), 2, &["api_key is a secret"]);
    office.ended(&format!("{add} --set api_kye_file=k"), 2, &["api_key_file"]);
    assert!(!office.folder.join("new").exists(), "a refused account leaves nothing");
    office.ended(&format!("{add} --set api_key_file=../key.txt"), 0, &["accounts check paris-prod"]);
    office.ended(&format!("{add} --set api_key_file=../key.txt"), 2, &["has an account paris-prod already"]);
    let second = "accounts add \"lyon\" dendreo --config new/a.toml --set instance=x\\y";
    office.ended(&format!("{second} --set \"api_key_command=cat nosuch\""), 0, &[]);
    let mode = fs::metadata(office.folder.join("new/a.toml")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let listed =
        office.ended("accounts --config new/a.toml --output table", 0, &["paris-prod", "lyon", "the command cat"]);
    assert!(listed.contains("key.txt") && listed.contains(r"instance: x\y"), "{listed}");
    office.ended("accounts check paris-prod --config new/a.toml", 0, &["people can be read", "\"create\""]);
    let all = office.ended("accounts check --config new/a.toml", 2, &["not every account can be used: lyon"]);
    assert!(all.contains("people can be read") && all.contains("cat failed"), "{all}");
}

#[test]
fn the_environment_takes_files_too_and_names_all_that_is_missing() {
    let office = Office::new("environment");
    let base = ("DENDREO_BASE_URL", office.base.as_str());
    let output = office.run_with("get dendreo 2001", &[base, ("DENDREO_API_KEY_FILE", "key.txt")]);
    office.check(&output, 0, &["2001"]);
    let output = office.run_with("get dendreo 2001", &[base, ("DENDREO_API_KEY_COMMAND", "cat key.txt")]);
    office.check(&output, 0, &["2001"]);
    let twice = [base, ("DENDREO_API_KEY", "k"), ("DENDREO_API_KEY_FILE", "key.txt")];
    office.check(&office.run_with("get dendreo 1", &twice), 2, &["DENDREO_API_KEY and DENDREO_API_KEY_FILE"]);
    refused("get dendreo 1", 2, &["DENDREO_API_KEY, DENDREO_INSTANCE or DENDREO_BASE_URL", "Nothing was sent"]);
    refused("get wordbee 1", 2, &["WORDBEE_BASE_URL, WORDBEE_ACCOUNT, WORDBEE_PASSWORD"]);
    refused("get groups 1", 2, &["GROUPS_BASE_URL, GROUPS_TOKEN"]);
    refused("update dendreo 2001 --sandbox --set phoen=1", 2, &["phoen (did you mean phone?)"]);
    assert!(json("accounts").as_array().unwrap().is_empty());
}

#[test]
fn a_plan_its_run_and_its_undo_find_their_account_themselves() {
    let office = Office::new("runs");
    office.account("api_key_file = \"key.txt\"");
    let person = office.run_with("get paris-prod 2001", &[]);
    let person: Value = serde_json::from_slice(&person.stdout).unwrap();
    let email = person["email"].as_str().unwrap();
    office.write("people.csv", &format!("E-mail,Phone\n{email},+33 6 00 00 00 07\n"), 0o600);
    office.ended("roster check people.csv --account paris-prod", 0, &[]);
    office.ended("plan people.csv --account paris-prod -o plan.jsonl", 4, &[]);
    office.ended("apply plan.jsonl --create --yes", 2, &["--create", "is a plan", "Nothing was sent"]);
    office.ended("apply plan.jsonl", 2, &["Apply this to paris-prod (dendreo, http://127.0.0.1", "--yes"]);
    office.ended("apply plan.jsonl --yes", 0, &[]);
    office.ended("undo 2 --yes", 0, &[]);
    office.ended("plan people.csv --account paris-prod", 4, &[]);
    office.ended("apply people.csv --account paris-prod --yes", 0, &[]);
    office.ended("undo 4 --account paris-prod --yes", 0, &[]);
    office.ended("apply people.csv --yes", 2, &["--account"]);
}
