//! `words/*.tsv` (all but frames and noise) → entries of the lexicon for words and set phrases.
//!
//! A row of `reporting.tsv` gives a root; the forms that stand in news are derived from it here, so that a text never is.

use serde::Deserialize;

use super::affix::{Voice, surfaces};
use super::category::{
    Act, Calendar, Comparator, CurrencyPlace, Function, Noun, NounClass, NumberWord, Part, Report,
    ReportKind, Role, TimeUnit,
};
use super::lexicon::Casing;
use super::table::{Row, SeedError, rows};
use super::{Entry, Seeds};
use crate::record::Modality;

#[derive(Deserialize)]
struct ReportRow {
    root: String,
    forms: String,
    act: Act,
}
#[derive(Deserialize)]
struct RoleRow {
    role: String,
    english: String,
    kind: String,
}
#[derive(Deserialize)]
struct NounRow {
    noun: String,
    class: NounClass,
    unit: String,
    english: String,
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

#[derive(Deserialize)]
struct AbbreviationRow {
    word: String,
    follows: String,
}
#[derive(Deserialize)]
struct CurrencyRow {
    word: String,
    place: CurrencyPlace,
    code: String,
}

type Opener<'a> = &'a dyn Fn(&str) -> Result<(String, String), SeedError>;

pub(super) fn load(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    each(open, "words/roots.tsv", |_, row: RootRow| {
        let class = row.class.chars().next().ok_or("no class")?;
        seeds.add(&row.root, Entry::Root(class));
        Ok(())
    })?;
    each(open, "words/reporting.tsv", |_, row: ReportRow| {
        add_report(seeds, &row)
    })?;
    each(open, "words/roles.tsv", |_, row: RoleRow| {
        let casing = Casing::of(row.role.split(' '));
        seeds.add(&row.role, Entry::Role(seeds.roles.len(), casing));
        seeds.roles.push(Role {
            role: row.role,
            english: row.english,
            kind: row.kind,
        });
        Ok(())
    })?;
    each(open, "words/nouns.tsv", |_, row: NounRow| {
        seeds.add(&row.noun, Entry::Noun(seeds.nouns.len()));
        let unit = Some(row.unit).filter(|u| !u.is_empty());
        seeds.nouns.push(Noun {
            noun: row.noun,
            class: row.class,
            unit,
            english: row.english,
        });
        Ok(())
    })?;
    load_small_words(seeds, open)?;
    load_times_and_numbers(seeds, open)
}

/// Function words, cues and abbreviations.
fn load_small_words(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    each(open, "words/function.tsv", |_, row: FunctionRow| {
        seeds.add(&row.word, Entry::Function(row.class));
        Ok(())
    })?;
    each(open, "words/cues.tsv", |_, row: CueRow| {
        seeds.add(&row.cue, cue(&row)?);
        Ok(())
    })?;
    each(
        open,
        "words/abbreviations.tsv",
        |_, row: AbbreviationRow| {
            let may_end = match row.follows.as_str() {
                "more" => false,
                "open" => true,
                _ => return Err("follows must be more or open"),
            };
            seeds.add(&row.word, Entry::Abbreviation(may_end));
            Ok(())
        },
    )
}

/// Words of time, numbers and currencies.
fn load_times_and_numbers(seeds: &mut Seeds, open: Opener<'_>) -> Result<(), SeedError> {
    each(open, "words/calendar.tsv", |_, row: ValueRow| {
        seeds.add(&row.word, Entry::Calendar(calendar(&row)?));
        Ok(())
    })?;
    each(open, "words/numbers.tsv", |_, row: ValueRow| {
        seeds.add(&row.word, Entry::Number(number(&row)?));
        Ok(())
    })?;
    each(open, "words/currencies.tsv", |_, row: CurrencyRow| {
        if row.code.len() != 3 || !row.code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err("code must be three capitals of ISO 4217");
        }
        let currency = Entry::Currency(row.place, seeds.currencies.len());
        seeds.add(&row.word, currency);
        seeds.currencies.push(row.code);
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

/// Words of attribution that take what follows: `menurut NIS`.
const PREPOSITIONS: [&str; 2] = ["menurut", "berdasarkan"];

fn add_report(seeds: &mut Seeds, row: &ReportRow) -> Result<(), &'static str> {
    let ix = seeds.reports.len();
    for (word, voice) in report_forms(row)? {
        seeds.add(&word, Entry::Report(ix, voice));
    }
    seeds.reports.push(Report {
        root: row.root.clone(),
        act: row.act,
        kind: report_kind(row),
    });
    Ok(())
}

/// Every word or phrase that a row of `reporting.tsv` stands for.
fn report_forms(row: &ReportRow) -> Result<Vec<(String, Voice)>, &'static str> {
    let mut out = Vec::new();
    for form in row.forms.split_whitespace() {
        let made = if form == "phrase" {
            let passive = row.root.starts_with("di");
            let voice = if passive {
                Voice::Passive
            } else {
                Voice::Active
            };
            vec![(row.root.clone(), voice)]
        } else {
            surfaces(&row.root, form)
        };
        if made.is_empty() {
            return Err("a form that seeds/README.md does not list");
        }
        out.extend(made);
    }
    Ok(out)
}

fn report_kind(row: &ReportRow) -> ReportKind {
    let is_noun = |form: &str| surfaces("x", form).iter().all(|(_, v)| v.is_noun());
    let first = row.root.split(' ').next().unwrap_or("");
    if PREPOSITIONS.contains(&first) {
        ReportKind::Preposition
    } else if row.forms != "phrase" && row.forms.split_whitespace().all(is_noun) {
        ReportKind::Noun
    } else {
        ReportKind::Verb
    }
}

fn cue(row: &CueRow) -> Result<Entry, &'static str> {
    Ok(match (row.class.as_str(), row.effect.as_str()) {
        ("negation", _) => Entry::Negation,
        ("aspect", _) => Entry::Function(Function::Aspect),
        ("falsehood", _) => Entry::Falsehood,
        ("obligation", _) => Entry::Obligation,
        ("judgement", _) => Entry::Judgement,
        ("plan", _) => Entry::Plan,
        ("blame", _) => Entry::Blame,
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
                "class must be negation, falsehood, obligation, judgement, blame, plan, aspect, light, question, modality or comparator, with an effect it knows",
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
        "month-short" => Calendar::MonthShort(small()?),
        "lunar-month" => Calendar::LunarMonth,
        "lunar-era" => Calendar::LunarEra,
        "weekday" => Calendar::Weekday(small()?),
        "feast" => Calendar::Feast,
        "relative" => Calendar::Relative(small()?.into()),
        "then" => Calendar::Then(small()?.into()),
        "direction" => Calendar::Direction(small()?.into()),
        "sequence" => Calendar::Sequence(small()?.into()),
        "span" => Calendar::Span(small()?.into()),
        "unit" => Calendar::Unit(time_unit(&row.value)?),
        "one-unit" => Calendar::OneUnit(time_unit(&row.value)?),
        "part" => Calendar::Part(part(&row.value)?),
        "since" => Calendar::Since,
        "until" => Calendar::Until,
        "lead" => Calendar::Lead,
        "date" => Calendar::Date,
        "oclock" => Calendar::OClock,
        "zone" | "daypart" => Calendar::Clock,
        _ => return Err("a class of time that seeds/README.md does not list"),
    })
}

