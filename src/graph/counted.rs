//! Claim → what its figure counts, so that figures of one thing meet whatever the sentence calls it.
//!
//! Not obvious: "North Korea sent 3,000 soldiers" and "3,000 North Korean soldiers" count the same soldiers. The
//! troops of a state or organisation are the force that bears its slug: `state-iran` counted in troops is `force-iran`.

use std::borrow::Cow;

use super::Claim;

/// The unit of soldiers and other armed people.
const TROOPS: &str = "troops";

/// Entity id of what is counted, else of the subject; the force of a body whose troops are counted.
pub(super) fn counted(claim: &Claim) -> Option<Cow<'_, str>> {
    let unit = claim.quantity.as_ref().map(|figure| figure.unit.as_str());
    let about = claim.about.as_deref();
    let about = about.or_else(|| {
        claim
            .subject
            .as_deref()
            .filter(|_| claim.predicate != "estimated")
    })?;
    let body = about
        .strip_prefix("state-")
        .or_else(|| about.strip_prefix("organization-"))
        .filter(|_| unit == Some(TROOPS));
    Some(body.map_or(Cow::Borrowed(about), |body| {
        Cow::Owned(format!("force-{body}"))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{estimate, record},
    };
    use crate::record::Statement;

    fn of(about: &str, unit: &str) -> Option<String> {
        let mut said = Statement {
            about: Some(about.into()),
            ..estimate("state-a", Some(1.0), Some(1.0))
        };
        said.quantity.as_mut().unwrap().unit = unit.into();
        counted(&build(&[record("1", "x", vec![said])]).claims[0]).map(Cow::into_owned)
    }

    #[test]
    fn the_troops_of_a_state_are_its_force() {
        assert_eq!(of("state-b", "troops").as_deref(), Some("force-b"));
        assert_eq!(of("organization-p", "troops").as_deref(), Some("force-p"));
        assert_eq!(of("force-f", "troops").as_deref(), Some("force-f"));
        assert_eq!(of("state-b", "killed").as_deref(), Some("state-b"));
    }
}
