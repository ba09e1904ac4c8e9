using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Par.Rules.Calendars;

namespace Par.Worker.Agencies;

/// <summary>A calendar as it was when it came into service. Due dates are proved by it long after its file has changed.</summary>
internal sealed record CalendarEdition
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Calendar { get; init; }

    public required int Edition { get; init; }

    /// <summary>Every year with its publication, for example <c>vn-public 2025.1 2026.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>JSON: time zone, desk hours, years with their days off and make-up days.</summary>
    public required string Data { get; init; }

    public required string Hash { get; init; }

    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>When the due dates that were open had moved with it; null until then.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    public static CalendarEdition Of(WorkingCalendar calendar, int edition, DateTimeOffset now)
    {
        // In one order whatever order the file has, so that the same calendar has the same hash.
        var data = JsonSerializer.Serialize(
            calendar.Data with
            {
                Sessions = calendar.Data.Sessions.Where(day => day.Value.Count > 0).OrderBy(day => day.Key).ToDictionary(),
                Years = [.. calendar.Data.Years.OrderBy(year => year.Year).Select(Ordered)],
            },
            Readable);
        return new CalendarEdition
        {
            Calendar = calendar.Name,
            Edition = edition,
            Version = calendar.Version,
            Data = data,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data))),
            KeptAt = now,
        };
    }

    public CalendarData Read() =>
        JsonSerializer.Deserialize<CalendarData>(Data, Readable)
        ?? throw new InvalidOperationException($"Edition {Edition} of the calendar '{Calendar}' is empty: par.calendar_edition was changed by hand.");

    private static CalendarYear Ordered(CalendarYear year) => year with
    {
        OffDays = [.. year.OffDays.OrderBy(off => off.Day)],
        MakeUpDays = [.. year.MakeUpDays.OrderBy(made => made.Day)],
        Rewrites = [.. year.Rewrites.Order()],
    };
}
