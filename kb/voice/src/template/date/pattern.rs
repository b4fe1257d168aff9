//! Prints a moment by a pattern, as Ruby's `strftime` does.

use jiff::Zoned;
use jiff::civil::Weekday;

/// The widest that a number is padded to.
const WIDEST: usize = 100;

/// One `%…` of a pattern.
#[derive(Debug, Default)]
struct Directive {
    /// What fills a short number up, where it is said.
    pad: Option<char>,
    /// Whether a short number stays short.
    is_bare: bool,
    width: Option<usize>,
    /// `^` or `#`.
    case: Option<char>,
    colons: usize,
}

/// `moment` by `pattern`; what is no directive stays as it is written.
pub(super) fn print(moment: &Zoned, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let (directive, letter, behind) = Directive::read(after);
        if let Some(text) = letter.and_then(|letter| directive.print(moment, letter)) {
            out.push_str(&text);
            rest = behind;
        } else {
            out.push('%');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

impl Directive {
    fn read(text: &str) -> (Self, Option<char>, &str) {
        let mut directive = Self::default();
        let mut letters = text.chars();
        let mut digits = String::new();
        loop {
            let letter = letters.next();
            match letter {
                Some('-') => directive.is_bare = true,
                Some('_') => directive.pad = Some(' '),
                Some('0') if digits.is_empty() => directive.pad = Some('0'),
                Some('^') => directive.case = Some('^'),
                Some('#') => directive.case = Some('#'),
                Some(':') => directive.colons += 1,
                Some('E' | 'O') => {}
                Some(digit) if digit.is_ascii_digit() && digits.len() < 4 => digits.push(digit),
                _ => {
                    directive.width = digits.parse().ok().map(|width: usize| width.min(WIDEST));
                    return (directive, letter, letters.as_str());
                }
            }
        }
    }

    fn print(&self, moment: &Zoned, letter: char) -> Option<String> {
        let number = |value: i64, width: usize, pad: char| Some(self.number(value, width, pad));
        let hour = i64::from(moment.hour());
        let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
        match letter {
            'Y' | 'G' => number(year(moment, letter), 1, '0'),
            'C' => number(i64::from(moment.year()).div_euclid(100), 2, '0'),
            'y' | 'g' => {
                number(year(moment, if letter == 'g' { 'G' } else { 'Y' }).rem_euclid(100), 2, '0')
            }
            'm' => number(moment.month().into(), 2, '0'),
            'd' => number(moment.day().into(), 2, '0'),
            'e' => number(moment.day().into(), 2, ' '),
            'j' => number(moment.day_of_year().into(), 3, '0'),
            'H' => number(hour, 2, '0'),
            'k' => number(hour, 2, ' '),
            'I' => number(hour12, 2, '0'),
            'l' => number(hour12, 2, ' '),
            'M' => number(moment.minute().into(), 2, '0'),
            'S' => number(moment.second().into(), 2, '0'),
            's' => number(moment.timestamp().as_second(), 1, '0'),
            'u' => number(moment.weekday().to_monday_one_offset().into(), 1, '0'),
            'w' => number(moment.weekday().to_sunday_zero_offset().into(), 1, '0'),
            'V' => number(moment.date().iso_week_date().week().into(), 2, '0'),
            'U' => number(week(moment, moment.weekday().to_sunday_zero_offset()), 2, '0'),
            'W' => number(week(moment, moment.weekday().to_monday_zero_offset()), 2, '0'),
            'L' => Some(self.fraction(moment, 3)),
            'N' => Some(self.fraction(moment, 9)),
            'z' => Some(self.zone(moment)),
            'n' => Some("\n".to_owned()),
            't' => Some("\t".to_owned()),
            '%' => Some("%".to_owned()),
            _ => self.words(moment, letter),
        }
    }

    /// Names, and patterns made of patterns.
    fn words(&self, moment: &Zoned, letter: char) -> Option<String> {
        let text = match letter {
            'B' => month(moment).to_owned(),
            'b' | 'h' => month(moment).chars().take(3).collect(),
            'A' => weekday(moment).to_owned(),
            'a' => weekday(moment).chars().take(3).collect(),
            'p' if self.case == Some('#') => half(moment).to_lowercase(),
            'p' => half(moment).to_owned(),
            'P' => half(moment).to_lowercase(),
            'Z' => zone_name(moment),
            'c' => print(moment, "%a %b %e %H:%M:%S %Y"),
            'D' | 'x' => print(moment, "%m/%d/%y"),
            'F' => print(moment, "%Y-%m-%d"),
            'T' | 'X' => print(moment, "%H:%M:%S"),
            'R' => print(moment, "%H:%M"),
            'r' => print(moment, "%I:%M:%S %p"),
            'v' => print(moment, "%e-%^b-%Y"),
            '+' => print(moment, "%a %b %e %H:%M:%S %Z %Y"),
            _ => return None,
        };
        let is_upper = self.case == Some('^') || self.case == Some('#') && letter != 'p';
        let text = if is_upper { text.to_uppercase() } else { text };
        let pad = self.pad.unwrap_or(' ');
        Some(padded(&text, self.width.unwrap_or(0), pad))
    }

    fn number(&self, value: i64, width: usize, usual: char) -> String {
        if self.is_bare {
            return value.to_string();
        }
        let pad = self.pad.unwrap_or(usual);
        let width = self.width.unwrap_or(width);
        match value {
            0.. => padded(&value.to_string(), width, pad),
            _ => format!(
                "-{}",
                padded(&value.unsigned_abs().to_string(), width.saturating_sub(1), pad)
            ),
        }
    }

    fn fraction(&self, moment: &Zoned, usual: usize) -> String {
        let digits = format!("{:09}", moment.subsec_nanosecond());
        let width = self.width.unwrap_or(usual);
        format!("{digits:0<width$}").chars().take(width).collect()
    }

    fn zone(&self, moment: &Zoned) -> String {
        let seconds = moment.offset().seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let size = seconds.unsigned_abs();
        let (hours, minutes) = (size / 3600, size / 60 % 60);
        match self.colons {
            0 => format!("{sign}{hours:02}{minutes:02}"),
            1 => format!("{sign}{hours:02}:{minutes:02}"),
            _ => format!("{sign}{hours:02}:{minutes:02}:{:02}", size % 60),
        }
    }
}

fn padded(text: &str, width: usize, pad: char) -> String {
    let missing = width.saturating_sub(text.chars().count());
    let mut out: String = std::iter::repeat_n(pad, missing).collect();
    out.push_str(text);
    out
}

fn year(moment: &Zoned, letter: char) -> i64 {
    match letter {
        'G' => moment.date().iso_week_date().year().into(),
        _ => moment.year().into(),
    }
}

/// The week of the year, counted from the first day that begins a week.
fn week(moment: &Zoned, day: i8) -> i64 {
    (i64::from(moment.day_of_year()) + 6 - i64::from(day)) / 7
}

fn half(moment: &Zoned) -> &'static str {
    if moment.hour() < 12 { "AM" } else { "PM" }
}

/// The zone's short name; for a mere distance from Greenwich there is none but `UTC`.
fn zone_name(moment: &Zoned) -> String {
    let name = moment.strftime("%Z").to_string();
    match name.as_str() {
        "UTC" | "Z" => "UTC".to_owned(),
        name if name.starts_with(|c: char| c.is_alphabetic()) => name.to_owned(),
        _ if moment.offset().is_zero() => "UTC".to_owned(),
        _ => String::new(),
    }
}

fn month(moment: &Zoned) -> &'static str {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let nth = usize::try_from(moment.month() - 1).unwrap_or_default();
    names.get(nth).copied().unwrap_or_default()
}

fn weekday(moment: &Zoned) -> &'static str {
    match moment.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expected: &str) {
        let moment: Zoned = "2016-03-04T15:04:05.067+01:00[Europe/Berlin]".parse().unwrap();
        assert_eq!(print(&moment, pattern), expected, "{pattern}");
    }

    #[test]
    fn patterns_print_as_in_ruby() {
        check("%a %b %e, %Y", "Fri Mar  4, 2016");
        check("%A %B %-d %^b %#p %P", "Friday March 4 MAR pm pm");
        check("%H:%M:%S %I %l %k %p", "15:04:05 03  3 15 PM");
        check("%d/%m/%y %j %U %W %V %u %w", "04/03/16 064 09 09 09 5 5");
        check("%L %N %3N %s", "067 067000000 067 1457100245");
        check("%z %:z %Z", "+0100 +01:00 CET");
        check(
            "%D %F %T %R %r %c %v",
            "03/04/16 2016-03-04 15:04:05 15:04 03:04:05 PM Fri Mar  4 15:04:05 2016  4-MAR-2016",
        );
        check("%%%5d|%_m|%-m|%10A|%C", "%00004| 3|3|    Friday|20");
        check("100% sure, %Q %", "100% sure, %Q %");
    }
}
