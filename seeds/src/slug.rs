//! The slug that tells the seeds of one pool apart.

/// Longest slug, in characters.
const MAX_LENGTH: usize = 50;

/// The part `<slug>` of the file name `seed_<slug>.zip`: 1 to 50 characters,
/// none of them a control character or a path separator.
///
/// Slugs are random by convention, so that a file name says nothing of the seed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Reads the slug out of a file name without folders.
    ///
    /// `None` for names of other files, which a pool folder may well hold.
    pub fn from_file_name(file_name: &str) -> Option<Self> {
        let slug = file_name.strip_prefix("seed_")?.strip_suffix(".zip")?;
        let plain = |c: char| !c.is_control() && c != '/' && c != '\\';
        let fits = (1..=MAX_LENGTH).contains(&slug.chars().count());
        (fits && slug.chars().all(plain)).then(|| Self(slug.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file_name: &str, expected: Option<&str>) {
        let slug = Slug::from_file_name(file_name);
        assert_eq!(slug.as_ref().map(Slug::as_str), expected, "{file_name:?}");
    }

    #[test]
    fn the_slug_stands_between_prefix_and_extension() {
        check("seed_0a1b2c3d4e5f.zip", Some("0a1b2c3d4e5f"));
        check("seed_é.zip", Some("é"));
        check("seed_a.b.zip", Some("a.b"));
        check("seed_.zip", None);
        check("seed_abc.zip.tmp", None);
        check("seed_abc.ZIP", None);
        check("Seed_abc.zip", None);
        check("abc.zip", None);
        check("seed_.zi", None);
        check("seed_a/b.zip", None);
        check(
            &format!("seed_{}.zip", "x".repeat(50)),
            Some(&"x".repeat(50)),
        );
        check(&format!("seed_{}.zip", "x".repeat(51)), None);
    }
}
