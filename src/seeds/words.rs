//! `words/*.tsv` (all but frames and noise) → what single words and set phrases do.

use serde::Deserialize;

use super::affix::{Voice, surfaces};
use super::lexicon::Casing;
use super::table::{Row, SeedError, cells, rows};
use super::{Entry, Seeds};
use crate::record::Modality;

/// A reporting verb, noun or preposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The root or phrase.
    pub root: String,
    /// What the source does by saying it.
    pub act: Act,
    /// Verb, noun or preposition.
    pub kind: ReportKind,
}

/// How a reporting word takes its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Subject or, after the quote, what follows: `kata Singh`.
    Verb,
    /// `menurut NIS`: what follows.
    Preposition,
    /// `pernyataan NIS bahwa`: the possessor.
    Noun,
}

/// What a source does by saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the documentation: each is a verb of saying"
)]
pub enum Act {
    Said,
    Confirmed,
    Denied,
    NotDenied,
    Claimed,
    Estimated,
    Announced,
    Warned,
    Asked,
    Quoted,
    Reported,
    Feared,
}

impl Act {
    /// As records write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::NotDenied => "not-denied",
            Self::Claimed => "claimed",
            Self::Estimated => "estimated",
            Self::Announced => "announced",
            Self::Warned => "warned",
            Self::Asked => "asked",
            Self::Quoted => "quoted",
            Self::Reported => "reported",
            Self::Feared => "feared",
        }
    }
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// As written in the file.
    pub role: String,
    /// `head`, `minister`, `spokesperson`, `military`, `honorific` …
    pub kind: String,
}

/// A common noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// Singular, lower case.
    pub noun: String,
    /// What it denotes.
    pub class: NounClass,
    /// Unit that a number before it counts.
    pub unit: Option<String>,
}

/// What a common noun denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "seeds/README.md describes the classes with examples"
)]
pub enum NounClass {
    Force,
    Official,
    Leader,
    Person,
    Place,
    Org,
    Treaty,
    Event,
    Weapon,
    Media,
    Unit,
}

/// Classes of `function.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the traditional names of the word classes")]
pub enum Function {
    Preposition,
    And,
    But,
    That,
    Relative,
    Purpose,
    Subordinator,
    Condition,
    Determiner,
    Article,
    Pronoun,
    Adverb,
    Question,
    Aspect,
    Compass,
}

/// A bound on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// `lebih dari`
    Lower,
    /// `hingga`
    Upper,
    /// `sekitar`
    About,
    /// `sebanyak`
    Exact,
    /// `antara`
    Between,
}

/// A word of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// 1 to 12.
    Month(i8),
    /// Monday 1 to Sunday 7.
    Weekday(i8),
    /// Days from today.
    Relative(i32),
    /// `hari`, `pekan`, `bulan`, `tahun`.
    Unit(TimeUnit),
    /// `lalu` -1, `ini` 0, `depan` 1.
    Direction(i32),
    /// `awal`, `pertengahan`, `akhir`.
    Part(i8),
    /// Clock words, zones, parts of the day.
    Clock,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "units of the calendar")]
pub enum TimeUnit {
    Day,
    Week,
    Month,
    Year,
    Longer,
    Shorter,
}

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// `tiga` 3, `seratus` 100, `setengah` 0.5.
    Value(f64),
    /// `belas`: adds ten.
    Teen,
    /// `ratus`, `ribu`, `juta`.
    Multiplier(f64),
    /// `ribuan`: at least so many, roughly.
    Vague(f64),
    /// `beberapa`: only with a multiplier.
    Some,
    /// `keduanya`: all of two that were named.
    Collective(u8),
    /// `orang`, `buah` between number and noun.
    Classifier,
    /// `pertama`: no quantity.
    Ordinal,
}