fn time_unit(value: &str) -> Result<TimeUnit, &'static str> {
    Ok(match value {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half-year" => TimeUnit::HalfYear,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        "millennium" => TimeUnit::Millennium,
        _ => {
            return Err(
                "a unit of time must be second, minute, hour, day, week, month, quarter, half-year, year, decade, century or millennium",
            );
        }
    })
}

fn part(value: &str) -> Result<Part, &'static str> {
    Ok(match value {
        "early" => Part::Early,
        "middle" => Part::Middle,
        "late" => Part::Late,
        _ => return Err("part must be early, middle or late"),
    })
}

fn number(row: &ValueRow) -> Result<NumberWord, &'static str> {
    let value = || {
        row.value
            .parse::<f64>()
            .map_err(|_| "value must be a number")
    };
    Ok(match row.class.as_str() {
        "digit" | "number" => NumberWord::Value(value()?),
        "fraction" => NumberWord::Fraction(value()?),
        "teen" => NumberWord::Teen,
        "multiplier" => NumberWord::Multiplier(value()?),
        "vague" => vague(&row.value)?,
        "vague-multiplier" | "vague-none" => NumberWord::Some,
        "collective" => NumberWord::Collective(
            row.value
                .parse()
                .map_err(|_| "value must be a small number")?,
        ),
        "classifier" => NumberWord::Classifier,
        "ordinal" => NumberWord::Ordinal(
            row.value
                .parse()
                .map_err(|_| "value must be a small number")?,
        ),
        "label" => NumberWord::Label,
        "idiom" => NumberWord::Idiom,
        "joint" => NumberWord::Joint,
        "minus" => NumberWord::Minus,
        _ => {
            return Err("a class of number that seeds/README.md does not list");
        }
    })
}

/// `1000`, or `11-19` where the word has a most.
fn vague(value: &str) -> Result<NumberWord, &'static str> {
    let number = |n: &str| n.parse::<f64>().map_err(|_| "value must be a number");
    Ok(match value.split_once('-') {
        Some((min, max)) => NumberWord::Vague(number(min)?, Some(number(max)?)),
        None => NumberWord::Vague(number(value)?, None),
    })
}
