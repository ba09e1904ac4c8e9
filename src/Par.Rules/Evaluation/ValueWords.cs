using System.Globalization;
using System.Text;
using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>Values in words for people. The forms are written out here, so that no machine's settings change them.</summary>
public static class ValueWords
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The value as a person reads it: 09/07/2024 in Vietnamese, 9 July 2024 in English.</summary>
    public static string Of(Value value, Language language)
    {
        var vi = language == Language.Vietnamese;
        return value.Kind switch
        {
            ValueKind.Null => vi ? "không có" : "none",
            ValueKind.Unknown => vi ? "chưa rõ" : "not known",
            ValueKind.Boolean => value.AsBoolean ? (vi ? "có" : "yes") : vi ? "không" : "no",
            ValueKind.Number => Number(value.AsNumber, vi),
            ValueKind.String => value.AsString,
            ValueKind.Date => Day(value.AsDate, vi),
            ValueKind.Time => Clock(value.AsTime.ToTimeOnly()),
            ValueKind.DateTime => Moment(value.AsDateTime, vi),
            ValueKind.DaysAndTime => Span(value.AsDaysAndTime.ToTimeSpan(), vi),
            ValueKind.YearsAndMonths => MonthSpan(value.AsYearsAndMonths.Months, vi),
            ValueKind.List when value.AsList.Count == 0 => Of(Value.Null, language),
            ValueKind.List => string.Join(", ", value.AsList.Select(item => Of(item, language))),
            _ => value.ToString(),
        };
    }

    private static string Number(decimal number, bool vi)
    {
        var plain = number.ToString("#,0.##########", CultureInfo.InvariantCulture);
        if (!vi)
        {
            return plain;
        }

        var swapped = new StringBuilder(plain.Length);
        foreach (var sign in plain)
        {
            swapped.Append(sign switch { ',' => '.', '.' => ',', _ => sign });
        }

        return swapped.ToString();
    }

    private static string Day(DateOnly day, bool vi) => vi
        ? day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    private static string Clock(TimeOnly time) => time.ToString("HH':'mm", CultureInfo.InvariantCulture);

    private static string Moment(FeelDateTime moment, bool vi)
    {
        var local = moment.ToDateTimeOffset();
        var day = Day(DateOnly.FromDateTime(local.DateTime), vi);
        var time = Clock(TimeOnly.FromDateTime(local.DateTime));
        return vi ? $"{time} ngày {day}" : $"{day}, {time}";
    }

    private static string Span(TimeSpan span, bool vi)
    {
        var parts = new List<string>();
        Add(parts, Math.Abs(span.Days), vi ? "ngày" : "day", vi);
        Add(parts, Math.Abs(span.Hours), vi ? "giờ" : "hour", vi);
        Add(parts, Math.Abs(span.Minutes), vi ? "phút" : "minute", vi);
        if (parts.Count == 0 || span.Seconds != 0)
        {
            Add(parts, Math.Abs(span.Seconds), vi ? "giây" : "second", vi, evenZero: parts.Count == 0);
        }

        return (span < TimeSpan.Zero ? "-" : "") + string.Join(' ', parts);
    }

    private static string MonthSpan(long months, bool vi)
    {
        var parts = new List<string>();
        Add(parts, Math.Abs(months) / 12, vi ? "năm" : "year", vi);
        Add(parts, Math.Abs(months) % 12, vi ? "tháng" : "month", vi, evenZero: parts.Count == 0);
        return (months < 0 ? "-" : "") + string.Join(' ', parts);
    }

    private static void Add(List<string> parts, long amount, string unit, bool vi, bool evenZero = false)
    {
        if (amount != 0 || evenZero)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}{(vi || amount == 1 ? "" : "s")}"));
        }
    }
}
