//! Titles without a name → mentions: `menteri itu`, `Kepala NATO itu`, `Presiden AS`.
//!
//! A title that stands beside its holder's name names nobody of its own. Without determiner only the posts that one
//! person at a time holds (heads, ministers, chairs of parties) are mentions, and only with the state or body they belong to.

use std::ops::Range;

use super::pattern::Scan;
use super::{Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function};
use crate::text::{Clitic, Kind};

/// Words after which a title says what somebody is, and means nobody.
const PREDICATIVE: [&str; 12] = [
    "sebagai",
    "menjadi",
    "selaku",
    "jabatan",
    "seorang",
    "para",
    "calon",
    "pelaku",
    "setingkat",
    "kursi",
    "posisi",
    "tiap",
];

/// Kinds of title that one person at a time holds.
const SINGLE: [&str; 3] = ["head", "minister", "party"];

impl Scan<'_> {
    /// The title at `role`, if it stands for somebody that is not named beside it.
    pub(super) fn title(
        &self,
        role: &Range<usize>,
        kind: &str,
        roles: &[(Range<usize>, usize)],
    ) -> Option<Mention> {
        let clitic = self.text.tokens.get(role.end.checked_sub(1)?)?.clitic;
        if clitic == Some(Clitic::Nya) || self.says_what_somebody_is(role.start) {
            return None;
        }
        let owner = self.name_at(role.end).filter(|m| {
            let kinds = [
                EntityType::State,
                EntityType::Organization,
                EntityType::Place,
            ];
            kinds.contains(&m.kind)
        });
        let end = owner.map_or(role.end, |m| m.tokens.end);
        let points_back = end < self.end
            && self.lookup.function(end, Function::Determiner).is_some()
            && self.text.word(end) != "ini";
        let sang = role
            .start
            .checked_sub(1)
            .is_some_and(|i| self.text.lower(i) == "sang");
        let single = SINGLE.contains(&kind) && owner.is_some();
        let stands = points_back || sang || single;
        if !stands
            || !points_back && self.is_named_behind(end, roles)
            || self.is_apposed(role.start)
        {
            return None;
        }
        let what = What::Title {
            role: role.clone(),
            owner: None,
            points_back: points_back || sang,
        };
        Some(self.mention(role.start..end, EntityType::Person, what))
    }

    /// `sebagai presiden`, `kedua presiden`, `tiga menteri`.
    fn says_what_somebody_is(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let counts = self.lookup.has(before, |e| matches!(e, Entry::Number(_)));
        counts || PREDICATIVE.contains(&self.text.lower(before))
    }

    /// `Presiden AS Joe Biden`, `Presiden AS ke-46 (2021-2025), Joe Biden`: the holder's name follows.
    fn is_named_behind(&self, mut at: usize, roles: &[(Range<usize>, usize)]) -> bool {
        while at < self.end {
            if let Some(name) = self.name_at(at) {
                return name.kind == EntityType::Person;
            }
            let title = roles.iter().find(|(t, _)| t.start == at);
            let passes = matches!(
                self.text.kind(at),
                Some(Kind::Comma | Kind::Open | Kind::Close | Kind::Number | Kind::Dash)
            );
            match title {
                Some((t, _)) => at = t.end,
                None if passes || self.capital(at) => at += 1,
                None => return false,
            }
        }
        false
    }

    /// `Mark Rutte, kepala NATO`: the title explains the name before it.
    fn is_apposed(&self, at: usize) -> bool {
        let Some(mark) = at.checked_sub(1) else {
            return false;
        };
        let apart = matches!(
            self.text.kind(mark),
            Some(Kind::Comma | Kind::Open | Kind::Dash)
        );
        apart
            && self
                .names
                .iter()
                .any(|m| m.kind == EntityType::Person && m.tokens.end == mark)
    }
}

#[cfg(test)]
mod tests {
    use crate::mention::What;
    use crate::mention::fixtures::with_mentions;

    fn titles(text: &str) -> Vec<String> {
        with_mentions(text, |text, found| {
            let titles = found
                .mentions
                .iter()
                .filter(|m| matches!(m.what, What::Title { .. }));
            titles
                .map(|m| text.words(m.tokens.clone()).to_owned())
                .collect()
        })
    }

    #[test]
    fn a_title_without_its_holder_is_a_mention() {
        assert_eq!(
            titles("Menurut jenderal tersebut, hujan turun."),
            ["jenderal"]
        );
        assert_eq!(
            titles("Presiden Jepang tiba di Manila."),
            ["Presiden Jepang"]
        );
        assert_eq!(titles("Kepala NATO itu tiba di Manila."), ["Kepala NATO"]);
    }

    #[test]
    fn a_title_beside_a_name_or_behind_a_predicate_is_none() {
        for text in [
            "Menteri Pertahanan Jepang Hana Wibawa tiba.",
            "Hana Wibawa, presiden Jepang, tiba.",
            "Ia diangkat sebagai presiden Jepang.",
            "Juru bicara NATO menolak berkomentar.",
        ] {
            assert!(titles(text).is_empty(), "{text}");
        }
    }
}
