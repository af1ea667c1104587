//! The one shape of every error answer, `application/problem+json`.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::value::{Error, StrDeserializer},
};

use super::ProblemCode;

/// An error answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable identifier of the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short title of the kind.
    pub title: String,
    /// HTTP status, repeated.
    pub status: u16,
    /// A complete sentence for people; the only member that version-1 clients read.
    pub detail: String,
    /// What the sentence says, for programs that decide by it or say it in another language. Not every
    /// problem has one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "known"
    )]
    pub code: Option<ProblemCode>,
    /// The names and numbers in the sentence, by what the code calls them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Faults of single fields, for validation failures only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// The fault of one field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Path to the field, such as `["body", "name"]`.
    pub loc: Vec<String>,
    /// What is wrong with it.
    pub msg: String,
    /// Stable identifier of the fault.
    #[serde(rename = "type")]
    pub kind: String,
}

/// The code, if this version knows it: a newer server may have more.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ProblemCode>, D::Error> {
    let word = Option::<String>::deserialize(deserializer)?;
    Ok(word.and_then(|word| ProblemCode::deserialize(StrDeserializer::<Error>::new(&word)).ok()))
}
