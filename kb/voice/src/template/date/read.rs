//! Reads a date or time as people and programs write it.

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 200;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Hours from Greenwich of the zones that people write.
const ZONES: [(&str, i8); 17] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 1),
    ("cet", 1),
    ("west", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("pst", -8),
    ("pdt", -7),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
}

/// The moment that `text`, in small letters, speaks of; what it leaves out is taken from `now`.
pub(super) fn date(text: &str, now: Option<&Zoned>, zone: &TimeZone) -> Option<Zoned> {
    if text.len() > LONGEST {
        return None;
    }
    let mut pieces = pieces(text);
    let clock = Clock::take(&mut pieces);
    let day = day(&pieces, now);
    let (day, time, offset) = match (day, clock) {
        (Some(day), Some(clock)) => (day, clock.time, clock.zone),
        (Some(day), None) => (day, Time::midnight(), None),
        (None, Some(clock)) => (now?.date(), clock.time, clock.zone),
        (None, None) => return None,
    };
    let zone = offset.map_or_else(|| zone.clone(), TimeZone::fixed);
    DateTime::from_parts(day, time).to_zoned(zone).ok()
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_same: fn(char) -> bool = match first {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if c.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let length = rest.find(|c| !is_same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at(length);
        found.push(match first {
            c if c.is_ascii_digit() => Piece::Number(piece),
            c if c.is_alphabetic() => Piece::Word(piece),
            c => Piece::Mark(c),
        });
        rest = after;
    }
    found
}

/// A time of day.
struct Clock {
    time: Time,
    zone: Option<Offset>,
}

impl Clock {
    /// Takes the time of day out of `pieces`.
    fn take(pieces: &mut Vec<Piece<'_>>) -> Option<Self> {
        let (start, end, clock) = (0..pieces.len()).find_map(|start| {
            let (clock, used) = Self::read(pieces.get(start..)?)?;
            Some((start, start + used, clock))
        })?;
        pieces.drain(start..end);
        Some(clock)
    }

    /// The time that `pieces` begin with, and how many of them it takes.
    fn read(pieces: &[Piece<'_>]) -> Option<(Self, usize)> {
        let mut at = 1;
        let mut hour = small(pieces.first()?)?;
        let (mut minute, mut second, mut nanos) = (0, 0, 0);
        let part = |at: usize, mark: char| {
            let is_mark = pieces.get(at) == Some(&Piece::Mark(mark));
            pieces.get(at + 1).filter(|_| is_mark)
        };
        let has_minute = part(at, ':').and_then(small).inspect(|read| minute = *read).is_some();
        if has_minute {
            at += 2;
            if let Some(read) = part(at, ':').and_then(small) {
                second = read;
                at += 2;
                if let Some(Piece::Number(digits)) = part(at, '.') {
                    nanos = format!("{digits:0<9}").get(..9)?.parse().ok()?;
                    at += 2;
                }
            }
        }
        let mut next = skip_blanks(pieces, at);
        if let Some(Piece::Word(half @ ("am" | "pm"))) = pieces.get(next) {
            hour = hour % 12 + if *half == "pm" { 12 } else { 0 };
            at = next + 1;
            next = skip_blanks(pieces, at);
        } else if !has_minute {
            return None;
        }
        let zone = offset(pieces.get(next..)?);
        at = zone.map_or(at, |(_, used)| next + used);
        let time = Time::new(hour, minute, second.min(59), nanos).ok()?;
        Some((Self { time, zone: zone.map(|(zone, _)| zone) }, at))
    }
}

fn small(piece: &Piece<'_>) -> Option<i8> {
    match piece {
        Piece::Number(digits) if digits.len() <= 2 => digits.parse().ok(),
        _ => None,
    }
}

fn skip_blanks(pieces: &[Piece<'_>], at: usize) -> usize {
    let blanks = pieces.iter().skip(at).take_while(|piece| **piece == Piece::Mark(' ')).count();
    at + blanks
}

/// The zone that `pieces` begin with, and how many of them it takes.
fn offset(pieces: &[Piece<'_>]) -> Option<(Offset, usize)> {
    let sign = match pieces.first()? {
        Piece::Word(name) => {
            let (_, hours) = ZONES.iter().find(|(zone, _)| zone == name)?;
            return Some((Offset::from_hours(*hours).ok()?, 1));
        }
        Piece::Mark('+') => 1,
        Piece::Mark('-') => -1,
        _ => return None,
    };
    let Piece::Number(digits) = pieces.get(1)? else { return None };
    let (hours, minutes, used) = match (digits.len(), pieces.get(2), pieces.get(3)) {
        (4, ..) => (digits.get(..2)?, digits.get(2..)?, 2),
        (2, Some(Piece::Mark(':')), Some(Piece::Number(minutes))) => (*digits, *minutes, 4),
        (2, ..) => (*digits, "0", 2),
        _ => return None,
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Some((Offset::from_seconds(sign * seconds).ok()?, used))
}

fn day(pieces: &[Piece<'_>], now: Option<&Zoned>) -> Option<Date> {
    let numbers: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Number(digits) => Some(*digits),
            _ => None,
        })
        .collect();
    let month = pieces.iter().find_map(|piece| match piece {
        Piece::Word(word) => month(word),
        _ => None,
    });
    if let Some(month) = month {
        return named(month, &numbers, now);
    }
    let is_joined = |mark: char| {
        pieces.windows(3).any(|three| {
            matches!(three, [Piece::Number(_), Piece::Mark(found), Piece::Number(_)] if *found == mark)
        })
    };
    if matches!(pieces.first(), Some(Piece::Mark('-'))) {
        return None;
    }
    match numbers.as_slice() {
        [all] if all.len() == 8 || all.len() == 14 => {
            ymd(all.get(..4)?, number(all.get(4..6)?)?, number(all.get(6..8)?)?)
        }
        [one, two, three, ..] if ['-', '/', '.'].into_iter().any(is_joined) => {
            if one.len() <= 2 && three.len() > 2 {
                ymd(three, number(two)?, number(one)?)
            } else {
                ymd(one, number(two)?, number(three)?)
            }
        }
        [year, month] if year.len() == 4 && is_joined('-') => ymd(year, number(month)?, 1),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let nth = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    i8::try_from(nth + 1).ok()
}

/// A day with its month in letters.
fn named(month: i8, numbers: &[&str], now: Option<&Zoned>) -> Option<Date> {
    let this_year = || now.map(|now| now.year().to_string());
    match numbers {
        [] => ymd(&this_year()?, month, 1),
        [year] if year.len() > 2 => ymd(year, month, 1),
        [day] => ymd(&this_year()?, month, number(day)?),
        [year, day, ..] if year.len() > 2 => ymd(year, month, number(day)?),
        [day, year, ..] => ymd(year, month, number(day)?),
    }
}

fn number(digits: &str) -> Option<i8> {
    digits.parse().ok()
}

fn ymd(year: &str, month: i8, day: i8) -> Option<Date> {
    let written: i16 = year.parse().ok()?;
    let year = match (year.len(), written) {
        (1 | 2, 0..=68) => written + 2000,
        (1 | 2, _) => written + 1900,
        _ => written,
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let now: Zoned = "2026-11-21T14:05:00+01:00[Europe/Berlin]".parse().unwrap();
        let found = date(text, Some(&now), now.time_zone());
        let found = found.map(|found| found.strftime("%F %T %z").to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        check("march 14, 2016", "2016-03-14 00:00:00 +0100");
        check("mon, 14 mar 2016 15:04:05 gmt", "2016-03-14 15:04:05 +0000");
        check("2016-03-14t10:00:00.5z", "2016-03-14 10:00:00 +0000");
        check("2016-07-14 10:00", "2016-07-14 10:00:00 +0200");
        check("2016-03-14 10:00:00 -0530", "2016-03-14 10:00:00 -0530");
        check("2016-03-14t10:00:00+02:00", "2016-03-14 10:00:00 +0200");
        check("14/3/2016", "2016-03-14 00:00:00 +0100");
        check("14.03.2016", "2016-03-14 00:00:00 +0100");
        check("20160314", "2016-03-14 00:00:00 +0100");
        check("2016-03", "2016-03-01 00:00:00 +0100");
        check("march 3rd", "2026-03-03 00:00:00 +0100");
        check("3:30 pm", "2026-11-21 15:30:00 +0100");
        check("12am 1 jan 2020", "2020-01-01 00:00:00 +0100");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "hello", "-1152098955", "03/14/2016", "2016-02-30", "25:00", "5 apples"] {
            check(text, "none");
        }
    }
}
