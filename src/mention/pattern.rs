//! Things announced by a head noun: `pasukan Korea Utara`, `Kementerian Luar Negeri Rusia`,
//! `perjanjian kemitraan strategis`, `KTT ASEAN`; and nouns and pronouns that point back.

use std::ops::Range;

use super::tagger::Span;
use super::{Lookup, Mention, What};
use crate::record::EntityType;
use crate::seeds::{Entry, Function, NounClass};
use crate::text::{Clitic, Kind, Text};

/// All mentions of a sentence: the names given, and what stands around them.
pub(super) fn find(
    text: &Text<'_>,
    lookup: &Lookup<'_>,
    sentence: usize,
    names: &[Mention],
    roles: &[(Range<usize>, usize)],
    tagged: &[Span],
    offset: usize,
) -> Vec<Mention> {
    let Some(s) = text.sentences.get(sentence) else {
        return Vec::new();
    };
    let scan = Scan {
        text,
        lookup,
        names,
        tagged,
        end: s.tokens.end,
        sentence,
    };
    let mut out: Vec<Mention> = Vec::new();
    let mut at = s.tokens.start;
    while at < s.tokens.end {
        if let Some(name) = names.iter().find(|m| m.tokens.start == at) {
            out.push(name.clone());
            at = name.tokens.end;
            continue;
        }
        let role = roles.iter().find(|(t, _)| t.start == at);
        let title = role.and_then(|(t, ix)| {
            let kind = lookup.seeds.roles.get(*ix).map_or("", |r| r.kind.as_str());
            scan.title(t, kind, roles)
        });
        // "Sekretaris Pers Trixie …": a noun inside a title announces nothing.
        if let Some((role, _)) = role.filter(|(t, _)| title.is_none() && t.len() > 1) {
            let inside = names.iter().filter(|m| role.contains(&m.tokens.start));
            out.extend(inside.cloned());
            at = role.end;
            continue;
        }
        let found = title
            .or_else(|| scan.described(at))
            .or_else(|| scan.pronoun(at));
        let Some(mut mention) = found else {
            at += 1;
            continue;
        };
        at = mention.tokens.end;
        // A capitalised word inside a description is part of it, unless the names file knows it.
        let inside: Vec<Mention> = names
            .iter()
            .filter(|m| {
                mention.tokens.contains(&m.tokens.start) && matches!(m.what, What::Known(_))
            })
            .cloned()
            .collect();
        let own = offset + out.len();
        if let What::Described { owner, .. } | What::Title { owner, .. } = &mut mention.what {
            *owner = inside
                .iter()
                .rposition(|m| {
                    matches!(
                        m.kind,
                        EntityType::State | EntityType::Organization | EntityType::Place
                    )
                })
                .map(|i| own + 1 + i);
        }
        out.push(mention);
        out.extend(inside);
    }
    out
}

pub(super) struct Scan<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) names: &'a [Mention],
    tagged: &'a [Span],
    pub(super) end: usize,
    sentence: usize,
}

