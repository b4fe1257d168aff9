//! Units, currencies, months and days, in English, German, Spanish and French.

/// The unit of time that a word names.
pub(super) fn time(word: &str) -> Option<&'static str> {
    let unit = match word {
        "second" | "seconds" | "sec" | "secs" | "sekunde" | "sekunden" | "segundo" | "segundos"
        | "seconde" | "secondes" => "second",
        "minute" | "minutes" | "min" | "mins" | "minuten" | "minuto" | "minutos" => "minute",
        "hour" | "hours" | "hr" | "hrs" | "h" | "stunde" | "stunden" | "std" | "hora" | "horas"
        | "heure" | "heures" => "hour",
        "day" | "days" | "d" | "tag" | "tage" | "tagen" | "tages" | "día" | "días" | "dia"
        | "dias" | "jour" | "jours" | "nights" | "night" => "day",
        "werktag" | "werktage" | "werktagen" | "arbeitstag" | "arbeitstage" | "arbeitstagen"
        | "workday" | "workdays" | "weekdays" => "working day",
        "week" | "weeks" | "wk" | "wks" | "woche" | "wochen" | "semana" | "semanas" | "semaine"
        | "semaines" => "week",
        "fortnight" | "fortnights" => "fortnight",
        "month" | "months" | "monat" | "monate" | "monaten" | "mes" | "meses" | "mois" => "month",
        "year" | "years" | "yr" | "yrs" | "jahr" | "jahre" | "jahren" | "año" | "años" | "an"
        | "ans" | "année" | "années" => "year",
        _ => return None,
    };
    Some(unit)
}

/// Whether a word before or after a unit makes its days working days.
pub(super) fn is_working(word: &str) -> bool {
    matches!(
        word,
        "working"
            | "business"
            | "hábiles"
            | "habiles"
            | "hábil"
            | "laborables"
            | "laborable"
            | "ouvrés"
            | "ouvrables"
            | "ouvré"
            | "ouvrable"
    )
}

/// Whether a word between a number and its unit changes nothing.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "-" | "full" | "calendar" | "more" | "further" | "weitere" | "weiteren" | "volle" | "whole"
    )
}

/// Whether a word may stand between the two ends of a range.
pub(super) fn is_to(word: &str) -> bool {
    matches!(
        word,
        "-" | "to" | "bis" | "a" | "à" | "or" | "oder" | "o" | "ou" | "and" | "und" | "y" | "et"
    )
}

/// Whether a word before a unit means one of it.
pub(super) fn is_one(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "one"
            | "ein"
            | "eine"
            | "einen"
            | "einem"
            | "einer"
            | "eines"
            | "un"
            | "una"
            | "une"
    )
}

/// The currency that a sign or word names.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    let code = match word {
        "$" | "usd" | "dollar" | "dollars" | "dólar" | "dólares" | "bucks" | "us$" => "USD",
        "€" | "eur" | "euro" | "euros" => "EUR",
        "£" | "gbp" | "pound" | "pounds" | "pfund" | "libras" | "livres" | "quid" => "GBP",
        "¥" | "jpy" | "yen" => "JPY",
        "chf" | "franken" | "francs" => "CHF",
        "₺" | "try" | "lira" => "TRY",
        "₹" | "inr" | "rs" | "rupee" | "rupees" => "INR",
        "cad" => "CAD",
        "aud" => "AUD",
        "sek" | "nok" | "dkk" | "kr" => "KR",
        "zł" | "pln" | "zloty" | "zlotys" | "złoty" | "złotych" => "PLN",
        "₽" | "rub" | "rouble" | "roubles" | "ruble" | "rubles" | "rubel" => "RUB",
        "₩" | "krw" | "won" => "KRW",
        "₿" | "btc" | "bitcoin" | "bitcoins" => "BTC",
        "₴" | "uah" => "UAH",
        "₪" | "ils" => "ILS",
        "₫" | "vnd" => "VND",
        "₱" | "php" => "PHP",
        "฿" | "thb" | "baht" => "THB",
        "₦" | "ngn" => "NGN",
        "r$" | "brl" | "reais" => "BRL",
        "cny" | "rmb" | "yuan" => "CNY",
        "nzd" => "NZD",
        "sgd" => "SGD",
        "hkd" => "HKD",
        "zar" => "ZAR",
        "aed" | "dirham" | "dirhams" => "AED",
        "mxn" | "pesos" => "MXN",
        "czk" | "kč" => "CZK",
        "huf" | "ft" | "forint" => "HUF",
        "cents" | "cent" | "céntimos" | "centimes" | "pence" => "CENT",
        _ => return None,
    };
    Some(code)
}

/// The number of the month that a word names.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january jan januar jänner enero janvier",
        "february feb februar febrero février",
        "march mar märz marzo mars",
        "april apr abril avril",
        "may mai mayo",
        "june jun juni junio juin",
        "july jul juli julio juillet",
        "august aug agosto août",
        "september sep sept septiembre septembre",
        "october oct oktober okt octubre octobre",
        "november nov noviembre novembre",
        "december dec dezember dez diciembre décembre",
    ];
    let fits = |names: &&str| names.split(' ').any(|name| name == word);
    (1..).zip(&MONTHS).find(|(_, names)| fits(names)).map(|(number, _)| number)
}

/// The day that a word names: of the week, or as seen from now.
pub(super) fn day(word: &str) -> Option<&'static str> {
    const DAYS: [(&str, &str); 11] = [
        ("monday", "monday mondays montag montags lunes lundi"),
        ("tuesday", "tuesday tuesdays dienstag dienstags martes mardi"),
        ("wednesday", "wednesday wednesdays mittwoch mittwochs miércoles mercredi"),
        ("thursday", "thursday thursdays donnerstag donnerstags jueves jeudi"),
        ("friday", "friday fridays freitag freitags viernes vendredi"),
        ("saturday", "saturday saturdays samstag samstags sonnabend sábado sábados samedi"),
        ("sunday", "sunday sundays sonntag sonntags domingo domingos dimanche"),
        ("today", "today heute hoy aujourd'hui"),
        ("tomorrow", "tomorrow morgen mañana demain"),
        ("tonight", "tonight overnight"),
        ("weekend", "weekend weekends wochenende"),
    ];
    let fits = |(_, names): &&(&str, &str)| names.split(' ').any(|name| name == word);
    DAYS.iter().find(fits).map(|(day, _)| *day)
}
