//! The one shape of every error answer, `application/problem+json`.

use serde::{Deserialize, Serialize};

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