impl Scan<'_> {
    pub(super) fn name_at(&self, at: usize) -> Option<&Mention> {
        self.names.iter().find(|m| m.tokens.start == at)
    }

    pub(super) fn mention(&self, tokens: Range<usize>, kind: EntityType, what: What) -> Mention {
        Mention {
            tokens,
            sentence: self.sentence,
            kind,
            what,
        }
    }

    /// A head noun with what belongs to it.
    fn described(&self, at: usize) -> Option<Mention> {
        let (class, len) = self.lookup.noun_class(at)?;
        // "kelompok personel militer": a group of troops is troops.
        let troops = class == NounClass::Org
            && !self.capital(at)
            && !self.capital(at + len)
            && self
                .lookup
                .noun_class(at + len)
                .is_some_and(|(c, _)| c == NounClass::Force);
        let class = if troops { NounClass::Force } else { class };
        let kind = kind_of(class)?;
        let head_clitic = self.text.tokens.get(at + len - 1)?.clitic;
        let tagged = self.tagged_end(at, class);
        let (end, owner) = match tagged {
            Some(end) => (
                end,
                self.names
                    .iter()
                    .any(|m| m.tokens.start > at && m.tokens.end <= end && is_owner(m.kind)),
            ),
            None => self.extent(at + len, class),
        };
        let points_back = self.lookup.function(end, Function::Determiner).is_some()
            && end < self.end
            && self.text.word(end) != "ini"
            || head_clitic == Some(Clitic::Nya);
        if points_back && !owner {
            let many = self.count_before(at);
            return Some(self.mention(at..end, kind, What::Anaphor(class, many)));
        }
        let many = self.count_before(at);
        if many > 1
            && matches!(
                class,
                NounClass::Place | NounClass::Official | NounClass::Leader
            )
            && !owner
        {
            return Some(self.mention(at..at + len, kind, What::Anaphor(class, many)));
        }
        if class == NounClass::Place && self.is_capital_of_state(at, len) {
            return Some(self.mention(at..at + len, kind, What::Anaphor(class, 1)));
        }
        let says = match class {
            NounClass::Force => true,
            NounClass::Org | NounClass::Media => {
                owner || (end > at + len || len > 1) && self.capital(at)
            }
            NounClass::Treaty => end > at + len || len > 1,
            // What a frame knows as an event (`serangan Rusia`) becomes a claim, not a thing.
            NounClass::Event => {
                owner && !self.lookup.frames(at).iter().any(|(_, v, _)| v.is_noun())
            }
            NounClass::Place => self.capital(at) && end > at + len && self.capital(at + len),
            _ => false,
        };
        says.then(|| self.mention(at..end, kind, What::Described { class, owner: None }))
    }

    /// Where the body that begins here ends, as the tagger sees it.
    fn tagged_end(&self, at: usize, class: NounClass) -> Option<usize> {
        let ix = self
            .tagged
            .binary_search_by_key(&at, |s| s.tokens.start)
            .ok()?;
        let span = self.tagged.get(ix)?;
        let body = class == NounClass::Org && span.kind == EntityType::Organization;
        body.then_some(span.tokens.end)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.text
            .tokens
            .get(at)
            .is_some_and(|t| t.shape.is_capital())
    }

    /// How many `kedua negara`, `dua pemimpin` or `ketiga menteri` means; else one.
    fn count_before(&self, at: usize) -> usize {
        let before = at.checked_sub(1).map(|i| self.text.lower(i));
        match before {
            Some("kedua" | "dua") => 2,
            Some("ketiga") => 3,
            _ => 1,
        }
    }

    /// `ibu kota` without a name behind it (`ibu kota, Kyiv`): that of the state the text is about.
    fn is_capital_of_state(&self, at: usize, len: usize) -> bool {
        let noun = self
            .lookup
            .noun(at)
            .and_then(|(ix, _)| self.lookup.seeds.nouns.get(ix));
        let comma = usize::from(self.text.kind(at + len) == Some(Kind::Comma));
        noun.is_some_and(|n| n.english == "capital") && self.name_at(at + len + comma).is_none()
    }

    /// Where the description that begins before `at` ends, and whether it names an owner.
    fn extent(&self, mut at: usize, class: NounClass) -> (usize, bool) {
        let start = at;
        let mut owner = false;
        while at < self.end && at < start + 8 {
            // "Universitas Gadjah Mada", but in "Kementerian Perhubungan Siti Rahma" the person is no part.
            if let Some(name) = self.name_at(at).filter(|m| {
                matches!(m.what, What::Shape) && at == start && class != NounClass::Force
            }) {
                at = name.tokens.end;
                continue;
            }
            if self.joins_capitals(at, class) {
                at += 2;
                continue;
            }
            if let Some(name) = self.name_at(at) {
                let fits = match class {
                    NounClass::Force | NounClass::Org | NounClass::Media => is_owner(name.kind),
                    NounClass::Event => {
                        !matches!(name.kind, EntityType::Person | EntityType::Weapon)
                    }
                    NounClass::Treaty => true,
                    _ => false,
                };
                if fits && !owner {
                    owner = true;
                    at = name.tokens.end;
                    let dash = self
                        .text
                        .tokens
                        .get(at)
                        .is_some_and(|t| t.kind == Kind::Dash);
                    if let Some(second) = self
                        .name_at(at + 1)
                        .filter(|_| dash && class == NounClass::Event)
                    {
                        at = second.tokens.end;
                    }
                    continue;
                }
                break;
            }
            // "relawan asal Jakarta"
            let link = class == NounClass::Force
                && ["asal", "milik"].contains(&self.text.word(at).to_lowercase().as_str());
            if link
                && !owner
                && self
                    .name_at(at + 1)
                    .is_some_and(|n| matches!(n.kind, EntityType::State | EntityType::Place))
            {
                at += 1;
                continue;
            }
            if owner || !self.is_modifier(at, class) {
                break;
            }
            at += self
                .lookup
                .longest(at, |e| matches!(e, Entry::Noun(_)))
                .unwrap_or(1);
        }
        (at.min(self.end), owner)
    }

    /// `Hukum dan HAM`: a conjunction between capitals inside the name of a body.
    fn joins_capitals(&self, at: usize, class: NounClass) -> bool {
        class == NounClass::Org
            && self.text.word(at) == "dan"
            && at + 1 < self.end
            && self.capital(at - 1)
            && self.capital(at + 1)
            && self.name_at(at + 1).is_none()
            && self
                .lookup
                .noun_class(at + 1)
                .is_none_or(|(c, _)| c != NounClass::Org)
    }

    /// Nouns, adjectives and capitalised words may stand between a head noun and its owner.
    fn is_modifier(&self, at: usize, class: NounClass) -> bool {
        let Some(token) = self.text.tokens.get(at) else {
            return false;
        };
        if token.kind == Kind::Number {
            return class == NounClass::Treaty;
        }
        if token.kind != Kind::Word || token.clitic.is_some() {
            return false;
        }
        let hits = self.lookup.at(at);
        // "Polda Banten Inspektur Jenderal …": a rank belongs to who follows.
        let rank = |e: &Entry| match e {
            Entry::Role(ix, _) => self
                .lookup
                .seeds
                .roles
                .get(*ix)
                .is_some_and(|r| r.kind == "rank"),
            _ => false,
        };
        if self.lookup.has(at, rank) {
            return false;
        }
        if token.shape == crate::seeds::Shape::Capital
            && self.capital(at - 1)
            && class == NounClass::Org
        {
            return !hits.iter().any(|h| {
                matches!(
                    h.entry,
                    Entry::Function(Function::Preposition | Function::And) | Entry::Calendar(_)
                )
            });
        }
        let closed = hits.iter().any(|h| {
            h.len == 1
                && match h.entry {
                    Entry::Function(_)
                    | Entry::Negation
                    | Entry::Modal(_)
                    | Entry::Comparator(_)
                    | Entry::Calendar(_) => true,
                    Entry::Frame(_, voice) => {
                        !voice.is_noun()
                            && !hits
                                .iter()
                                .any(|o| matches!(o.entry, Entry::Noun(_) | Entry::Root('n' | 'a')))
                    }
                    Entry::Report(_, voice) => !voice.is_noun(),
                    Entry::Root(class) => matches!(class, 'v' | 'd' | 'f') && hits.len() == 1,
                    _ => false,
                }
        });
        let known = hits.iter().any(|h| {
            matches!(
                h.entry,
                Entry::Noun(_)
                    | Entry::Root('n' | 'a')
                    | Entry::Role(..)
                    | Entry::Frame(..)
                    | Entry::Number(_)
            )
        });
        let word = self.text.word(at).to_lowercase();
        let verbal = ["meng", "mem", "men", "ber", "di", "ter", "meny", "me"]
            .iter()
            .any(|p| word.starts_with(p))
            && !known;
        !closed && !verbal && (known || token.shape.is_capital() || class != NounClass::Force)
    }

    fn pronoun(&self, at: usize) -> Option<Mention> {
        self.lookup.function(at, Function::Pronoun)?;
        let word = self.text.word(at).to_lowercase();
        let kind = if word == "mereka" {
            EntityType::Force
        } else {
            EntityType::Person
        };
        Some(self.mention(at..at + 1, kind, What::Pronoun(word)))
    }
}

fn is_owner(kind: EntityType) -> bool {
    matches!(
        kind,
        EntityType::State | EntityType::Organization | EntityType::Place
    )
}

fn kind_of(class: NounClass) -> Option<EntityType> {
    Some(match class {
        NounClass::Force => EntityType::Force,
        NounClass::Org | NounClass::Media => EntityType::Organization,
        NounClass::Treaty => EntityType::Treaty,
        NounClass::Event => EntityType::Event,
        NounClass::Place => EntityType::Place,
        NounClass::Official | NounClass::Leader => EntityType::State,
        NounClass::Person => EntityType::Person,
        NounClass::Weapon | NounClass::Unit => return None,
    })
}
