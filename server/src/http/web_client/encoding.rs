//! Compressed forms of a file, made when the client was built.

/// A way in which files of the client were compressed beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip, which every client knows.
    Gzip,
}

impl Encoding {
    /// The encodings that an `Accept-Encoding` header allows, the best first.
    pub(super) fn accepted(header: &str) -> impl Iterator<Item = Self> {
        let allowed = |encoding: &Self| quality(header, encoding.name()) > 0.0;
        [Self::Brotli, Self::Gzip].into_iter().filter(allowed)
    }

    /// The name in HTTP headers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the name of a compressed file has after the name of the plain one.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// How much the client likes `name`, from 0 (not at all) to 1.
fn quality(header: &str, name: &str) -> f32 {
    let find = |wanted: &str| {
        header.split(',').find_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let matches = parts.next()?.eq_ignore_ascii_case(wanted);
            let weight = parts.find_map(|part| {
                let (key, value) = part.split_once('=')?;
                key.trim().eq_ignore_ascii_case("q").then_some(value.trim())
            });
            matches.then(|| weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0)))
        })
    };
    find(name).or_else(|| find("*")).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: &[&str]) {
        let names: Vec<_> = Encoding::accepted(header).map(Encoding::name).collect();
        assert_eq!(names, expected, "{header:?}");
    }

    #[test]
    fn refused_encodings_are_not_used() {
        check("", &[]);
        check("identity", &[]);
        check("br", &["br"]);
        check("gzip, deflate, br, zstd", &["br", "gzip"]);
        check("GZIP", &["gzip"]);
        check("gzip;q=1.0, br;q=0", &["gzip"]);
        check("br ; q=0.5", &["br"]);
        check("*", &["br", "gzip"]);
        check("*;q=0, gzip", &["gzip"]);
        check("brx, xgzip", &[]);
        check("br;q=none", &[]);
    }
}
