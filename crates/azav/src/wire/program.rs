//! A program with AZAV Pilot's own names. No logic.

use super::spelling::{code, parts};
use participants_core::{
    open_enum, read,
    serde_json::{Map, Value},
};
use serde::Deserialize;

/// A program: what participants are trained in
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-programcontroller-index>).
///
/// The documented spelling is snake_case with two stamps in camelCase; either spelling of every member is read. Only
/// the title is required by the schema. The page's sample holds a further member whose name begins with `certi` and is
/// cut: real programs have more than is listed here, and [`extra`](participants_core::Record::extra) has it. How
/// programs and participants belong together is not documented.
#[derive(Clone, Default, Deserialize)]
#[serde(default, remote = "Self")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Program {
    /// The identifier, opaque: an integer in the schema, a UUID in the sample.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// Name as a part of an address.
    #[serde(deserialize_with = "read::text")] pub slug: Option<String>,
    /// Kind of program: `program` or `module_program`.
    #[serde(alias = "programType", deserialize_with = "read::coded")] pub program_type: Option<ProgramType>,
    /// For one or for many: `single` or `group`.
    #[serde(deserialize_with = "read::coded")] pub audience: Option<Audience>,
    /// What it leads to: `trade`, `federal`, `internal`, `other` or `none`.
    #[serde(deserialize_with = "read::coded")] pub degree: Option<Degree>,
    /// How it is taught: `full_time`, `part_time` or `next_to_work`.
    #[serde(alias = "teachingStyle", deserialize_with = "read::coded")] pub teaching_style: Option<TeachingStyle>,
    /// Branch of the economy: `gtb`, `kmb`, `ubd` or `psd`.
    #[serde(alias = "industryBranch", deserialize_with = "read::coded")] pub industry_branch: Option<IndustryBranch>,
    /// Subject area, such as `1.1`: a code, although it is written as a number. Compare it as text; which areas there
    /// are is not documented. (`1.10` and `1.1` are one JSON number: where it is no text, both are read as `1.1`.)
    #[serde(alias = "subjectArea", deserialize_with = "code")] pub subject_area: Option<String>,
    /// Length in teaching units (*Unterrichtseinheiten*).
    #[serde(deserialize_with = "read::integer")] pub lessons: Option<i64>,
    /// Length of the phase in a company, in teaching units.
    #[serde(alias = "practicalLessons", deserialize_with = "read::integer")] pub practical_lessons: Option<i64>,
    /// What one must bring to be admitted, in the order it came.
    #[serde(alias = "admissionCriteria", deserialize_with = "parts")] pub admission_criteria: Vec<AdmissionCriterion>,
    /// When the record was made; [`timestamp`](crate::timestamp) reads it.
    #[serde(rename = "insertedAt", alias = "inserted_at", deserialize_with = "read::text")]
    pub inserted_at: Option<String>,
    /// When it was last changed, in the same form.
    #[serde(rename = "updatedAt", alias = "updated_at", deserialize_with = "read::text")]
    pub updated_at: Option<String>,
    /// Members that came in snake_case, too, and with another value than in camelCase, which is the one taken.
    #[serde(skip)] pub passed_over: Map<String, Value>,
}

/// One condition of being admitted to a [`Program`].
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct AdmissionCriterion {
    /// The condition, as a text for people.
    #[serde(deserialize_with = "read::text")] pub criterion: Option<String>,
    /// What kind of condition it is (`type`); no list of values is documented.
    #[serde(rename = "type", deserialize_with = "read::text")] pub kind: Option<String>,
}

open_enum! {
    /// The kind of a [`Program`].
    pub enum ProgramType {
        /// A program of its own.
        Program = "program",
        /// A program made of modules. What sets the two apart is not documented beyond the names.
        ModuleProgram = "module_program",
    }
}

open_enum! {
    /// The participants a [`Program`] is held for.
    pub enum Audience {
        /// For one participant.
        Single = "single",
        /// For a group.
        Group = "group",
    }
}

open_enum! {
    /// What a [`Program`] leads to. The values are not explained beyond their names.
    pub enum Degree {
        /// Of a trade (`trade`).
        Trade = "trade",
        /// Of the federation (`federal`).
        Federal = "federal",
        /// Of the training provider itself (`internal`).
        Internal = "internal",
        /// The documented value `other`; a value this version does not know is [`Other`](Self::Other).
        AnyOther = "other",
        /// No degree (`none`).
        NoDegree = "none",
    }
}

open_enum! {
    /// How a [`Program`] is taught.
    pub enum TeachingStyle {
        /// Full time.
        FullTime = "full_time",
        /// Part time.
        PartTime = "part_time",
        /// Beside a job.
        NextToWork = "next_to_work",
    }
}

open_enum! {
    /// The branch of the economy a [`Program`] is for. The page gives the codes alone; what they stand for is inferred
    /// from the areas German training is accredited by.
    pub enum IndustryBranch {
        /// Inferred: commercial and technical trades (*gewerblich-technischer Bereich*).
        Gtb = "gtb",
        /// Inferred: clerical work (*kaufmännischer Bereich*).
        Kmb = "kmb",
        /// Inferred: services for companies (*unternehmensbezogene Dienstleistungen*).
        Ubd = "ubd",
        /// Inferred: personal and social services (*personenbezogene und soziale Dienstleistungen*).
        Psd = "psd",
    }
}