#[derive(Deserialize)]
struct ReportRow {
    root: String,
    forms: String,
    act: Act,
}
#[derive(Deserialize)]
struct RoleRow {
    role: String,
    kind: String,
}
#[derive(Deserialize)]
struct NounRow {
    noun: String,
    class: NounClass,
    unit: String,
}
#[derive(Deserialize)]
struct CueRow {
    cue: String,
    class: String,
    effect: String,
}
#[derive(Deserialize)]
struct FunctionRow {
    word: String,
    class: Function,
}
#[derive(Deserialize)]
struct ValueRow {
    word: String,
    class: String,
    value: String,
}
#[derive(Deserialize)]
struct RootRow {
    root: String,
    class: String,
}

type Opener<'a> = &'a dyn Fn(&str) -> Result<(String, String), SeedError>;

pub(super) fn load(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    each(open, "words/roots.tsv", |_, row: RootRow| {
        let class = row.class.chars().next().ok_or("no class")?;
        seeds.lexicon.add(&row.root, Entry::Root(class));
        Ok(())
    })?;
    each(open, "words/reporting.tsv", |_, row: ReportRow| {
        add_report(seeds, &row)
    })?;
    each(open, "words/roles.tsv", |_, row: RoleRow| {
        let casing = Casing::of(row.role.split(' '));
        seeds
            .lexicon
            .add(&row.role, Entry::Role(seeds.roles.len(), casing));
        seeds.roles.push(Role {
            role: row.role,
            kind: row.kind,
        });
        Ok(())
    })?;
    each(open, "words/nouns.tsv", |_, row: NounRow| {
        seeds.lexicon.add(&row.noun, Entry::Noun(seeds.nouns.len()));
        let unit = Some(row.unit).filter(|u| !u.is_empty());
        seeds.nouns.push(Noun {
            noun: row.noun,
            class: row.class,
            unit,
        });
        Ok(())
    })?;
    each(open, "words/function.tsv", |_, row: FunctionRow| {
        seeds.lexicon.add(&row.word, Entry::Function(row.class));
        Ok(())
    })?;
    each(open, "words/cues.tsv", |_, row: CueRow| {
        seeds.lexicon.add(&row.cue, cue(&row)?);
        Ok(())
    })?;
    each(open, "words/calendar.tsv", |_, row: ValueRow| {
        seeds
            .lexicon
            .add(&row.word, Entry::Calendar(calendar(&row)?));
        Ok(())
    })?;
    each(open, "words/numbers.tsv", |_, row: ValueRow| {
        seeds.lexicon.add(&row.word, Entry::Number(number(&row)?));
        Ok(())
    })
}

/// Reads one file and gives each row to `take`, whose complaint becomes an error of that row.
fn each<T: serde::de::DeserializeOwned>(
    open: Opener<'_>,
    path: &str,
    mut take: impl FnMut(u64, T) -> Result<(), &'static str>,
) -> Result<(), SeedError> {
    let (file, text) = open(path)?;
    for Row { line, value } in rows::<T>(&file, &text)? {
        take(line, value).map_err(|cause| SeedError::Row {
            file: file.clone(),
            line,
            cause: cause.to_owned(),
        })?;
    }
    Ok(())
}

fn add_report(seeds: &mut Seeds, row: &ReportRow) -> Result<(), &'static str> {
    const PREPOSITIONS: [&str; 2] = ["menurut", "berdasarkan"];
    let mut forms: Vec<(String, Voice)> = Vec::new();
    for form in row.forms.split_whitespace() {
        if form == "phrase" {
            let voice = if row.root.starts_with("di") {
                Voice::Passive
            } else {
                Voice::Active
            };
            forms.push((row.root.clone(), voice));
        } else {
            let made = surfaces(&row.root, form);
            if made.is_empty() {
                return Err("a form that seeds/README.md does not list");
            }
            forms.extend(made);
        }
    }
    let first = row.root.split(' ').next().unwrap_or("");
    let noun_root = row
        .forms
        .split_whitespace()
        .all(|f| surfaces("x", f).iter().all(|(_, v)| v.is_noun()))
        && row.forms != "phrase";
    let kind = match () {
        () if PREPOSITIONS.contains(&first) => ReportKind::Preposition,
        () if noun_root => ReportKind::Noun,
        () => ReportKind::Verb,
    };
    let ix = seeds.reports.len();
    for (word, voice) in forms {
        seeds.lexicon.add(&word, Entry::Report(ix, voice));
    }
    seeds.reports.push(Report {
        root: row.root.clone(),
        act: row.act,
        kind,
    });
    Ok(())
}

fn cue(row: &CueRow) -> Result<Entry, &'static str> {
    Ok(match (row.class.as_str(), row.effect.as_str()) {
        ("negation", _) => Entry::Negation,
        ("aspect", _) => Entry::Function(Function::Aspect),
        ("falsehood", _) => Entry::Falsehood,
        ("light", "") => Entry::Light(false),
        ("light", "reverse") => Entry::Light(true),
        ("question", _) => Entry::Function(Function::Question),
        ("modality", "planned") => Entry::Modal(Modality::Planned),
        ("modality", "possible") => Entry::Modal(Modality::Possible),
        ("modality", "requested") => Entry::Modal(Modality::Requested),
        ("comparator", "lower") => Entry::Comparator(Comparator::Lower),
        ("comparator", "upper") => Entry::Comparator(Comparator::Upper),
        ("comparator", "about") => Entry::Comparator(Comparator::About),
        ("comparator", "exact") => Entry::Comparator(Comparator::Exact),
        ("comparator", "between") => Entry::Comparator(Comparator::Between),
        _ => {
            return Err(
                "class must be negation, falsehood, aspect, light, question, modality or comparator, with an effect it knows",
            );
        }
    })
}

fn calendar(row: &ValueRow) -> Result<Calendar, &'static str> {
    let small = || {
        row.value
            .parse::<i8>()
            .map_err(|_| "value must be a small whole number")
    };
    Ok(match row.class.as_str() {
        "month" => Calendar::Month(small()?),
        "weekday" => Calendar::Weekday(small()?),
        "relative" => Calendar::Relative(small()?.into()),
        "direction" => Calendar::Direction(small()?.into()),
        "unit" => Calendar::Unit(match row.value.as_str() {
            "day" => TimeUnit::Day,
            "week" => TimeUnit::Week,
            "month" => TimeUnit::Month,
            "year" => TimeUnit::Year,
            "hour" | "minute" | "second" => TimeUnit::Shorter,
            _ => TimeUnit::Longer,
        }),
        "part" => Calendar::Part(match row.value.as_str() {
            "early" => 0,
            "middle" => 1,
            "late" => 2,
            _ => return Err("part must be early, middle or late"),
        }),
        "zone" | "daypart" | "clock" => Calendar::Clock,
        _ => {
            return Err(
                "class must be month, weekday, relative, unit, direction, part, zone or daypart",
            );
        }
    })
}

fn number(row: &ValueRow) -> Result<NumberWord, &'static str> {
    let value = || {
        row.value
            .parse::<f64>()
            .map_err(|_| "value must be a number")
    };
    Ok(match row.class.as_str() {
        "digit" | "number" | "fraction" => NumberWord::Value(value()?),
        "teen" => NumberWord::Teen,
        "multiplier" => NumberWord::Multiplier(value()?),
        "vague" => NumberWord::Vague(
            cells(&row.value.replace('-', "|"))
                .next()
                .unwrap_or("1")
                .parse()
                .map_err(|_| "value must be a number")?,
        ),
        "vague-multiplier" | "vague-none" => NumberWord::Some,
        "collective" => NumberWord::Collective(
            row.value
                .parse()
                .map_err(|_| "value must be a small number")?,
        ),
        "classifier" => NumberWord::Classifier,
        "ordinal" => NumberWord::Ordinal,
        _ => {
            return Err(
                "class must be digit, number, fraction, teen, multiplier, vague, collective, classifier or ordinal",
            );
        }
    })
}
